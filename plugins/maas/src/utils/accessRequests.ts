import type {
  AccessRequest,
  AccessRequestState,
  ListAccessRequestsQuery,
  RequestStep,
  StepKind,
  TimelineEntry,
} from '@openmaas/backstage-plugin-maas-common';

/** States of requests, in the order in which they are offered. @internal */
export const REQUEST_STATES = [
  'pending',
  'asked-back',
  'approved',
  'denied',
  'cancelled',
  'expired',
] as const satisfies readonly AccessRequestState[];

/** Texts have no hyphens in their names. @internal */
export const TEXT_OF_REQUEST = {
  pending: 'pending',
  'asked-back': 'askedBack',
  approved: 'approved',
  denied: 'denied',
  cancelled: 'cancelled',
  expired: 'expired',
} as const satisfies Record<AccessRequestState, string>;

/** Orders of requests, as the control plane names them; the first is the usual one. @internal */
export const REQUEST_SORTS = [
  '-created',
  'created',
  'decideBy',
  'team',
  'state',
] as const satisfies ReadonlyArray<
  NonNullable<ListAccessRequestsQuery['sort']>
>;

/** Texts have no hyphens in their names. @internal */
export const TEXT_OF_STEP = {
  'model-owner': 'modelOwner',
  'team-owner': 'teamOwner',
  platform: 'platform',
} as const satisfies Record<StepKind, string>;

/** Whether somebody can still decide. @internal */
export function isOpen(request: Pick<AccessRequest, 'state'>): boolean {
  return request.state === 'pending' || request.state === 'asked-back';
}

/**
 * The step that a request waits at.
 *
 * @returns `place` counts from 1; undefined where nobody has to decide any more
 * @internal
 */
export function openStepOf(
  request: Pick<AccessRequest, 'state' | 'steps'>,
): { step: RequestStep; place: number } | undefined {
  const index = request.steps.findIndex(({ state }) => state === 'open');
  return index < 0 || !isOpen(request)
    ? undefined
    : { step: request.steps[index], place: index + 1 };
}

/**
 * The models that the open step decides about and that no step before has taken out.
 *
 * @returns ids
 * @internal
 */
export function modelsToDecide(
  request: Pick<AccessRequest, 'state' | 'steps' | 'grants'>,
): string[] {
  const wanted = openStepOf(request)?.step.models ?? [];
  return request.grants
    .filter(({ model, state }) => state === 'pending' && wanted.includes(model))
    .map(({ model }) => model);
}

/**
 * What those who agreed have decided differently from what was asked for, the later ones
 * over the earlier ones.
 *
 * @returns by the names of the control plane; undefined where there is nothing
 * @internal
 */
export function differencesOf(
  request: Pick<AccessRequest, 'timeline'>,
): TimelineEntry['details'] {
  const decided = (request.timeline ?? []).filter(
    ({ event, details }) =>
      details && (event === 'step-approved' || event === 'approved'),
  );
  return decided.length === 0
    ? undefined
    : Object.assign({}, ...decided.map(({ details }) => details));
}

/** The most that the open step can grant: what was asked for, less what steps before took away. @internal */
export interface MostToGrant {
  plan: string;
  /** Nano-units. */
  monthlyBudget?: string;
  expiresInDays: number;
}

/**
 * What the open step decides about.
 *
 * @internal
 */
export function mostToGrant(
  request: Pick<
    AccessRequest,
    'plan' | 'monthlyBudget' | 'expiresInDays' | 'grants' | 'timeline'
  >,
): MostToGrant {
  const pending = request.grants.find(({ state }) => state === 'pending');
  const days = differencesOf(request)?.expiresInDays;
  return {
    plan: pending?.plan ?? request.plan,
    monthlyBudget: pending?.monthlyBudget ?? request.monthlyBudget,
    expiresInDays:
      typeof days === 'number'
        ? Math.min(request.expiresInDays, days)
        : request.expiresInDays,
  };
}
