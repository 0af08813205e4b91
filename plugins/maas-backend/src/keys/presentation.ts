import {
  type ApiKey,
  apiKeyPrefix,
  type KeySuspension,
} from '@openmaas/backstage-plugin-maas-common';
import type { KeyFacts } from './KeyDirectory';
import type { StoredKey } from './KeyStore';
import { type KeyAction, keyStateAt, whyNot } from './states';

/**
 * A key as REST shows it: never its secret.
 *
 * @param may - whether the caller may do something, whatever state the key is in
 * @internal
 */
export function presentKey(
  key: StoredKey,
  { models, lastUse, previousSecretEndsAt }: KeyFacts,
  at: Date,
  may: (action: KeyAction) => boolean,
): ApiKey {
  const can = (action: KeyAction) => may(action) && !whyNot(key, action, at);
  return {
    id: key.id,
    name: key.name,
    team: key.teamRef,
    maker: key.makerRef,
    kind: key.kind,
    state: keyStateAt(key, at),
    prefix: key.revealedAt && apiKeyPrefix(key.id),
    requestId: key.requestId,
    models,
    onlyModels: key.models,
    limits: key.limits,
    addresses: key.addresses,
    label: key.label,
    createdAt: key.createdAt.toISOString(),
    revealedAt: key.revealedAt?.toISOString(),
    expiresAt: key.expiresAt?.toISOString(),
    revokedAt: key.revokedAt?.toISOString(),
    revokedBy: key.revokedBy,
    suspension: suspensionOf(key),
    previousSecretEndsAt: previousSecretEndsAt?.toISOString(),
    lastUsedAt: lastUse?.at.toISOString(),
    lastUse: lastUse && { ...lastUse, at: lastUse.at.toISOString() },
    permissions: {
      reveal: can('reveal'),
      rotate: can('rotate'),
      update: can('update'),
      suspend: can('suspend'),
      resume: can('resume'),
      revoke: can('revoke'),
    },
  };
}

/** A person's reason before a rule's: it is the one that somebody can do away with. */
function suspensionOf(key: StoredKey): KeySuspension | undefined {
  if (key.suspendedAt) {
    return {
      cause: 'person',
      at: key.suspendedAt.toISOString(),
      by: key.suspendedBy,
      reason: key.suspensionReason,
    };
  }
  return key.stoppedAt && key.stopCause
    ? { cause: key.stopCause, at: key.stoppedAt.toISOString() }
    : undefined;
}
