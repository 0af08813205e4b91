import { type Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

const DAY = 24 * 60 * 60 * 1000;
const UNUSED_AFTER = 'maas.keys.unusedAfter';

/**
 * After how long without a call a key counts as unused.
 *
 * @returns milliseconds
 * @throws InputError where it is less than a day
 * @internal
 */
export function readUnusedAfter(config: Config): number {
  if (!config.has(UNUSED_AFTER)) {
    return 30 * DAY;
  }
  const duration = readDurationFromConfig(config, { key: UNUSED_AFTER });
  const milliseconds = durationToMilliseconds(duration);
  if (milliseconds < DAY) {
    throw new InputError(
      `Configuration ${UNUSED_AFTER} must be at least one day`,
    );
  }
  return milliseconds;
}
