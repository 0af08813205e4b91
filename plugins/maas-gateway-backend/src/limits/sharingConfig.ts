import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** The store that replicas share. @internal */
export interface ValkeyConfig {
  /** `redis://` or, with TLS, `rediss://`; without name and password. */
  url: string;
  username?: string;
  /** A secret. */
  password?: string;
  /** How long to wait for an answer, in milliseconds. */
  commandTimeoutMs: number;
  /** While it is gone: each gateway enforces its part of the limits, or refuses calls. */
  whenLost: 'local' | 'deny';
}

/** How gateways that serve the same portal share limits. @internal */
export type SharingConfig =
  | { mode: 'alone' | 'divide' }
  | { mode: 'valkey'; valkey: ValkeyConfig };

const KEY = 'maasGateway.sharing';

const valkeySchema = z.strictObject({
  url: z
    .string()
    .refine(
      isAddress,
      'must be the address of a Valkey or Redis server such as redis://valkey:6379 or rediss://valkey:6380; name and password have fields of their own',
    ),
  username: z.string().min(1, 'must not be empty').optional(),
  password: z.string().min(1, 'must not be empty').optional(),
  // Read as all durations are.
  commandTimeout: z.unknown().optional(),
  whenLost: z
    .enum(['local', 'deny'], { error: 'must be local or deny' })
    .default('local'),
});

const sharingSchema = z
  .strictObject({
    mode: z
      .enum(['alone', 'divide', 'valkey'], {
        error: 'must be alone, divide or valkey',
      })
      .default('alone'),
    valkey: valkeySchema.optional(),
  })
  .default({ mode: 'alone' });

/**
 * Reads `maasGateway.sharing`.
 *
 * @param commandTimeoutMs - reads the duration at a key
 * @throws Error naming the key that is wrong, and no secret
 * @internal
 */
export function readSharing(
  config: Config,
  replicas: number,
  commandTimeoutMs: (key: string) => number,
): SharingConfig {
  const result = sharingSchema.safeParse(config.getOptional(KEY));
  if (!result.success) {
    const [{ path, message }] = result.error.issues;
    throw refusal(path.join('.'), message);
  }
  const { mode, valkey } = result.data;
  if (mode === 'alone' && replicas > 1) {
    throw refusal(
      'mode',
      `says that this gateway is the only one, and maasGateway.replicas that there are ${replicas}. Set it to valkey, with ${KEY}.valkey.url, so that they share all limits, or to divide, so that each enforces its part of them`,
    );
  }
  if (mode !== 'valkey') {
    return { mode };
  }
  if (!valkey) {
    throw refusal('valkey.url', 'is needed where the mode is valkey');
  }
  const { url, username, password, whenLost } = valkey;
  return {
    mode,
    valkey: {
      url,
      username,
      password,
      whenLost,
      commandTimeoutMs: commandTimeoutMs(`${KEY}.valkey.commandTimeout`),
    },
  };
}

function refusal(path: string, message: string): InputError {
  const key = path ? `${KEY}.${path}` : KEY;
  return new InputError(`Configuration ${key}: ${message}`);
}

function isAddress(text: string): boolean {
  if (!URL.canParse(text)) {
    return false;
  }
  const { protocol, hostname, username, password } = new URL(text);
  return (
    /^rediss?:$/.test(protocol) &&
    hostname !== '' &&
    username === '' &&
    password === ''
  );
}
