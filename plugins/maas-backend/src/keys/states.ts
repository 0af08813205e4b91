import type { KeyState } from '@openmaas/backstage-plugin-maas-common';
import type { StoredKey } from './KeyStore';

/** The state of a key at a time. @internal */
export function keyStateAt(key: StoredKey, at: Date): KeyState {
  if (key.revokedAt) {
    return 'revoked';
  }
  if (key.expiresAt && key.expiresAt <= at) {
    return 'expired';
  }
  if (!key.readyAt) {
    return 'waiting';
  }
  return key.revealedAt ? 'active' : 'unrevealed';
}

/** Why the secret of a key in a state cannot be made, and what to do. @internal */
export function whyNotRevealed(state: KeyState): string {
  switch (state) {
    case 'waiting':
      return 'The access request of this key is not granted yet: its secret can be made once it is';
    case 'expired':
      return 'The key has expired: make a new one';
    case 'revoked':
      return 'The key is revoked: make a new one';
    default:
      return 'The secret was revealed before and is not kept: if it is lost, revoke this key and make a new one';
  }
}
