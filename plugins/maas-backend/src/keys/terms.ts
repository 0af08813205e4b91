import { ConflictError, InputError } from '@backstage/errors';
import type {
  CreateKey,
  KeyLimits,
  UpdateKey,
} from '@openmaas/backstage-plugin-maas-common';
import { addDays, type ExpiryPolicy } from '../access/expiry';
import type { GrantService } from '../access/GrantService';
import type { Transaction } from '../database/database';
import { requestHashOf } from '../http/idempotency';
import { canonicalBlocks } from './addresses';
import type { KeyTerms } from './states';

/**
 * Looks whether a key of a team can be restricted to models.
 *
 * @throws ConflictError where the team may use none at all, InputError naming those
 *   that it may not use
 * @internal
 */
export async function requireUsable(
  grants: GrantService,
  teamRef: string,
  models: string[],
  tx: Transaction,
): Promise<void> {
  const live = await grants.live([teamRef], undefined, tx);
  if (live.length === 0) {
    throw new ConflictError(
      `${teamRef} may use no model yet: request access to one first`,
    );
  }
  const foreign = models.filter(
    id => !live.some(grant => grant.modelId === id),
  );
  if (foreign.length > 0) {
    throw new InputError(
      `${teamRef} may not use "${foreign.join('", "')}": request access first`,
    );
  }
}

/**
 * What a change leaves of the terms of a key; undefined where a restriction goes.
 *
 * @throws InputError where an address is none, or the end is too far away
 * @internal
 */
export function termsOf(
  change: UpdateKey,
  expiry: ExpiryPolicy,
  at: Date,
): Partial<KeyTerms> {
  const { name, addresses, expiresInDays, ...rest } = change;
  const terms: Partial<KeyTerms> = {};
  if (name !== undefined) {
    terms.name = name.trim();
  }
  if (addresses !== undefined) {
    terms.addresses = addresses ? canonicalBlocks(addresses) : undefined;
  }
  if (expiresInDays !== undefined) {
    terms.expiresAt = addDays(at, expiry.days(expiresInDays));
  }
  for (const field of ['models', 'limits', 'label'] as const) {
    if (rest[field] !== undefined) {
      Object.assign(terms, { [field]: rest[field] ?? undefined });
    }
  }
  return terms;
}

/**
 * Tells one wish for a key from another.
 *
 * @param wish - its team and addresses in their canonical forms
 * @internal
 */
export function creationHashOf(wish: CreateKey): string {
  const { limits, addresses, label } = wish;
  return requestHashOf([
    wish.team,
    wish.name.trim(),
    wish.models ?? null,
    wish.expiresInDays ?? null,
    // Nothing where there are none, as before there were any.
    ...(limits || addresses || label ? [limitsInOrder(limits)] : []),
    ...(addresses || label ? [addresses ?? null, label ?? null] : []),
  ]);
}

function limitsInOrder(limits: KeyLimits | undefined): Array<[string, number]> {
  return Object.entries(limits ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
}
