import type { AuditEntry } from '@openmaas/backstage-plugin-maas-common';
import { asText } from '../database/asText';
import { type StoredTime, toDate } from '../database/columns';

/** An entry as the database has it. @internal */
export interface AuditRow {
  seq: number | string;
  at: StoredTime;
  action: string;
  outcome: AuditEntry['outcome'];
  severity: AuditEntry['severity'];
  actor: string;
  on_behalf_of: string | null;
  address: string | null;
  client: string | null;
  target_kind: string | null;
  target_id: string | null;
  target_name: string | null;
  team_ref: string | null;
  before: string | null;
  after: string | null;
  meta: string | null;
  error: string | null;
  previous_hash: string;
  hash: string;
}

const toJson = (value: unknown) =>
  value === undefined ? null : JSON.stringify(value);

/** @internal */
export function toRow(entry: AuditEntry) {
  return {
    seq: entry.seq,
    at: new Date(entry.at),
    action: entry.action,
    outcome: entry.outcome,
    severity: entry.severity,
    actor: entry.actor,
    on_behalf_of: entry.onBehalfOf ?? null,
    address: entry.address ?? null,
    client: entry.client ?? null,
    target_kind: entry.target?.kind ?? null,
    target_id: entry.target?.id ?? null,
    target_name: entry.target?.name ?? null,
    team_ref: entry.team ?? null,
    before: toJson(entry.before),
    after: toJson(entry.after),
    meta: toJson(entry.meta),
    error: entry.error ?? null,
    previous_hash: entry.previousHash,
    hash: entry.hash,
  };
}

/**
 * @throws SyntaxError, RangeError for a row that was not written here
 * @internal
 */
export function toEntry(row: AuditRow): AuditEntry {
  const text = (name: string, value: string | null) =>
    value === null ? undefined : { [name]: value };
  const json = (name: string, value: string | null) =>
    value === null ? undefined : { [name]: JSON.parse(value) };
  const hasTarget = row.target_kind !== null && row.target_id !== null;
  return {
    seq: Number(row.seq),
    at: toDate(row.at).toISOString(),
    action: row.action,
    outcome: row.outcome,
    severity: row.severity,
    actor: row.actor,
    ...text('onBehalfOf', row.on_behalf_of),
    ...text('address', row.address),
    ...text('client', row.client),
    ...(hasTarget && {
      target: {
        kind: String(row.target_kind),
        id: String(row.target_id),
        ...text('name', row.target_name),
      },
    }),
    ...text('team', row.team_ref),
    ...json('before', row.before),
    ...json('after', row.after),
    ...json('meta', row.meta),
    ...text('error', row.error),
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}

/** The same value with nothing in its texts that an engine refuses. @internal */
export function withPlainTexts<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_key, field) =>
    typeof field === 'string' ? asText(field) : field,
  );
}
