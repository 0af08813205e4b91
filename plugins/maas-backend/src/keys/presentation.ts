import {
  type ApiKey,
  apiKeyPrefix,
  type KeyModel,
  type KeyState,
} from '@openmaas/backstage-plugin-maas-common';
import type { StoredKey } from './KeyStore';

/**
 * A key as REST shows it: never its secret.
 *
 * @param may - what the caller is permitted, whatever state the key is in
 * @param lastUsedAt - when the latest call with it started
 * @internal
 */
export function presentKey(
  key: StoredKey,
  state: KeyState,
  models: KeyModel[],
  may: { reveal: boolean; revoke: boolean },
  lastUsedAt: Date | undefined,
): ApiKey {
  return {
    id: key.id,
    name: key.name,
    team: key.teamRef,
    maker: key.makerRef,
    kind: key.kind,
    state,
    prefix: key.revealedAt && apiKeyPrefix(key.id),
    requestId: key.requestId,
    models,
    limits: key.limits,
    createdAt: key.createdAt.toISOString(),
    revealedAt: key.revealedAt?.toISOString(),
    expiresAt: key.expiresAt?.toISOString(),
    revokedAt: key.revokedAt?.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString(),
    permissions: {
      reveal: state === 'unrevealed' && may.reveal,
      revoke: state !== 'revoked' && may.revoke,
    },
  };
}
