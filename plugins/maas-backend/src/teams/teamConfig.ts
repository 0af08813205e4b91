import type {
  RootConfigService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { readTaskSchedule } from '@openmaas/backstage-plugin-maas-node';
import type { LeaverPolicy } from './TeamStore';

const WHEN_MAKER_LEAVES = 'maas.keys.whenMakerLeaves';
const GONE_AFTER = 'maas.teams.goneAfter';
const SCHEDULE = 'maas.teams.schedule';

const DEFAULT_GONE_AFTER_MS = 10 * 60 * 1000;
const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { seconds: 30 },
  timeout: { minutes: 5 },
  // The catalog starts as well.
  initialDelay: { seconds: 5 },
};

/**
 * What becomes of the keys of leavers where a team does not say.
 *
 * @throws InputError where it is neither keep nor suspend
 * @internal
 */
export function readLeaverPolicy(config: RootConfigService): LeaverPolicy {
  const value = config.getOptionalString(WHEN_MAKER_LEAVES) ?? 'keep';
  if (value !== 'keep' && value !== 'suspend') {
    throw new InputError(
      `Configuration ${WHEN_MAKER_LEAVES} must be keep or suspend, not "${value}"`,
    );
  }
  return value;
}

/** How long teams and members are missed until they are gone: milliseconds. @internal */
export function readGoneAfter(config: RootConfigService): number {
  return config.has(GONE_AFTER)
    ? durationToMilliseconds(
        readDurationFromConfig(config, { key: GONE_AFTER }),
      )
    : DEFAULT_GONE_AFTER_MS;
}

/** When teams are read. @internal */
export function readTeamSchedule(
  config: RootConfigService,
): SchedulerServiceTaskScheduleDefinition {
  return readTaskSchedule(config, SCHEDULE, DEFAULT_SCHEDULE);
}
