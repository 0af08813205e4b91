import type { KeyLimits } from '@openmaas/backstage-plugin-maas-common';
import type { ApiKeyFilter } from '@openmaas/backstage-plugin-maas-node';
import type { Knex } from 'knex';
import { type StoredTime, toDate, toOptionalDate } from '../database/columns';
import { whereCriteria } from '../database/criteria';
import type { Transaction } from '../database/database';
import { inChunks } from '../database/inChunks';
import { newestFirst } from '../database/newestFirst';
import { pageOf } from '../http/page';
import type { KeyStore, RevealedKey, StoredKey } from './KeyStore';

interface KeyRow {
  id: string;
  kind: StoredKey['kind'];
  team_ref: string;
  maker_ref: string;
  name: string;
  request_id: string | null;
  models: string | null;
  limits: string | null;
  created_at: StoredTime;
  ready_at: StoredTime | null;
  expires_at: StoredTime | null;
  revealed_at: StoredTime | null;
  revoked_at: StoredTime | null;
  revoked_by: string | null;
  idempotency_key: string | null;
  request_hash: string;
}

// No more than is needed: there may be very many of them.
const REVEALED = [
  'id',
  'team_ref',
  'maker_ref',
  'models',
  'limits',
  'expires_at',
  'revoked_at',
] as const;

interface RevealedRow extends Pick<KeyRow, (typeof REVEALED)[number]> {
  hash: string;
  secret_expires_at: StoredTime | null;
}

/**
 * {@link KeyStore} on knex, SQLite and PostgreSQL alike.
 *
 * @internal
 */
export class DatabaseKeyStore implements KeyStore {
  constructor(private readonly knex: Knex) {}

  async insert(key: StoredKey, tx: Transaction) {
    await tx('api_keys').insert({
      id: key.id,
      kind: key.kind,
      team_ref: key.teamRef,
      maker_ref: key.makerRef,
      name: key.name,
      request_id: key.requestId,
      models: key.models && JSON.stringify(key.models),
      limits: key.limits && JSON.stringify(key.limits),
      created_at: key.createdAt,
      ready_at: key.readyAt,
      expires_at: key.expiresAt,
      idempotency_key: key.idempotencyKey,
      request_hash: key.requestHash,
    });
  }

  async find(ids: string[], tx?: Transaction) {
    const rows = await (tx ?? this.knex)<KeyRow>('api_keys').whereIn('id', ids);
    return rows.map(toKey);
  }

  async revealed(ids?: string[]) {
    return ids
      ? inChunks(ids, async chunk =>
          toRevealedKeys(
            await this.withSecrets().whereIn('api_keys.id', chunk),
          ),
        )
      : toRevealedKeys(await this.withSecrets());
  }

  async findBySecret(hash: string) {
    const owner = this.knex('api_key_secrets').where({ hash }).select('key_id');
    const rows = await this.withSecrets().whereIn('api_keys.id', owner);
    return toRevealedKeys(rows)[0] as RevealedKey | undefined;
  }

  async monthlyLimits(at: Date) {
    const rows = await this.knex<KeyRow>('api_keys')
      .whereNotNull('limits')
      .whereNull('revoked_at')
      .andWhere(living =>
        living.whereNull('expires_at').orWhere('expires_at', '>', at),
      )
      .select('id', 'limits');
    return new Map(
      rows.flatMap(({ id, limits }): Array<[string, number]> => {
        const perMonth = parseOptional<KeyLimits>(limits)?.tokensPerMonth;
        return perMonth === undefined ? [] : [[id, perMonth]];
      }),
    );
  }

  private withSecrets(): Knex.QueryBuilder<KeyRow, RevealedRow[]> {
    return this.knex('api_keys')
      .join('api_key_secrets', 'api_key_secrets.key_id', 'api_keys.id')
      .select(
        ...REVEALED.map(column => `api_keys.${column}`),
        'api_key_secrets.hash',
        { secret_expires_at: 'api_key_secrets.expires_at' },
      );
  }

  async findPlaygroundKey(makerRef: string, teamRef: string, tx: Transaction) {
    const row = await tx<KeyRow>('api_keys')
      .where({ kind: 'playground', maker_ref: makerRef, team_ref: teamRef })
      .whereNull('revoked_at')
      .first();
    return row && toKey(row);
  }

