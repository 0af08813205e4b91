import { inspect } from 'node:util';
import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type RootConfigService,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { InputError, stringifyError } from '@backstage/errors';

/**
 * How often something is done, from configuration.
 *
 * @param key - where it stands
 * @param fallback - where it is left out; also the example that an error gives
 * @throws InputError naming the key, where that holds something else
 * @public
 */
export function readTaskSchedule(
  config: Pick<RootConfigService, 'has' | 'getConfig'>,
  key: string,
  fallback: SchedulerServiceTaskScheduleDefinition,
): SchedulerServiceTaskScheduleDefinition {
  if (!config.has(key)) {
    return fallback;
  }
  try {
    return readSchedulerServiceTaskScheduleDefinitionFromConfig(
      config.getConfig(key),
    );
  } catch (error) {
    const { frequency, timeout } = fallback;
    const example = inspect({ frequency, timeout }, { breakLength: Infinity });
    throw new InputError(
      `Configuration ${key} is not a schedule such as ${example}: ${stringifyError(
        error,
      )}`,
    );
  }
}
