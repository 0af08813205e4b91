import type {
  LifecycleService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { LiveSignals } from './LiveSignals';
import { NoticeSender } from './NoticeSender';
import type { NoticeStamp } from './NoticeStamp';
import type { NoticeStore } from './NoticeStore';

/**
 * Tells people from now on what transactions noted: in notifications, and on open pages.
 * What could not be sent, or was left over by a replica that died, is found by schedule.
 *
 * @internal
 */
export async function startNotices(options: {
  notices: NoticeStamp;
  noticeStore: NoticeStore;
  notifications: NotificationService;
  signals: SignalsService;
  scheduler: SchedulerService;
  lifecycle: LifecycleService;
  logger: LoggerService;
  now: () => Date;
}): Promise<void> {
  const { notices, scheduler, lifecycle, noticeStore: store } = options;
  const sender = new NoticeSender({ ...options, store });
  const live = new LiveSignals(options);
  notices.onCommit(told => {
    if (told.notices) {
      sender.send();
    }
    live.changed(told.kinds);
  });
  await scheduler.scheduleTask({
    id: 'maas-notices',
    frequency: { seconds: 15 },
    timeout: { minutes: 10 },
    // The notifications backend starts as well.
    initialDelay: { seconds: 15 },
    fn: () => sender.send(),
  });
  lifecycle.addShutdownHook(async () => {
    live.stop();
    await sender.stop();
  });
}
