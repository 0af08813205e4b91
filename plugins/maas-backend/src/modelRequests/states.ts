import type { ModelRequestState } from '@openmaas/backstage-plugin-maas-common';

/** What can happen to a request for a model. @internal */
export type ModelRequestEvent =
  | 'review'
  | 'approve'
  | 'deploy'
  | 'offer'
  | 'decline'
  | 'withdraw';

const NEXT: Record<
  ModelRequestState,
  Partial<Record<ModelRequestEvent, ModelRequestState>>
> = {
  submitted: {
    review: 'under-review',
    approve: 'approved',
    decline: 'declined',
    withdraw: 'withdrawn',
  },
  'under-review': {
    approve: 'approved',
    decline: 'declined',
    withdraw: 'withdrawn',
  },
  approved: {
    deploy: 'deploying',
    offer: 'available',
    decline: 'declined',
    withdraw: 'withdrawn',
  },
  // What runs on GPUs already is the platform team's to end.
  deploying: { offer: 'available', decline: 'declined' },
  available: {},
  declined: {},
  withdrawn: {},
};

/** States in which a request can still come to something. @internal */
export const OPEN_STATES: ModelRequestState[] = [
  'submitted',
  'under-review',
  'approved',
  'deploying',
];

/** States in which a request waits for its model to appear. @internal */
export const AWAITED_STATES: ModelRequestState[] = ['approved', 'deploying'];

/**
 * The state of a request for a model after something happened to it.
 *
 * @returns undefined where that cannot happen in this state
 * @internal
 */
export function nextModelRequestState(
  state: ModelRequestState,
  event: ModelRequestEvent,
): ModelRequestState | undefined {
  return NEXT[state][event];
}
