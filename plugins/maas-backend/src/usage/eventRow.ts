import type { UsageEndState } from '@openmaas/backstage-plugin-maas-common';
import { type StoredTime, toDate } from '../database/columns';
import type { StoredUsageEvent } from './UsageStore';

/** A number as SQLite or, where it is large, PostgreSQL (text) returns it. */
type StoredNumber = number | string;

/** A new row of the ledger. @internal */
interface NewEventRow {
  id: string;
  started_at: StoredTime;
  ended_at: StoredTime;
  received_at: StoredTime;
  gateway: string;
  team_ref: string;
  maker_ref: string;
  key_id: string;
  grant_id: string;
  plan: string;
  model_id: string;
  endpoint: string | null;
  path: string;
  streamed: boolean | number;
  input_tokens: StoredNumber;
  cached_input_tokens: StoredNumber;
  output_tokens: StoredNumber;
  reasoning_tokens: StoredNumber;
  audio_ms: StoredNumber | null;
  estimated: boolean | number;
  end_state: UsageEndState;
  status: number | null;
  error_code: string | null;
  finish_reason: string | null;
  label: string | null;
  attempts: number;
  latency_ms: StoredNumber;
  time_to_first_token_ms: StoredNumber | null;
  price: string;
  cost: StoredNumber;
}

/** A row of the ledger as it is read. @internal */
export interface EventRow extends NewEventRow {
  /** The cost as text: as a number it is not exact beyond 2^53. */
  exact_cost: string;
}

/** @internal */
export function toEventRow(event: StoredUsageEvent): NewEventRow {
  return {
    id: event.id,
    started_at: event.startedAt,
    ended_at: event.endedAt,
    received_at: event.receivedAt,
    gateway: event.gateway,
    team_ref: event.team,
    maker_ref: event.maker,
    key_id: event.key,
    grant_id: event.grant,
    plan: event.plan,
    model_id: event.model,
    endpoint: event.endpoint ?? null,
    path: event.path,
    streamed: event.streamed,
    input_tokens: event.tokens.input,
    cached_input_tokens: event.tokens.cachedInput,
    output_tokens: event.tokens.output,
    reasoning_tokens: event.tokens.reasoning,
    audio_ms: event.audioMs ?? null,
    estimated: event.estimated,
    end_state: event.endState,
    status: event.status ?? null,
    error_code: event.errorCode ?? null,
    finish_reason: event.finishReason ?? null,
    label: event.label ?? null,
    attempts: event.attempts,
    latency_ms: event.latencyMs,
    time_to_first_token_ms: event.timeToFirstTokenMs ?? null,
    price: JSON.stringify(event.price),
    cost: event.cost.toString(),
  };
}

/** @internal */
export function toEvent(row: EventRow): StoredUsageEvent {
  return {
    id: row.id,
    startedAt: toDate(row.started_at),
    endedAt: toDate(row.ended_at),
    receivedAt: toDate(row.received_at),
    gateway: row.gateway,
    team: row.team_ref,
    maker: row.maker_ref,
    key: row.key_id,
    grant: row.grant_id,
    plan: row.plan,
    model: row.model_id,
    endpoint: row.endpoint ?? undefined,
    path: row.path,
    streamed: Boolean(row.streamed),
    tokens: {
      input: Number(row.input_tokens),
      cachedInput: Number(row.cached_input_tokens),
      output: Number(row.output_tokens),
      reasoning: Number(row.reasoning_tokens),
    },
    audioMs: row.audio_ms === null ? undefined : Number(row.audio_ms),
    estimated: Boolean(row.estimated),
    endState: row.end_state,
    status: row.status ?? undefined,
    errorCode: row.error_code ?? undefined,
    finishReason: row.finish_reason ?? undefined,
    label: row.label ?? undefined,
    attempts: row.attempts,
    latencyMs: Number(row.latency_ms),
    timeToFirstTokenMs:
      row.time_to_first_token_ms === null
        ? undefined
        : Number(row.time_to_first_token_ms),
    price: JSON.parse(row.price),
    cost: BigInt(row.exact_cost),
  };
}
