import type {
  AccessRequest,
  Delegation,
  Delegations,
  Grant,
  TimelineEntry,
} from '@openmaas/backstage-plugin-maas-common';
import type {
  StoredAccessRequest,
  StoredEvent,
  StoredGrant,
} from './AccessStore';
import type { CurrentDeciders } from './Deciders';
import type { DelegationsOf } from './DelegationService';
import type { StoredDelegation } from './DelegationStore';
import { OPEN_REQUEST_STATES, REPEATABLE_STATES } from './states';

/** What a caller is permitted, whatever state a request is in. @internal */
export interface RequestRights {
  /** Made the request. */
  own: boolean;
  decide: boolean;
  comment: boolean;
}

/** An access request as REST shows it. @internal */
export function presentAccessRequest(
  request: StoredAccessRequest,
  now: {
    /** What it is now, written down or not. */
    state: AccessRequest['state'];
    deciders: CurrentDeciders;
    grants: Grant[];
  },
  may: RequestRights,
  timeline?: StoredEvent[],
): AccessRequest {
  const { state, deciders, grants } = now;
  const isOpen = OPEN_REQUEST_STATES.includes(state);
  return {
    id: request.id,
    state,
    team: request.teamRef,
    requester: request.requesterRef,
    plan: request.plan,
    purpose: request.purpose,
    expiresInDays: request.expiresInDays,
    monthlyBudget: request.monthlyBudget?.toString(),
    data: request.data,
    keyId: request.keyId,
    waitsFor: isOpen ? request.waitsFor : undefined,
    question: isOpen ? request.question : undefined,
    decideBy: isOpen ? request.decideBy.toISOString() : undefined,
    createdAt: request.createdAt.toISOString(),
    decidedAt: request.decidedAt?.toISOString(),
    decidedBy: request.decidedBy,
    decisionReason: request.decisionReason,
    replaces: request.replacesId,
    replacedBy: request.replacedById,
    grants,
    steps: request.steps.map(step => ({
      kind: step.kind,
      // Of a request whose time is over, nothing is open.
      state: step.state === 'open' && !isOpen ? 'waiting' : step.state,
      models: step.models,
      deciders:
        step.state === 'open'
          ? deciders.ofOpenStep(request)
          : deciders.ofStep(step, request),
      decidedBy: step.decidedBy,
      onBehalfOf: step.onBehalfOf,
      decidedAt: step.decidedAt?.toISOString(),
      reason: step.reason,
    })),
    timeline: timeline?.map(presentEvent),
    permissions: {
      decide: isOpen && !may.own && may.decide,
      withdraw: isOpen && may.own,
      answer: state === 'asked-back' && may.own,
      comment: may.own || may.comment,
      askAgain:
        may.own && REPEATABLE_STATES.includes(state) && !request.replacedById,
    },
  };
}

/**
 * A grant as REST shows it.
 *
 * @param state - what it is now, written down or not
 * @param mayUpdate - whatever state it is in
 * @internal
 */
export function presentGrant(
  grant: StoredGrant,
  state: Grant['state'],
  mayUpdate: boolean,
): Grant {
  return {
    id: grant.id,
    team: grant.teamRef,
    model: grant.modelId,
    plan: grant.plan,
    state,
    monthlyBudget: grant.monthlyBudget?.toString(),
    requestId: grant.requestId,
    activatedAt: grant.activatedAt?.toISOString(),
    expiresAt: grant.expiresAt?.toISOString(),
    suspendedBy: state === 'suspended' ? grant.suspendedBy : undefined,
    reason: grant.reason,
    permissions: {
      update: mayUpdate && ['active', 'suspended'].includes(state),
    },
  };
}

/** A user's delegations as REST shows them. @internal */
export function presentDelegations({
  mine,
  forMe,
}: DelegationsOf): Delegations {
  return {
    mine: mine && presentDelegation(mine),
    forMe: forMe.map(presentDelegation),
  };
}

function presentDelegation(delegation: StoredDelegation): Delegation {
  return {
    from: delegation.fromRef,
    to: delegation.toRef,
    startsAt: delegation.startsAt.toISOString(),
    endsAt: delegation.endsAt.toISOString(),
    reason: delegation.reason,
  };
}

function presentEvent(event: StoredEvent): TimelineEntry {
  return {
    id: event.id,
    at: event.at.toISOString(),
    actor: event.actor,
    onBehalfOf: event.onBehalfOf,
    event: event.event,
    text: event.text,
    details: event.details,
  };
}
