import type {
  ModelRequestState,
  WantedSource,
} from '@openmaas/backstage-plugin-maas-common';
import { type StoredTime, toDate, toOptionalDate } from '../database/columns';
import type { StoredEvent, StoredModelRequest } from './ModelRequestStore';

/** A row as the engines return it. @internal */
export interface RequestRow {
  id: string;
  state: ModelRequestState;
  model_id: string;
  title: string;
  source_kind: WantedSource['kind'];
  source_uri: string;
  source_key: string;
  team_ref: string;
  requester_ref: string;
  payer_ref: string;
  reason: string;
  expected_use: string;
  tokens_per_month: number | string | null;
  wanted: number;
  search_text: string;
  created_at: StoredTime;
  decided_at: StoredTime | null;
  decided_by: string | null;
  decision_reason: string | null;
  idempotency_key: string | null;
  request_hash: string;
}

/** A row as the engines return it. @internal */
export interface JoinRow {
  request_id: string;
  user_ref: string;
  team_ref: string;
  joined_at: StoredTime;
  reason: string | null;
  tokens_per_month: number | string | null;
}

/** A row as the engines return it. @internal */
export interface EventRow {
  id: string;
  request_id: string;
  at: StoredTime;
  actor: string;
  event: StoredEvent['event'];
  text: string | null;
  details: string | null;
}

/** A request with those who joined it. @internal */
export function toRequest(
  row: RequestRow,
  joins: JoinRow[],
): StoredModelRequest {
  return {
    id: row.id,
    state: row.state,
    modelId: row.model_id,
    title: row.title,
    source: {
      kind: row.source_kind,
      uri: row.source_uri,
      key: row.source_key,
    },
    teamRef: row.team_ref,
    requesterRef: row.requester_ref,
    payerRef: row.payer_ref,
    reason: row.reason,
    expectedUse: row.expected_use,
    tokensPerMonth: toOptionalNumber(row.tokens_per_month),
    createdAt: toDate(row.created_at),
    decidedAt: toOptionalDate(row.decided_at),
    decidedBy: row.decided_by ?? undefined,
    decisionReason: row.decision_reason ?? undefined,
    idempotencyKey: row.idempotency_key ?? undefined,
    requestHash: row.request_hash,
    joins: joins.map(join => ({
      userRef: join.user_ref,
      teamRef: join.team_ref,
      joinedAt: toDate(join.joined_at),
      reason: join.reason ?? undefined,
      tokensPerMonth: toOptionalNumber(join.tokens_per_month),
    })),
  };
}

/** PostgreSQL returns large integers as text; these are never too large for a number. */
function toOptionalNumber(value: number | string | null): number | undefined {
  return value === null ? undefined : Number(value);
}

/**
 * What a search looks at, but for the model's id: it may become another one.
 *
 * @internal
 */
export function searchTextOf(request: StoredModelRequest): string {
  return lower(
    [
      request.title,
      request.source.uri,
      request.teamRef,
      request.requesterRef,
      request.payerRef,
      request.reason,
      request.expectedUse,
    ].join('\n'),
  );
}

/** As texts are compared. @internal */
export function lower(text: string): string {
  return text.toLocaleLowerCase('en-US');
}
