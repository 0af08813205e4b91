import { ConflictError } from '@backstage/errors';
import type { KeyState } from '@openmaas/backstage-plugin-maas-common';
import type { StoredKey } from './KeyStore';

/** What of a key can be changed after it was made. @internal */
export type KeyTerms = Pick<
  StoredKey,
  'name' | 'models' | 'limits' | 'addresses' | 'label' | 'expiresAt'
>;

/** What can happen to a key. @internal */
export type KeyEvent =
  | { type: 'ready'; expiresAt: Date }
  | { type: 'reveal' }
  | { type: 'rotate' }
  | { type: 'update'; change: Partial<KeyTerms> }
  | { type: 'suspend'; by: string; reason?: string }
  | { type: 'resume' }
  | { type: 'revoke'; by: string };

/** What people do with keys. @internal */
export type KeyAction = Exclude<KeyEvent['type'], 'ready'>;

/** In which states each thing can happen. @internal */
export const POSSIBLE_STATES: Record<KeyEvent['type'], KeyState[]> = {
  ready: ['waiting'],
  reveal: ['unrevealed'],
  rotate: ['active'],
  update: ['unrevealed', 'active', 'suspended'],
  suspend: ['unrevealed', 'active', 'suspended'],
  resume: ['suspended'],
  revoke: ['waiting', 'unrevealed', 'active', 'suspended', 'expired'],
};

const DAY = 24 * 60 * 60 * 1000;

/** Days before its end at which people are reminded; 0: it is over. Latest first. @internal */
export const REMINDERS = [0, 3, 14];

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
  if (key.suspendedAt || key.stoppedAt) {
    return 'suspended';
  }
  return key.revealedAt ? 'active' : 'unrevealed';
}

/**
 * Which reminder of an end is due at a time, in days before it.
 *
 * @returns undefined where none is yet
 * @internal
 */
export function dueReminder(expiresAt: Date, at: Date): number | undefined {
  return REMINDERS.find(
    days => expiresAt.getTime() - days * DAY <= at.getTime(),
  );
}

/**
 * Why something cannot happen to a key now, and what to do.
 *
 * @returns undefined where it can
 * @internal
 */
export function whyNot(
  key: StoredKey,
  event: KeyEvent['type'],
  at: Date,
): string | undefined {
  const state = keyStateAt(key, at);
  if (!POSSIBLE_STATES[event].includes(state)) {
    return event === 'resume' && state !== 'revoked' && state !== 'expired'
      ? 'The key is not suspended'
      : whyNotIn(state, event);
  }
  if (event === 'suspend' && key.suspendedAt) {
    return 'The key is suspended already';
  }
  if (event === 'resume' && !key.suspendedAt) {
    return key.stopCause === 'team-gone'
      ? 'The key stopped because its team is gone: it goes on by itself if the team comes back'
      : 'The key stopped because its maker left the team: it goes on by itself if the maker comes back. A member of the team can make a new one';
  }
  if (key.kind === 'playground' && ['rotate', 'update'].includes(event)) {
    return 'The playground looks after its keys itself';
  }
  return undefined;
}

/**
 * A key after something happened to it.
 *
 * @throws ConflictError where that cannot happen now
 * @internal
 */
export function keyAfter(key: StoredKey, event: KeyEvent, at: Date): StoredKey {
  const reason = whyNot(key, event.type, at);
  if (reason) {
    throw new ConflictError(reason);
  }
  switch (event.type) {
    case 'ready':
      return withEnd({ ...key, readyAt: at }, event.expiresAt, at);
    case 'reveal':
      return { ...key, revealedAt: at };
    case 'update':
      return event.change.expiresAt
        ? withEnd({ ...key, ...event.change }, event.change.expiresAt, at)
        : { ...key, ...event.change };
    case 'suspend':
      return {
        ...key,
        suspendedAt: at,
        suspendedBy: event.by,
        suspensionReason: event.reason,
      };
    case 'resume':
      return {
        ...key,
        suspendedAt: undefined,
        suspendedBy: undefined,
        suspensionReason: undefined,
      };
    case 'revoke':
      return { ...key, revokedAt: at, revokedBy: event.by };
    default:
      return key;
  }
}

/** A key that ends at a time, whose reminders due before now nobody needs. @internal */
export function withEnd(key: StoredKey, expiresAt: Date, at: Date): StoredKey {
  return { ...key, expiresAt, remindedDays: dueReminder(expiresAt, at) };
}

function whyNotIn(state: KeyState, event: KeyEvent['type']): string {
  switch (state) {
    case 'waiting':
      return 'The access request of this key is not granted yet: wait until it is';
    case 'unrevealed':
      return 'The key has no secret yet: reveal it first';
    case 'suspended':
      return 'The key is suspended: it has to be resumed first';
    case 'expired':
      return 'The key has expired: make a new one';
    case 'revoked':
      return event === 'revoke'
        ? 'The key is revoked already'
        : 'The key is revoked: make a new one';
    default:
      return 'The secret was revealed before and is not kept: if it is lost, rotate the key';
  }
}
