import { ConfigReader, readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds, type JsonValue } from '@backstage/types';
import {
  parseAmount,
  parseFactor,
} from '@openmaas/backstage-plugin-maas-common';
import { z } from 'zod';
import { definitionFields, timeoutMs } from '../definitionSchema';

const decimal = z.union([z.string(), z.number()]);

function parsed<T>(parse: (value: string | number) => T) {
  return decimal.transform((value, context) => {
    try {
      return parse(value);
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message });
      return z.NEVER;
    }
  });
}

const price = parsed(parseAmount).optional();

/** Such as `30s`, `PT30S` or `{ seconds: 30 }`, in milliseconds. */
const timeout = z
  .unknown()
  .transform((value, context) => {
    try {
      const config = new ConfigReader({ it: value as JsonValue });
      return durationToMilliseconds(
        readDurationFromConfig(config, { key: 'it' }),
      );
    } catch {
      context.addIssue({
        code: 'custom',
        message: 'is not a duration such as 30s, PT30S or { seconds: 30 }',
      });
      return z.NEVER;
    }
  })
  .pipe(timeoutMs)
  .optional();

/** Prices as people write them: decimals, per million tokens. @internal */
export const configPrices = z.strictObject({
  input: price,
  cachedInput: price,
  output: price,
  reasoning: price,
  audioSecond: price,
});

/**
 * The fields of a model as people write them in configuration: decimals instead of
 * nano-units, durations instead of milliseconds.
 *
 * @internal
 */
export const configFields = {
  ...definitionFields,
  multiplier: parsed(parseFactor).optional(),
  prices: configPrices.default({}),
  timeouts: z
    .strictObject({
      connect: timeout,
      firstByte: timeout,
      idle: timeout,
      total: timeout,
    })
    .transform(({ connect, firstByte, idle, total }) => ({
      connectMs: connect,
      firstByteMs: firstByte,
      idleMs: idle,
      totalMs: total,
    }))
    .optional(),
};
