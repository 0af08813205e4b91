import {
  type Config,
  ConfigReader,
  readDurationFromConfig,
} from '@backstage/config';
import { durationToMilliseconds, type JsonValue } from '@backstage/types';
import {
  parseAmount,
  parseFactor,
} from '@openmaas/backstage-plugin-maas-common';
import type {
  ModelDefinition,
  ModelFault,
  ModelSource,
} from '@openmaas/backstage-plugin-maas-node';
import { z } from 'zod';
import {
  definitionFields,
  describeIssues,
  timeoutMs,
} from './definitionSchema';

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

/** As people write it: decimals instead of nano-units, and no field misspelt. */
const modelSchema = z.strictObject({
  ...definitionFields,
  multiplier: parsed(parseFactor).optional(),
  prices: z
    .strictObject({
      input: price,
      cachedInput: price,
      output: price,
      reasoning: price,
      audioSecond: price,
    })
    .default({}),
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
  endpoints: definitionFields.endpoints.default([]),
});

/**
 * Models from `maas.models` in configuration.
 *
 * @internal
 */
export class ConfigModelSource implements ModelSource {
  static readonly NAME = 'config';
  readonly name = ConfigModelSource.NAME;

  constructor(private readonly config: Config) {}

  async read() {
    const models: ModelDefinition[] = [];
    const faults: ModelFault[] = [];
    const items = this.config.getOptional('maas.models') ?? [];
    if (!Array.isArray(items)) {
      throw new Error('maas.models must be a list');
    }
    items.forEach((item: unknown, index) => {
      const result = modelSchema.safeParse(item);
      if (result.success) {
        models.push(result.data);
      } else {
        faults.push({
          model: idOf(item) ?? `maas.models[${index}]`,
          message: describeIssues(result.error),
        });
      }
    });
    return { models, faults };
  }
}

function idOf(item: unknown): string | undefined {
  return typeof item === 'object' &&
    item !== null &&
    'id' in item &&
    typeof item.id === 'string'
    ? item.id
    : undefined;
}
