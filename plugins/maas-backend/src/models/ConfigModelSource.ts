import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
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
const name = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[\x21-\x7e]+$/, 'has only printable ASCII without spaces');

const groupRef = z.string().transform((value, context) => {
  try {
    const ref = parseEntityRef(value, {
      defaultKind: 'group',
      defaultNamespace: 'default',
    });
    if (/^[\w.-]+$/.test(ref.name) && /^group$/i.test(ref.kind)) {
      return stringifyEntityRef(ref);
    }
  } catch {
    // Told below, in words that help.
  }
  context.addIssue({
    code: 'custom',
    message: `"${value}" is not a group such as group:default/my-team`,
  });
  return z.NEVER;
});

const modelSchema = z.strictObject({
  id: z
    .string()
    .max(48)
    .regex(
      /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
      'must be a DNS slug: lower-case letters, digits and dashes',
    ),
  servedName: name.optional(),
  aliases: z.array(name).optional(),
  title: z.string().min(1).max(200).optional(),
  description: z.string().max(4000).optional(),
  owner: groupRef,
  provider: z.string().optional(),
  version: z.string().optional(),
  license: z.string().optional(),
  homepage: z.url({ protocol: /^https?$/ }).optional(),
  lifecycle: z.enum(['experimental', 'production', 'deprecated']).optional(),
  visibility: z.enum(['public', 'restricted', 'hidden']).optional(),
  capabilities: z.array(z.string().regex(/^[a-z0-9-]{1,63}$/)).optional(),
  contextLength: z.int().positive().optional(),
  quantization: z.string().optional(),
  gpus: z.int().nonnegative().optional(),
  hardware: z.string().optional(),
  weights: z
    .strictObject({
      uri: z.string().optional(),
      sizeGb: z.number().nonnegative().optional(),
    })
    .optional(),
  multiplier: parsed(parseFactor).optional(),
  plans: z.array(z.string()).min(1).optional(),
  prices: z
    .strictObject({
      input: price,
      cachedInput: price,
      output: price,
      reasoning: price,
    })
    .default({}),
  endpoints: z
    .array(
      z.strictObject({
        url: z
          .url({ protocol: /^https?$/ })
          .regex(/\/v1$/, 'must end in /v1')
          .refine(
            value => !URL.canParse(value) || !new URL(value).username,
            'must not hold credentials',
          ),
        simulated: z.boolean().optional(),
      }),
    )
    .default([]),
});

/**
 * Models from `maas.models` in configuration.
 *
 * @internal
 */
export class ConfigModelSource implements ModelSource {
  readonly name = 'config';

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
          message: result.error.issues
            .map(
              issue => `${issue.path.join('.') || 'model'}: ${issue.message}`,
            )
            .join('; '),
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
