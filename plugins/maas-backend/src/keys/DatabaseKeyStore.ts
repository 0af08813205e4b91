import type { KeyLimits } from '@openmaas/backstage-plugin-maas-common';
import type { Knex } from 'knex';
import { type StoredTime, toDate, toOptionalDate } from '../database/columns';
import type { Transaction } from '../database/database';
import { inChunks } from '../database/inChunks';
import { insertRows } from '../database/insertRows';
import type {
  KeyStore,
  LatestUse,
  NewKeyUse,
  RevealedKey,
  StoredKey,
} from './KeyStore';
import {
  type KeyRow,
  parseOptional,
  REVEALED_COLUMNS,
  type RevealedRow,
  toChangingColumns,
  toFixedColumns,
  toKey,
  toRevealedKeys,
} from './keyRows';
import { listKeys } from './listKeys';

interface SecretRow {
  id: string;
  key_id: string;
  hash: string;
  created_at: StoredTime;
  expires_at: StoredTime | null;
}

interface UseRow {
  key_id: string;
  used_at: StoredTime;
  address: string | null;
  client: string | null;
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
      ...toFixedColumns(key),
      ...toChangingColumns(key),
    });
  }

  async find(ids: string[], tx?: Transaction) {
    return inChunks(ids, async chunk => {
      const rows = await (tx ?? this.knex)<KeyRow>('api_keys').whereIn(
        'id',
        chunk,
      );
      return rows.map(toKey);
    });
  }

  async lock(id: string, tx: Transaction) {
    // SQLite has one writer at a time anyway, and knex leaves the lock out there.
    const row = await tx<KeyRow>('api_keys').where({ id }).forUpdate().first();
    return row && toKey(row);
  }

  async save(key: StoredKey, tx: Transaction) {
    await tx('api_keys').where({ id: key.id }).update(toChangingColumns(key));
    tx.policyChanges.note('key', key.id);
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
        ...REVEALED_COLUMNS.map(column => `api_keys.${column}`),
        'api_key_secrets.hash',
        { secret_expires_at: 'api_key_secrets.expires_at' },
      );
  }

  async findPlaygroundKey(makerRef: string, teamRef: string, tx: Transaction) {
    const row = await tx<KeyRow>('api_keys')
      .where({ kind: 'playground', maker_ref: makerRef, team_ref: teamRef })
      .whereNull('revoked_at')
      .forUpdate()
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
    return listKeys(this.knex, query);
  }

  async secrets(keyId: string, tx: Transaction) {
    const rows = await tx<SecretRow>('api_key_secrets')
      .where({ key_id: keyId })
      .orderBy('id', 'desc');
    return rows.map(row => ({
      id: row.id,
      createdAt: toDate(row.created_at),
      expiresAt: toOptionalDate(row.expires_at),
    }));
  }

  async addSecret(
    secret: Parameters<KeyStore['addSecret']>[0],
    tx: Transaction,
  ) {
    await tx('api_key_secrets').insert({
      id: secret.id,
      key_id: secret.keyId,
      hash: secret.hash,
      created_at: secret.createdAt,
      expires_at: secret.expiresAt,
    });
    tx.policyChanges.note('key', secret.keyId);
  }

  async endSecret(keyId: string, id: string, at: Date, tx: Transaction) {
    await tx('api_key_secrets').where({ id }).update({ expires_at: at });
    tx.policyChanges.note('key', keyId);
  }

  async forgetEnded(keyId: string, at: Date, tx: Transaction) {
    await tx('api_key_secrets')
      .where({ key_id: keyId })
      .andWhere('expires_at', '<=', at)
      .delete();
    tx.policyChanges.note('key', keyId);
  }

  async secretEnds(keyIds: string[], at: Date) {
    const rows: Array<{ key_id: string; ends: StoredTime }> = await inChunks(
      keyIds,
      chunk =>
        this.knex('api_key_secrets')
          .whereIn('key_id', chunk)
          .andWhere('expires_at', '>', at)
          .groupBy('key_id')
          .select('key_id')
          .max({ ends: 'expires_at' }),
    );
    return new Map(
      rows.map((row): [string, Date] => [row.key_id, toDate(row.ends)]),
    );
  }

  async noteUses(uses: NewKeyUse[], tx: Transaction) {
    // In one order everywhere, so that batches wait for each other rather than for good.
    const rows = uses
      .map(use => ({
        key_id: use.keyId,
        used_at: use.at,
        address: use.address ?? null,
        client: use.client ?? null,
      }))
      .sort((a, b) => (a.key_id < b.key_id ? -1 : 1));
    await insertRows(
      tx,
      'api_key_uses',
      rows,
      `ON CONFLICT (key_id) DO UPDATE SET
        used_at = excluded.used_at,
        address = excluded.address,
        client = excluded.client
        WHERE api_key_uses.used_at < excluded.used_at`,
    );
  }

  async lastUses(keyIds: string[]) {
    const rows = await inChunks(keyIds, chunk =>
      this.knex<UseRow>('api_key_uses').whereIn('key_id', chunk).select(),
    );
    return new Map(
      rows.map((row): [string, LatestUse] => [
        row.key_id,
        {
          at: toDate(row.used_at),
          address: row.address ?? undefined,
          client: row.client ?? undefined,
        },
      ]),
    );
  }
}
