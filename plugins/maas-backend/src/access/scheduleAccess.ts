import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { AccessServices } from './createAccess';

/**
 * Follows up what time does to requests and grants, one replica at a time, and keeps to
 * the grants that configuration gives.
 *
 * @throws InputError where these are wrong
 * @internal
 */
export async function scheduleAccess({
  scheduler,
  requestFollowUp,
  grantFollowUp,
  grantFile,
}: Pick<AccessServices, 'requestFollowUp' | 'grantFollowUp' | 'grantFile'> & {
  scheduler: SchedulerService;
}): Promise<void> {
  await grantFile.follow();
  grantFile.watch();
  await scheduler.scheduleTask({
    id: 'maas-access-requests-expire',
    frequency: { minutes: 1 },
    timeout: { minutes: 5 },
    fn: signal => requestFollowUp.expireOverdue(signal),
  });
  await scheduler.scheduleTask({
    id: 'maas-access-requests-remind',
    frequency: { minutes: 15 },
    timeout: { minutes: 10 },
    fn: signal => requestFollowUp.remind(signal),
  });
  await scheduler.scheduleTask({
    id: 'maas-grants-expire',
    frequency: { minutes: 5 },
    timeout: { minutes: 5 },
    fn: signal => grantFollowUp.run(signal),
  });
  // Models that the file names may have come meanwhile.
  await scheduler.scheduleTask({
    id: 'maas-grants-follow-file',
    frequency: { minutes: 5 },
    timeout: { minutes: 5 },
    fn: () => grantFile.follow(),
  });
}
