import type { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { readTaskSchedule } from '@openmaas/backstage-plugin-maas-node';

const SCHEDULE_KEY = 'search.collators.maas.schedule';

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 10 },
  timeout: { minutes: 2 },
  initialDelay: { seconds: 3 },
};

/**
 * Reads how often the index of models is made anew.
 *
 * @throws InputError naming the key that is wrong
 * @internal
 */
export function readSchedule(
  config: Config,
): SchedulerServiceTaskScheduleDefinition {
  return readTaskSchedule(config, SCHEDULE_KEY, DEFAULT_SCHEDULE);
}
