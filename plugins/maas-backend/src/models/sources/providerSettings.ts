import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import type { JsonValue } from '@backstage/types';
import { z } from 'zod';
import { definitionFields, describeIssues } from '../definitionSchema';
import { configFields } from './configFields';

const { endpoints, ...modelFields } = configFields;
const { url, credential, simulated, modelName } = endpoints.element.shape;

/** Ids of providers are parts of served names and of ids of models. */
const PROVIDER_ID = /^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/;

const schedule = z.unknown().transform((value, context) => {
  try {
    return readSchedulerServiceTaskScheduleDefinitionFromConfig(
      new ConfigReader({ it: value as JsonValue }).getConfig('it'),
    );
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as Error).message });
    return z.NEVER;
  }
});

/** What configuration says about one model of a provider. */
const modelSchema = z.strictObject({
  ...modelFields,
  name: modelName.unwrap(),
  id: modelFields.id.optional(),
  owner: modelFields.owner.optional(),
});

const providerSchema = z.strictObject({
  id: z.string(),
  title: definitionFields.title,
  baseUrl: url,
  credential,
  simulated,
  apiKey: z.string().min(1).optional(),
  headers: z.record(z.string(), z.string()).default({}),
  owner: definitionFields.owner,
  import: z.enum(['listed', 'all']).default('listed'),
  idPrefix: z
    .string()
    .regex(
      /^[a-z0-9-]{0,32}$/,
      'has only lower-case letters, digits and dashes',
    )
    .optional(),
  visibility: definitionFields.visibility,
  plans: definitionFields.plans,
  capabilities: definitionFields.capabilities,
  schedule: schedule.optional(),
  models: z
    .array(z.looseObject({ name: modelName.unwrap() }))
    .default([])
    .refine(
      models => new Set(models.map(({ name }) => name)).size === models.length,
      'has a name twice',
    ),
});

/** A provider as it is configured. @internal */
export type ProviderSettings = z.output<typeof providerSchema>;

/** What is configured of one model of a provider. @internal */
export type ProviderModelSettings = z.output<typeof modelSchema>;

/**
 * Reads an item of `maas.providers`. Its models are only looked at as far as their names:
 * {@link readModelSettings} reads the rest.
 *
 * @throws Error that says what is wrong
 * @internal
 */
export function readProviderSettings(item: unknown): ProviderSettings {
  const { data, error } = providerSchema.safeParse(item);
  if (error) {
    throw new Error(describeIssues(error));
  }
  if (data.import === 'listed' && data.models.length === 0) {
    throw new Error('models: name some, or set import to all');
  }
  return data;
}

/**
 * Reads an item of a provider's `models`.
 *
 * @throws Error that says what is wrong
 * @internal
 */
export function readModelSettings(
  item: ProviderSettings['models'][number],
): ProviderModelSettings {
  const { data, error } = modelSchema.safeParse(item);
  if (error) {
    throw new Error(describeIssues(error));
  }
  return data;
}

/**
 * When an item of `maas.providers` wants to be read; undefined where it does not say so,
 * or not in a way that can be read, which is told when it is read.
 *
 * @internal
 */
export function readSchedule(
  item: unknown,
): SchedulerServiceTaskScheduleDefinition | undefined {
  return schedule.safeParse((item as { schedule?: unknown } | null)?.schedule)
    .data;
}

/** The id of an item of `maas.providers`; undefined where it has none that can be one. @internal */
export function providerIdOf(item: unknown): string | undefined {
  const id = (item as { id?: JsonValue } | null)?.id;
  return typeof id === 'string' && PROVIDER_ID.test(id) ? id : undefined;
}
