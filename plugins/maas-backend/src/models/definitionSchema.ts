import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { parseFactor } from '@openmaas/backstage-plugin-maas-common';
import { z } from 'zod';
import { asText } from '../database/asText';
import { readTime } from '../http/readTime';

/** Text that every engine takes, of this length at most. @internal */
export const textUpTo = (length: number) =>
  z
    .string()
    .max(length)
    .refine(
      value => value === asText(value),
      'has characters that are no text, such as NUL',
    );
const text = textUpTo(500);
const name = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[\x21-\x7e]+$/, 'has only printable ASCII without spaces');

/** What ids of models look like. @internal */
export const MODEL_ID = /^(?=.{1,48}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

/** A name of `maasGateway.credentials`. */
const CREDENTIAL_NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** A group, such as `my-team` or `group:default/my-team`; made a full reference. @internal */
export const groupRef = z
  .string()
  .max(200)
  .transform((value, context) => {
    try {
      const ref = parseEntityRef(value, {
        defaultKind: 'group',
        defaultNamespace: 'default',
      });
      const parts = [ref.namespace, ref.name];
      if (
        parts.every(part => /^[\w.-]+$/.test(part)) &&
        /^group$/i.test(ref.kind)
      ) {
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

const modalities = z
  .array(z.enum(['text', 'image', 'audio', 'video', 'embedding', 'score']))
  .min(1);

/** What data may be sent to a model, and where it goes. @internal */
export const dataPolicy = z.strictObject({
  location: z.enum(['internal', 'external']),
  region: textUpTo(100).optional(),
  allowed: z
    .array(z.enum(['public', 'internal', 'confidential', 'personal']))
    .refine(
      list => new Set(list).size === list.length,
      'has a class of data twice',
    ),
});

/** The announced end of a model. @internal */
export const retirement = z.strictObject({
  at: z.string().transform((value, context) => {
    try {
      // Without a zone, it would be another moment on each machine.
      if (/T.*(Z|[+-]\d\d:\d\d)$/.test(value)) {
        return readTime(value, 'at').toISOString();
      }
    } catch {
      // Told below, in words that help.
    }
    context.addIssue({
      code: 'custom',
      message: `"${value}" is not a time such as 2027-03-01T09:00:00Z`,
    });
    return z.NEVER;
  }),
  successor: z
    .string()
    .regex(MODEL_ID, 'must be the id of the model that takes over')
    .optional(),
  note: textUpTo(1000).optional(),
});

/** The fields that every source writes alike. @internal */
export const definitionFields = {
  id: z
    .string()
    .regex(
      MODEL_ID,
      'must be a DNS slug: at most 48 lower-case letters, digits and dashes',
    )
    // GET /models/facets is another one.
    .refine(id => id !== 'facets', 'must be another one: facets is taken'),
  servedName: name.optional(),
  aliases: z.array(name).max(100).optional(),
  title: textUpTo(200).min(1).optional(),
  description: textUpTo(4000).optional(),
  owner: groupRef,
  approver: groupRef.optional(),
  provider: text.optional(),
  version: text.optional(),
  license: text.optional(),
  homepage: z.url({ protocol: /^https?$/ }).optional(),
  card: textUpTo(100_000).optional(),
  lifecycle: z.enum(['experimental', 'production', 'deprecated']).optional(),
  visibility: z.enum(['public', 'restricted', 'hidden']).optional(),
  capabilities: z
    .array(z.string().regex(/^[a-z0-9-]{1,63}$/))
    .max(50)
    .optional(),
  modalities: z
    .strictObject({ input: modalities, output: modalities })
    .optional(),
  contextLength: z.int().positive().optional(),
  quantization: text.optional(),
  gpus: z.int().nonnegative().optional(),
  hardware: text.optional(),
  weights: z
    .strictObject({
      uri: text.optional(),
      sizeGb: z.number().nonnegative().optional(),
    })
    .optional(),
  plans: z.array(z.string()).min(1).optional(),
  dataPolicy: dataPolicy.optional(),
  retirement: retirement.optional(),
  endpoints: z.array(
    z.strictObject({
      url: z
        .url({ protocol: /^https?$/ })
        .regex(/\/v1$/, 'must end in /v1')
        .refine(
          value => !URL.canParse(value) || !new URL(value).username,
          'must not hold credentials',
        ),
      simulated: z.boolean().optional(),
      modelName: name.optional(),
      weight: z
        .int()
        .min(1)
        .max(1000, 'must be a whole number from 1 to 1000')
        .optional(),
      credential: z
        .string()
        .regex(
          CREDENTIAL_NAME,
          'must be the name of a credential of the gateway, not a secret: at most 63 lower-case letters, digits and dashes',
        )
        .optional(),
    }),
  ),
};

/** What a timer of a gateway can wait, in milliseconds. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/** A wait in milliseconds. @internal */
export const timeoutMs = z
  .int()
  .min(1, 'must be longer than nothing')
  .max(MAX_TIMEOUT_MS, 'must be at most 24 days');

const MAX_PRICE = 10n ** 18n - 1n;
const price = z.bigint().nonnegative().max(MAX_PRICE).optional();

/**
 * A definition as sources give it, whoever wrote the source: what is not known here is
 * left out, what is wrong is named.
 *
 * @internal
 */
export const definitionSchema = z.object({
  ...definitionFields,
  multiplier: z
    .string()
    .transform((value, context) => {
      try {
        return parseFactor(value);
      } catch (error) {
        context.addIssue({ code: 'custom', message: (error as Error).message });
        return z.NEVER;
      }
    })
    .optional(),
  prices: z.object({
    input: price,
    cachedInput: price,
    output: price,
    reasoning: price,
    audioSecond: price,
  }),
  serving: z
    .object({
      state: z.enum(['queued', 'starting', 'failed']),
      reason: text.optional(),
      queuePosition: z.int().positive().optional(),
      progress: z.int().min(0).max(100).optional(),
    })
    .optional(),
  timeouts: z
    .object({
      connectMs: timeoutMs.optional(),
      firstByteMs: timeoutMs.optional(),
      idleMs: timeoutMs.optional(),
      totalMs: timeoutMs.optional(),
    })
    .optional(),
});

/** What is wrong, field by field, in one line. @internal */
export function describeIssues(error: z.ZodError): string {
  return error.issues
    .map(issue => `${issue.path.join('.') || 'model'}: ${issue.message}`)
    .join('; ');
}
