import type { JsonObject, JsonValue } from '@backstage/types';
import type { Transaction } from '../database/database';
import type { StoredKey } from './KeyStore';
import { keyStateAt } from './states';

/** Page of a key in the portal. @internal */
export function keyPath(id: string): string {
  return `/maas/keys/${id}`;
}

/**
 * Notes for the audit log what became of a key.
 *
 * @param before - undefined: it was just made
 * @param more - what else is to be said of it; never a secret, nor a hash of one
 * @internal
 */
export function noteKeyChange(
  tx: Transaction,
  before: StoredKey | undefined,
  after: StoredKey,
  at: Date,
  more: JsonObject = {},
): void {
  const now = describe(after, at);
  const then = before && describe(before, at);
  const names = Object.keys(now).filter(
    name => JSON.stringify(now[name]) !== JSON.stringify(then?.[name] ?? null),
  );
  const pick = (of: Record<string, JsonValue>) =>
    Object.fromEntries(names.map(name => [name, of[name]]));
  tx.audit.note({
    target: { kind: 'api-key', id: after.id, name: after.name },
    team: after.teamRef,
    ...(then && { before: pick(then) }),
    after: { ...pick(now), ...more },
  });
  tx.notices.changed('api-key');
}

/**
 * Tells the maker of a key what somebody else did with it.
 *
 * @param actorRef - who did it
 * @internal
 */
export function tellMaker(
  tx: Transaction,
  key: StoredKey,
  actorRef: string,
  what: { title: string; description?: string },
): void {
  if (actorRef === key.makerRef) {
    return;
  }
  tx.notices.note({
    ...what,
    recipients: [key.makerRef],
    link: keyPath(key.id),
    topic: 'api-key-changed',
    scope: `maas/api-key/${key.id}`,
  });
}

function describe(key: StoredKey, at: Date): Record<string, JsonValue> {
  return {
    state: keyStateAt(key, at),
    name: key.name,
    models: key.models ?? null,
    limits: (key.limits as JsonObject | undefined) ?? null,
    addresses: key.addresses ?? null,
    label: key.label ?? null,
    expiresAt: key.expiresAt?.toISOString() ?? null,
    suspensionReason: key.suspensionReason ?? null,
  };
}
