import { type Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

const MINUTE = 60 * 1000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const LIFETIME = 'maas.playground.keyLifetime';

/** Whether there is a playground, and how long its keys live. @internal */
export interface PlaygroundConfig {
  enabled: boolean;
  /** Milliseconds, from a minute to a day. */
  keyLifetimeMs: number;
}

/**
 * Reads `maas.playground`.
 *
 * @throws InputError where the lifetime is not from a minute to a day
 * @internal
 */
export function readPlaygroundConfig(config: Config): PlaygroundConfig {
  const keyLifetimeMs = config.has(LIFETIME)
    ? durationToMilliseconds(readDurationFromConfig(config, { key: LIFETIME }))
    : HOUR;
  if (keyLifetimeMs < MINUTE || keyLifetimeMs > DAY) {
    throw new InputError(
      `Configuration ${LIFETIME} must be from one minute to one day`,
    );
  }
  return {
    enabled: config.getOptionalBoolean('maas.playground.enabled') ?? true,
    keyLifetimeMs,
  };
}
