import { randomBytes } from 'node:crypto';
import { NotAllowedError } from '@backstage/errors';
import {
  API_KEY_SECRET_BYTES,
  formatApiKey,
} from '@openmaas/backstage-plugin-maas-common';
import { hashApiKey } from '@openmaas/backstage-plugin-maas-node';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '../database/database';
import type { Actor } from '../permissions/Actor';
import type { KeyStore, StoredKey, StoredSecret } from './KeyStore';

/**
 * Makes a secret of a key and keeps its hash.
 *
 * @param expiresAt - undefined: with the key
 * @returns the whole key: show it and forget it
 * @internal
 */
export async function makeSecret(
  store: KeyStore,
  keyId: string,
  at: Date,
  tx: Transaction,
  expiresAt?: Date,
): Promise<string> {
  const secret = formatApiKey(keyId, randomBytes(API_KEY_SECRET_BYTES));
  const hash = hashApiKey(secret);
  await store.addSecret(
    { id: uuid(), keyId, hash, createdAt: at, expiresAt },
    tx,
  );
  return secret;
}

/**
 * Lets only its maker have a secret of a key, and only while in its team.
 *
 * @throws NotAllowedError
 * @internal
 */
export function requireMaker(
  key: StoredKey,
  actor: Pick<Actor, 'userRef' | 'claims'>,
): void {
  if (key.makerRef !== actor.userRef) {
    throw new NotAllowedError('Only the one who made a key can reveal it');
  }
  if (!actor.claims.includes(key.teamRef)) {
    throw new NotAllowedError(
      `The key belongs to ${key.teamRef}, and you are not in that team any more`,
    );
  }
}

/**
 * When earlier secrets of a key end as it gets another one: the one that was its own
 * until now when the grace period is over, and those before it at once, so that at most
 * two work at a time.
 *
 * @param earlier - all secrets that the key had until now
 * @param graceMs - milliseconds for which the last one works on; 0: it ends at once
 * @returns the ends that are new, by the ids of the secrets
 * @internal
 */
export function endsOnRotation(
  earlier: StoredSecret[],
  at: Date,
  graceMs: number,
): Map<string, Date> {
  const graceEnd = new Date(at.getTime() + graceMs);
  return new Map(
    earlier
      .filter(({ expiresAt }) => !expiresAt || expiresAt > at)
      .map(({ id, expiresAt }) => [id, expiresAt ? at : graceEnd]),
  );
}
