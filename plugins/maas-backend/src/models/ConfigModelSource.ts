import type { Config } from '@backstage/config';
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
import { definitionFields, describeIssues } from './definitionSchema';

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
    })
    .default({}),
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
