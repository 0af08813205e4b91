import { resolve } from 'node:path';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** What the gateway identifies itself with to a model server. @internal */
export type CredentialConfig = {
  /** In lower case. */
  header: string;
  /** What stands before the secret; empty for nothing. */
  scheme: string;
} & (
  | { /** The secret. */ token: string }
  | { /** Absolute path of the file that holds it. */ tokenFile: string }
);

/** What a secret may consist of, so that it fits into a header. @internal */
export const TOKEN_PATTERN = /^[\x21-\x7e]+$/;

/** Headers by which a request is framed, or that the gateway sets itself. */
const TAKEN =
  /^(accept|connection|content-.*|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade|user-agent|x-request-id)$/;

const nameSchema = z.stringFormat(
  'credential-name',
  /^[a-z0-9][a-z0-9-]{0,62}$/,
  'must have a name of at most 63 lower-case letters, digits and dashes',
);

const credentialSchema = z
  .strictObject({
    token: z
      .string()
      .regex(TOKEN_PATTERN, 'must be printable ASCII without spaces')
      .optional(),
    tokenFile: z
      .string()
      .min(1, 'must be the path of a file')
      .transform(path => resolve(path))
      .optional(),
    header: z
      .string()
      .regex(/^[\w!#$%&'*+.^`|~-]+$/, 'must be the name of a header')
      .toLowerCase()
      .refine(header => !TAKEN.test(header), 'must be another header')
      .default('authorization'),
    scheme: z
      .string()
      .regex(/^[\x21-\x7e]*$/, 'must be a word such as Bearer, or empty')
      .default('Bearer'),
  })
  .transform(({ token, tokenFile, ...rest }, context): CredentialConfig => {
    if (token !== undefined && tokenFile === undefined) {
      return { ...rest, token };
    }
    if (tokenFile !== undefined && token === undefined) {
      return { ...rest, tokenFile };
    }
    context.addIssue({
      code: 'custom',
      message: 'must have either token or tokenFile',
    });
    return z.NEVER;
  });

const credentialsSchema = z.record(nameSchema, credentialSchema).default({});

/**
 * Reads `maasGateway.credentials`.
 *
 * @throws Error naming the key that is wrong, and no secret
 * @internal
 */
export function readCredentials(
  config: Config,
): Record<string, CredentialConfig> {
  const key = 'maasGateway.credentials';
  // As a whole: not each name that is good here is one for the reader of configuration.
  const result = credentialsSchema.safeParse(config.getOptional(key));
  if (!result.success) {
    const [{ path, message }] = result.error.issues;
    throw new InputError(
      `Configuration ${[key, ...path].join('.')}: ${message}`,
    );
  }
  return result.data;
}
