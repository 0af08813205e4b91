import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError, stringifyError } from '@backstage/errors';

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
  if (!config.has(SCHEDULE_KEY)) {
    return DEFAULT_SCHEDULE;
  }
  try {
    return readSchedulerServiceTaskScheduleDefinitionFromConfig(
      config.getConfig(SCHEDULE_KEY),
    );
  } catch (error) {
    throw new InputError(
      `Configuration ${SCHEDULE_KEY} is not a schedule such as { frequency: { minutes: 10 }, timeout: { minutes: 2 } }: ${stringifyError(
        error,
      )}`,
    );
  }
}
