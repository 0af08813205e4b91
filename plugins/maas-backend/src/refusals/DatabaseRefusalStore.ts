import type { Knex } from 'knex';
import { type StoredTime, toCount, toDate } from '../database/columns';
import type { Transaction } from '../database/database';
import { insertRows } from '../database/insertRows';
import type { RefusalStore, StoredRefusal } from './RefusalStore';

interface RefusalRow {
  id: string;
  received_at: StoredTime;
  refused_at: StoredTime;
  gateway: string;
  team_ref: string | null;
  key_id: string | null;
  model_id: string | null;
  plan: string | null;
  path: string | null;
  status: number;
  code: string;
  message: string;
  passed_limit: string | null;
  shadow: boolean | number | null;
}

/**
 * {@link RefusalStore} on knex, SQLite and PostgreSQL alike.
 *
 * @internal
 */
export class DatabaseRefusalStore implements RefusalStore {
  constructor(private readonly knex: Knex) {}

  async insertNew(refusals: StoredRefusal[], tx: Transaction) {
    // In the order of their ids, so that batches at the same time never wait in a circle.
    const rows = refusals.map(toRow).sort((a, b) => (a.id < b.id ? -1 : 1));
    await insertRows(tx, 'refusals', rows, 'ON CONFLICT (id) DO NOTHING');
  }

  async find(id: string) {
    const row = await this.knex<RefusalRow>('refusals').where({ id }).first();
    return row && toRefusal(row);
  }

  async count() {
    return toCount(
      await this.knex('refusals')
        .count<{ count: number | string }>({ count: '*' })
        .first(),
    );
  }

  async deleteOldest({ before, limit }: { before?: Date; limit: number }) {
    const oldest = this.knex<RefusalRow>('refusals')
      .orderBy('received_at')
      .limit(limit)
      .select('id');
    if (before) {
      oldest.where('received_at', '<', before);
    }
    return this.knex<RefusalRow>('refusals').whereIn('id', oldest).delete();
  }
}

function toRow(refusal: StoredRefusal): RefusalRow {
  return {
    id: refusal.id,
    received_at: refusal.receivedAt,
    refused_at: refusal.at,
    gateway: refusal.gateway,
    team_ref: refusal.team ?? null,
    key_id: refusal.key ?? null,
    model_id: refusal.model ?? null,
    plan: refusal.plan ?? null,
    path: refusal.path ?? null,
    status: refusal.status,
    code: refusal.code,
    message: refusal.message,
    passed_limit: refusal.limit ? JSON.stringify(refusal.limit) : null,
    shadow: refusal.shadow ?? null,
  };
}

function toRefusal(row: RefusalRow): StoredRefusal {
  return {
    id: row.id,
    receivedAt: toDate(row.received_at),
    at: toDate(row.refused_at),
    gateway: row.gateway,
    team: row.team_ref ?? undefined,
    key: row.key_id ?? undefined,
    model: row.model_id ?? undefined,
    plan: row.plan ?? undefined,
    path: row.path ?? undefined,
    status: row.status,
    code: row.code,
    message: row.message,
    limit: row.passed_limit === null ? undefined : JSON.parse(row.passed_limit),
    shadow: row.shadow === null ? undefined : Boolean(row.shadow),
  };
}
