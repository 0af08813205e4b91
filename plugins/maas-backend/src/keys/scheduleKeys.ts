import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { KeyReminders } from './KeyReminders';

/**
 * Looks after keys from time to time, one replica at a time.
 *
 * @internal
 */
export async function scheduleKeys({
  scheduler,
  keyReminders,
}: {
  scheduler: SchedulerService;
  keyReminders: KeyReminders;
}): Promise<void> {
  await scheduler.scheduleTask({
    id: 'maas-keys-remind-of-ends',
    frequency: { hours: 1 },
    timeout: { minutes: 10 },
    scope: 'global',
    fn: signal => keyReminders.remindOfEnds(signal),
  });
  await scheduler.scheduleTask({
    id: 'maas-keys-point-out-unused',
    frequency: { days: 7 },
    timeout: { minutes: 10 },
    scope: 'global',
    fn: () => keyReminders.pointOutUnused(),
  });
}
