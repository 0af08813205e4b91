import type { AccessRequest } from '@openmaas/backstage-plugin-maas-common';
import type { StoredAccessRequest } from './AccessStore';
import type { GrantService } from './GrantService';

/**
 * An access request as REST shows it.
 *
 * @param may - what the caller is permitted, whatever state the request is in
 * @internal
 */
export function presentAccessRequest(
  request: StoredAccessRequest,
  grants: GrantService,
  may: { decide: boolean; withdraw: boolean },
): AccessRequest {
  const pending = request.state === 'pending';
  return {
    id: request.id,
    state: request.state,
    team: request.teamRef,
    requester: request.requesterRef,
    plan: request.plan,
    purpose: request.purpose,
    keyId: request.keyId,
    waitsFor: pending ? request.waitsFor : undefined,
    createdAt: request.createdAt.toISOString(),
    decidedAt: request.decidedAt?.toISOString(),
    decidedBy: request.decidedBy,
    decisionReason: request.decisionReason,
    grants: request.grants.map(grant => ({
      id: grant.id,
      team: grant.teamRef,
      model: grant.modelId,
      plan: grant.plan,
      state: grants.stateOf(grant),
      activatedAt: grant.activatedAt?.toISOString(),
      expiresAt: grant.expiresAt?.toISOString(),
    })),
    permissions: {
      decide: pending && may.decide,
      withdraw: pending && may.withdraw,
    },
  };
}
