import { type Config, readDurationFromConfig } from '@backstage/config';
import { InputError, stringifyError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

/** Timers count no further, in milliseconds (24 days). */
const LONGEST = 2 ** 31 - 1;

const BYTES = { b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 };

/** @throws Error naming the key @internal */
export function refuse(key: string, problem: string): never {
  throw new InputError(`Configuration ${key} ${problem}`);
}

/**
 * A span of time, in milliseconds.
 *
 * @param least - in milliseconds
 * @throws Error naming the key
 * @internal
 */
export function readDuration(
  config: Config,
  key: string,
  fallback: number,
  least = 1,
): number {
  if (!config.has(key)) {
    return fallback;
  }
  let milliseconds: number;
  try {
    milliseconds = durationToMilliseconds(
      readDurationFromConfig(config, { key }),
    );
  } catch (error) {
    return refuse(
      key,
      `is not a duration such as 30s or { seconds: 30 }: ${stringifyError(
        error,
      )}`,
    );
  }
  if (
    !Number.isInteger(milliseconds) ||
    milliseconds < least ||
    milliseconds > LONGEST
  ) {
    refuse(
      key,
      `must be whole milliseconds, at least ${least} and at most 24 days: ${milliseconds}`,
    );
  }
  return milliseconds;
}

/**
 * A size such as 10mb, in bytes.
 *
 * @throws Error naming the key
 * @internal
 */
export function readBytes(
  config: Config,
  key: string,
  fallback: string,
  least = 1,
): number {
  const given = config.getOptional(key) ?? fallback;
  const [, amount, unit = 'b'] =
    /^(\d+(?:\.\d+)?)\s*(b|kb|mb|gb)?$/i.exec(String(given).trim()) ?? [];
  const bytes =
    Number(amount) * BYTES[unit.toLowerCase() as keyof typeof BYTES];
  if (!Number.isSafeInteger(bytes) || bytes < 1) {
    refuse(key, `is not a size such as 10mb: "${given}"`);
  }
  if (bytes < least) {
    refuse(key, `must be at least ${least} bytes: "${given}"`);
  }
  return bytes;
}
