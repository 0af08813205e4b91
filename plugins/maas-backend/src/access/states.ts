import type {
  AccessRequestState,
  GrantState,
} from '@openmaas/backstage-plugin-maas-common';

/** What can happen to a grant. @internal */
export type GrantEvent =
  | 'activate'
  | 'deny'
  | 'cancel'
  | 'suspend'
  | 'resume'
  | 'expire'
  | 'revoke'
  | 'supersede';

/**
 * What can happen to an access request; approve-step agrees to one decision where
 * another one comes after it.
 *
 * @internal
 */
export type AccessRequestEvent =
  | 'ask-back'
  | 'answer'
  | 'approve-step'
  | 'approve'
  | 'deny'
  | 'withdraw'
  | 'expire';

const LIVE = {
  expire: 'expired',
  revoke: 'revoked',
  supersede: 'superseded',
} as const;

const GRANT: Record<GrantState, Partial<Record<GrantEvent, GrantState>>> = {
  pending: { activate: 'active', deny: 'denied', cancel: 'cancelled' },
  active: { suspend: 'suspended', ...LIVE },
  suspended: { resume: 'active', ...LIVE },
  expired: {},
  revoked: {},
  superseded: {},
  denied: {},
  cancelled: {},
};

/** A decider need not wait for an answer. */
const OPEN = {
  'approve-step': 'pending',
  approve: 'approved',
  deny: 'denied',
  withdraw: 'cancelled',
  expire: 'expired',
} as const;

const REQUEST: Record<
  AccessRequestState,
  Partial<Record<AccessRequestEvent, AccessRequestState>>
> = {
  pending: { 'ask-back': 'asked-back', ...OPEN },
  'asked-back': { answer: 'pending', ...OPEN },
  approved: {},
  denied: {},
  cancelled: {},
  expired: {},
};

/** States in which a grant takes its team's one place for a model. @internal */
export const LIVE_GRANT_STATES: GrantState[] = ['active', 'suspended'];

/** States in which a request can still be decided. @internal */
export const OPEN_REQUEST_STATES: AccessRequestState[] = [
  'pending',
  'asked-back',
];

/** States of requests that can be made again. @internal */
export const REPEATABLE_STATES: AccessRequestState[] = [
  'denied',
  'cancelled',
  'expired',
];

/**
 * The state of a grant after something happened to it.
 *
 * @returns undefined where that cannot happen in this state
 * @internal
 */
export function nextGrantState(
  state: GrantState,
  event: GrantEvent,
): GrantState | undefined {
  return GRANT[state][event];
}

/**
 * The state of an access request after something happened to it.
 *
 * @returns undefined where that cannot happen in this state
 * @internal
 */
export function nextRequestState(
  state: AccessRequestState,
  event: AccessRequestEvent,
): AccessRequestState | undefined {
  return REQUEST[state][event];
}

/**
 * The state of an access request at a time: an end that nobody wrote down yet counts.
 *
 * @internal
 */
export function requestStateAt(
  request: { state: AccessRequestState; decideBy: Date },
  at: Date,
): AccessRequestState {
  return OPEN_REQUEST_STATES.includes(request.state) && request.decideBy <= at
    ? 'expired'
    : request.state;
}