  async getByIdempotencyKey(
    makerRef: string,
    idempotencyKey: string,
    tx?: Transaction,
  ) {
    const row = await (tx ?? this.knex)<KeyRow>('api_keys')
      .where({ maker_ref: makerRef, idempotency_key: idempotencyKey })
      .first();
    return row && toKey(row);
  }

  async list(query: Parameters<KeyStore['list']>[0]) {
    const matching = () => {
      const builder = this.knex<KeyRow>('api_keys');
      if (query.criteria) {
        whereCriteria(builder, query.criteria, whereFilter);
      }
      if (query.makerRef !== undefined) {
        builder.andWhere('maker_ref', query.makerRef);
      }
      if (!query.withPlayground) {
        builder.andWhere('kind', 'standard');
      }
      return builder;
    };
    const { rows, totalItems } = await newestFirst<KeyRow>(matching, query);
    return pageOf(rows.map(toKey), totalItems, query.limit, item => item.id);
  }

  async reveal(secret: Parameters<KeyStore['reveal']>[0], tx: Transaction) {
    // The one statement that decides who is first, whatever races.
    const changed = await tx('api_keys')
      .where({ id: secret.keyId })
      .whereNotNull('ready_at')
      .whereNull('revealed_at')
      .whereNull('revoked_at')
      .update({ revealed_at: secret.at });
    if (changed !== 1) {
      return false;
    }
    await tx('api_key_secrets').insert({
      id: secret.id,
      key_id: secret.keyId,
      hash: secret.hash,
      created_at: secret.at,
    });
    tx.policyChanges.note('key', secret.keyId);
    return true;
  }

  async reopen(secret: Parameters<KeyStore['reopen']>[0], tx: Transaction) {
    const { id, keyId, hash, at, expiresAt } = secret;
    await tx('api_keys')
      .where({ id: keyId })
      .update({
        expires_at: expiresAt,
        revealed_at: tx.raw('COALESCE(revealed_at, ?)', [at]),
      });
    await tx('api_key_secrets')
      .where({ key_id: keyId })
      .andWhere('expires_at', '<=', at)
      .delete();
    await tx('api_key_secrets').insert({
      id,
      key_id: keyId,
      hash,
      created_at: at,
      expires_at: expiresAt,
    });
    tx.policyChanges.note('key', keyId);
  }

  async revoke(id: string, by: string, at: Date, tx: Transaction) {
    const changed = await tx('api_keys')
      .where({ id })
      .whereNull('revoked_at')
      .update({ revoked_at: at, revoked_by: by });
    if (changed === 1) {
      tx.policyChanges.note('key', id);
    }
    return changed === 1;
  }

  async setReady(id: string, readyAt: Date, expiresAt: Date, tx: Transaction) {
    await tx('api_keys')
      .where({ id })
      .update({ ready_at: readyAt, expires_at: expiresAt });
  }
}

function toKey(row: KeyRow): StoredKey {
  return {
    id: row.id,
    kind: row.kind,
    teamRef: row.team_ref,
    makerRef: row.maker_ref,
    name: row.name,
    requestId: row.request_id ?? undefined,
    models: parseOptional(row.models),
    limits: parseOptional(row.limits),
    createdAt: toDate(row.created_at),
    readyAt: toOptionalDate(row.ready_at),
    expiresAt: toOptionalDate(row.expires_at),
    revealedAt: toOptionalDate(row.revealed_at),
    revokedAt: toOptionalDate(row.revoked_at),
    revokedBy: row.revoked_by ?? undefined,
    idempotencyKey: row.idempotency_key ?? undefined,
    requestHash: row.request_hash,
  };
}

function toRevealedKeys(rows: RevealedRow[]): RevealedKey[] {
  const keys = new Map<string, RevealedKey>();
  for (const row of rows) {
    const key: RevealedKey = keys.get(row.id) ?? {
      id: row.id,
      teamRef: row.team_ref,
      makerRef: row.maker_ref,
      models: parseOptional(row.models),
      limits: parseOptional(row.limits),
      expiresAt: toOptionalDate(row.expires_at),
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

function parseOptional<T>(json: string | null): T | undefined {
  return json === null ? undefined : JSON.parse(json);
}

function whereFilter(
  query: Knex.QueryBuilder,
  { key, values }: ApiKeyFilter,
): void {
  query.whereIn(key === 'team' ? 'team_ref' : 'maker_ref', values);
}
