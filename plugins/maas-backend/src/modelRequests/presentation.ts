import type { ModelRequest } from '@openmaas/backstage-plugin-maas-common';
import type { StoredEvent, StoredModelRequest } from './ModelRequestStore';
import { nextModelRequestState, OPEN_STATES } from './states';

/**
 * A request for a model as REST shows it.
 *
 * @param viewer - who looks at it
 * @param may - what the viewer is permitted, whatever state the request is in
 * @param timeline - what happened, oldest first; not in lists
 * @internal
 */
export function presentModelRequest(
  request: StoredModelRequest,
  viewer: { userRef: string },
  may: { create: boolean; decide: boolean },
  timeline?: StoredEvent[],
): ModelRequest {
  const open = OPEN_STATES.includes(request.state);
  const own = request.requesterRef === viewer.userRef;
  const joined = request.joins.some(join => join.userRef === viewer.userRef);
  return {
    id: request.id,
    state: request.state,
    model: request.modelId,
    title: request.title,
    source: { kind: request.source.kind, uri: request.source.uri },
    team: request.teamRef,
    requester: request.requesterRef,
    payer: request.payerRef,
    reason: request.reason,
    expectedUse: request.expectedUse,
    tokensPerMonth: tokensOf(request),
    joins: request.joins.map(join => ({
      user: join.userRef,
      team: join.teamRef,
      at: join.joinedAt.toISOString(),
      reason: join.reason,
      tokensPerMonth: join.tokensPerMonth,
    })),
    createdAt: request.createdAt.toISOString(),
    decidedAt: request.decidedAt?.toISOString(),
    decidedBy: request.decidedBy,
    decisionReason: request.decisionReason,
    timeline: timeline?.map(entry => ({
      id: entry.id,
      at: entry.at.toISOString(),
      actor: entry.actor,
      event: entry.event,
      text: entry.text,
      details: entry.details,
    })),
    permissions: {
      decide: open && !own && may.decide,
      join: open && !own && !joined && may.create,
      leave: open && joined && may.create,
      withdraw:
        own &&
        request.joins.length === 0 &&
        nextModelRequestState(request.state, 'withdraw') !== undefined,
      comment: may.create || may.decide,
    },
  };
}

/** Of the requester and all who joined; nothing where nobody said. */
function tokensOf({
  tokensPerMonth,
  joins,
}: StoredModelRequest): number | undefined {
  const said = [tokensPerMonth, ...joins.map(join => join.tokensPerMonth)]
    .filter(tokens => tokens !== undefined)
    .map(BigInt);
  if (said.length === 0) {
    return undefined;
  }
  const total = said.reduce((sum, tokens) => sum + tokens);
  return Math.min(Number(total), Number.MAX_SAFE_INTEGER);
}
