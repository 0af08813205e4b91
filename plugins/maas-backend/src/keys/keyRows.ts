import { apiKeyPrefix } from '@openmaas/backstage-plugin-maas-common';
import { type StoredTime, toDate, toOptionalDate } from '../database/columns';
import type { RevealedKey, StoredKey } from './KeyStore';

/** A key in its table. @internal */
export interface KeyRow {
  id: string;
  kind: StoredKey['kind'];
  team_ref: string;
  maker_ref: string;
  name: string;
  request_id: string | null;
  models: string | null;
  limits: string | null;
  addresses: string | null;
  label: string | null;
  created_at: StoredTime;
  ready_at: StoredTime | null;
  expires_at: StoredTime | null;
  reminded_days: number | null;
  revealed_at: StoredTime | null;
  suspended_at: StoredTime | null;
  suspended_by: string | null;
  suspension_reason: string | null;
  stopped_at: StoredTime | null;
  stop_cause: StoredKey['stopCause'] | null;
  revoked_at: StoredTime | null;
  revoked_by: string | null;
  idempotency_key: string | null;
  request_hash: string;
}

/**
 * The columns that gateways need: no more, for there may be very many keys.
 *
 * @internal
 */
export const REVEALED_COLUMNS = [
  'id',
  'team_ref',
  'maker_ref',
  'models',
  'limits',
  'addresses',
  'label',
  'expires_at',
  'suspended_at',
  'stopped_at',
  'revoked_at',
] as const;

/** A key and one of its secrets. @internal */
export interface RevealedRow
  extends Pick<KeyRow, (typeof REVEALED_COLUMNS)[number]> {
  hash: string;
  secret_expires_at: StoredTime | null;
}

/** Reads a key. @internal */
export function toKey(row: KeyRow): StoredKey {
  return {
    id: row.id,
    kind: row.kind,
    teamRef: row.team_ref,
    makerRef: row.maker_ref,
    name: row.name,
    requestId: row.request_id ?? undefined,
    models: parseOptional(row.models),
    limits: parseOptional(row.limits),
    addresses: parseOptional(row.addresses),
    label: row.label ?? undefined,
    createdAt: toDate(row.created_at),
    readyAt: toOptionalDate(row.ready_at),
    expiresAt: toOptionalDate(row.expires_at),
    remindedDays: row.reminded_days ?? undefined,
    revealedAt: toOptionalDate(row.revealed_at),
    suspendedAt: toOptionalDate(row.suspended_at),
    suspendedBy: row.suspended_by ?? undefined,
    suspensionReason: row.suspension_reason ?? undefined,
    stoppedAt: toOptionalDate(row.stopped_at),
    stopCause: row.stop_cause ?? undefined,
    revokedAt: toOptionalDate(row.revoked_at),
    revokedBy: row.revoked_by ?? undefined,
    idempotencyKey: row.idempotency_key ?? undefined,
    requestHash: row.request_hash,
  };
}

/** What never changes of a key. @internal */
export function toFixedColumns(key: StoredKey): Partial<KeyRow> {
  return {
    id: key.id,
    kind: key.kind,
    team_ref: key.teamRef,
    maker_ref: key.makerRef,
    request_id: key.requestId,
    created_at: key.createdAt,
    idempotency_key: key.idempotencyKey,
    request_hash: key.requestHash,
  };
}

/** What can change of a key, and what a search looks at. @internal */
export function toChangingColumns(
  key: StoredKey,
): Partial<KeyRow> & { search_text: string } {
  return {
    name: key.name,
    models: toOptionalJson(key.models),
    limits: toOptionalJson(key.limits),
    addresses: toOptionalJson(key.addresses),
    label: key.label ?? null,
    ready_at: key.readyAt ?? null,
    expires_at: key.expiresAt ?? null,
    reminded_days: key.remindedDays ?? null,
    revealed_at: key.revealedAt ?? null,
    suspended_at: key.suspendedAt ?? null,
    suspended_by: key.suspendedBy ?? null,
    suspension_reason: key.suspensionReason ?? null,
    stopped_at: key.stoppedAt ?? null,
    stop_cause: key.stopCause ?? null,
    revoked_at: key.revokedAt ?? null,
    revoked_by: key.revokedBy ?? null,
    search_text: lower(
      [
        key.name,
        key.label ?? '',
        apiKeyPrefix(key.id),
        key.teamRef,
        key.makerRef,
      ].join('\n'),
    ),
  };
}

/** As a search compares texts. @internal */
export function lower(text: string): string {
  return text.toLocaleLowerCase('en-US');
}

/** Reads keys with their secrets, each key once. @internal */
export function toRevealedKeys(rows: RevealedRow[]): RevealedKey[] {
  const keys = new Map<string, RevealedKey>();
  for (const row of rows) {
    const key: RevealedKey = keys.get(row.id) ?? {
      id: row.id,
      teamRef: row.team_ref,
      makerRef: row.maker_ref,
      models: parseOptional(row.models),
      limits: parseOptional(row.limits),
      addresses: parseOptional(row.addresses),
      label: row.label ?? undefined,
      expiresAt: toOptionalDate(row.expires_at),
      suspendedAt: toOptionalDate(row.suspended_at),
      stoppedAt: toOptionalDate(row.stopped_at),
      revokedAt: toOptionalDate(row.revoked_at),
      secrets: [],
    };
    key.secrets.push({
      hash: row.hash,
      expiresAt: toOptionalDate(row.secret_expires_at),
    });
    keys.set(row.id, key);
  }
  return [...keys.values()];
}

/** Reads JSON of a column that may be empty. @internal */
export function parseOptional<T>(json: string | null): T | undefined {
  return json === null ? undefined : JSON.parse(json);
}

function toOptionalJson(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
