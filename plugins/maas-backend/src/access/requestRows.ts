import type { JsonObject } from '@backstage/types';
import type {
  AccessRequestState,
  DataClass,
  RequestStep,
  StepKind,
  TimelineEntry,
} from '@openmaas/backstage-plugin-maas-common';
import { type StoredTime, toDate, toOptionalDate } from '../database/columns';
import type {
  StoredAccessRequest,
  StoredEvent,
  StoredGrant,
  StoredStep,
} from './AccessStore';

/** A row of access_requests. @internal */
export interface RequestRow {
  id: string;
  team_ref: string;
  requester_ref: string;
  plan: string;
  purpose: string;
  expires_in_days: number;
  monthly_budget: string | null;
  agreed_days: number | null;
  data: DataClass | null;
  state: AccessRequestState;
  waits_for: string | null;
  question: string | null;
  key_id: string | null;
  created_at: StoredTime;
  decide_by: StoredTime;
  reminders: number;
  decided_at: StoredTime | null;
  decided_by: string | null;
  decision_reason: string | null;
  replaces_id: string | null;
  replaced_by_id: string | null;
  idempotency_key: string | null;
  request_hash: string;
}

/** A row of access_request_steps. @internal */
export interface StepRow {
  request_id: string;
  position: number;
  kind: StepKind;
  state: RequestStep['state'];
  decided_by: string | null;
  on_behalf_of: string | null;
  decided_at: StoredTime | null;
  reason: string | null;
}

/** A row of access_request_step_models. @internal */
export interface StepModelRow {
  request_id: string;
  position: number;
  model_id: string;
}

/** A row of access_request_events. @internal */
export interface EventRow {
  id: string;
  request_id: string;
  at: StoredTime;
  actor: string;
  on_behalf_of: string | null;
  event: TimelineEntry['event'];
  text: string | null;
  details: string | null;
}

/** Columns of a request that never change. @internal */
export function fixedColumns(request: StoredAccessRequest) {
  return {
    id: request.id,
    team_ref: request.teamRef,
    requester_ref: request.requesterRef,
    plan: request.plan,
    purpose: request.purpose,
    expires_in_days: request.expiresInDays,
    monthly_budget: request.monthlyBudget?.toString() ?? null,
    data: request.data ?? null,
    waits_for: request.waitsFor ?? null,
    key_id: request.keyId ?? null,
    created_at: request.createdAt,
    decide_by: request.decideBy,
    replaces_id: request.replacesId ?? null,
    idempotency_key: request.idempotencyKey ?? null,
    request_hash: request.requestHash,
    search_text: [
      ...request.grants.map(grant => grant.modelId),
      request.plan,
      request.teamRef,
      request.requesterRef,
      request.purpose,
    ]
      .join(' ')
      .toLocaleLowerCase('en-US'),
  };
}

/** Columns of a request that change in its life. @internal */
export function changingColumns(request: StoredAccessRequest) {
  return {
    agreed_days: request.agreedDays ?? null,
    state: request.state,
    question: request.question ?? null,
    reminders: request.reminders,
    decided_at: request.decidedAt ?? null,
    decided_by: request.decidedBy ?? null,
    decision_reason: request.decisionReason ?? null,
    replaced_by_id: request.replacedById ?? null,
  };
}

/** Columns of a step. @internal */
export function stepColumns(step: StoredStep) {
  return {
    kind: step.kind,
    state: step.state,
    decided_by: step.decidedBy ?? null,
    on_behalf_of: step.onBehalfOf ?? null,
    decided_at: step.decidedAt ?? null,
    reason: step.reason ?? null,
  };
}

/** A request of its rows. @internal */
export function toRequest(
  row: RequestRow,
  grants: StoredGrant[],
  steps: StoredStep[],
): StoredAccessRequest {
  return {
    id: row.id,
    teamRef: row.team_ref,
    requesterRef: row.requester_ref,
    plan: row.plan,
    purpose: row.purpose,
    expiresInDays: row.expires_in_days,
    monthlyBudget:
      row.monthly_budget === null ? undefined : BigInt(row.monthly_budget),
    agreedDays: row.agreed_days ?? undefined,
    data: row.data ?? undefined,
    state: row.state,
    waitsFor: row.waits_for ?? undefined,
    question: row.question ?? undefined,
    keyId: row.key_id ?? undefined,
    createdAt: toDate(row.created_at),
    decideBy: toDate(row.decide_by),
    reminders: row.reminders,
    decidedAt: toOptionalDate(row.decided_at),
    decidedBy: row.decided_by ?? undefined,
    decisionReason: row.decision_reason ?? undefined,
    replacesId: row.replaces_id ?? undefined,
    replacedById: row.replaced_by_id ?? undefined,
    idempotencyKey: row.idempotency_key ?? undefined,
    requestHash: row.request_hash,
    grants,
    steps,
  };
}

/** A step of its rows. @internal */
export function toStep(row: StepRow, models: string[]): StoredStep {
  return {
    kind: row.kind,
    state: row.state,
    models,
    decidedBy: row.decided_by ?? undefined,
    onBehalfOf: row.on_behalf_of ?? undefined,
    decidedAt: toOptionalDate(row.decided_at),
    reason: row.reason ?? undefined,
  };
}

/** A row of an event. @internal */
export function eventRow(event: StoredEvent) {
  return {
    id: event.id,
    request_id: event.requestId,
    at: event.at,
    actor: event.actor,
    on_behalf_of: event.onBehalfOf ?? null,
    event: event.event,
    text: event.text ?? null,
    details: event.details ? JSON.stringify(event.details) : null,
  };
}

/** An event of its row. @internal */
export function toEvent(row: EventRow): StoredEvent {
  return {
    id: row.id,
    requestId: row.request_id,
    at: toDate(row.at),
    actor: row.actor,
    onBehalfOf: row.on_behalf_of ?? undefined,
    event: row.event,
    text: row.text ?? undefined,
    details:
      row.details === null
        ? undefined
        : (JSON.parse(row.details) as JsonObject),
  };
}
