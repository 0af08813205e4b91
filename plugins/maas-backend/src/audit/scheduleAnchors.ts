import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { AuditService } from './AuditService';
import { GENESIS } from './chain';

/**
 * Writes once per hour into the portal's log where the audit log ends, if that moved:
 * kept elsewhere, it shows later whether anything before was rewritten or cut off.
 *
 * @internal
 */
export async function scheduleAnchors(options: {
  audit: AuditService;
  logger: LoggerService;
  scheduler: SchedulerService;
}): Promise<void> {
  const { audit, logger, scheduler } = options;
  let logged = GENESIS.seq;
  await scheduler.scheduleTask({
    id: 'maas-audit-log-anchor',
    frequency: { hours: 1 },
    timeout: { minutes: 1 },
    fn: async () => {
      const { seq, hash } = await audit.head();
      if (seq !== logged) {
        logged = seq;
        logger.info(`The audit log ends at ${seq}:${hash}`);
      }
    },
  });
}
