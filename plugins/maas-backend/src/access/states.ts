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

/** What can happen to an access request. @internal */
export type AccessRequestEvent = 'approve' | 'deny' | 'withdraw';

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

const REQUEST: Record<
  AccessRequestState,
  Partial<Record<AccessRequestEvent, AccessRequestState>>
> = {
  pending: { approve: 'approved', deny: 'denied', withdraw: 'cancelled' },
  approved: {},
  denied: {},
  cancelled: {},
};

/** States in which a grant takes its team's one place for a model. @internal */
export const LIVE_GRANT_STATES: GrantState[] = ['active', 'suspended'];

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
