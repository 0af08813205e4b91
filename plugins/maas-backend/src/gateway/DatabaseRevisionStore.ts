import type { Knex } from 'knex';
import type { Transaction } from '../database/database';
import { inChunks } from '../database/inChunks';
import { insertRows } from '../database/insertRows';
import { isPostgres } from '../database/isPostgres';
import type { PolicyItem, PolicyKind } from './PolicyChanges';
import type { PolicyChange, RevisionStore } from './RevisionStore';

interface StateRow {
  id: number;
  epoch: string;
  revision: number | string;
}

interface ChangeRow {
  kind: PolicyKind;
  id: string;
  revision: number | string;
}

/**
 * PostgreSQL's channel on which replicas tell each other that there is a new revision.
 *
 * @internal
 */
export const POLICY_CHANNEL = 'maas_policy';

/**
 * {@link RevisionStore} on knex, SQLite and PostgreSQL alike.
 *
 * @internal
 */
export class DatabaseRevisionStore implements RevisionStore {
  constructor(private readonly knex: Knex) {}

  async position() {
    const row = await this.knex<StateRow>('policy_state').first();
    if (!row) {
      throw new Error(
        'Table policy_state is empty: its migration made one row',
      );
    }
    return { epoch: row.epoch, revision: Number(row.revision) };
  }

  async stamp(items: PolicyItem[], tx: Transaction) {
    const [{ revision }] = await tx<StateRow>('policy_state')
      .increment('revision', 1)
      .returning('revision');
    await insertRows(
      tx,
      'policy_changes',
      items.map(({ kind, id }) => ({ kind, id, revision })),
      'ON CONFLICT (kind, id) DO UPDATE SET revision = excluded.revision',
    );
    if (isPostgres(tx)) {
      // Sent with the commit, to all replicas.
      await tx.raw('SELECT pg_notify(?, ?)', [POLICY_CHANNEL, '']);
    }
  }

  async since(revision: number) {
    const rows = await this.knex<ChangeRow>('policy_changes').where(
      'revision',
      '>',
      revision,
    );
    return rows.map(toChange);
  }

  async of(kind: PolicyKind, ids: string[]) {
    const rows = await inChunks(ids, chunk =>
      this.knex<ChangeRow>('policy_changes')
        .where({ kind })
        .whereIn('id', chunk)
        .select(),
    );
    return rows.map(toChange);
  }
}

function toChange(row: ChangeRow): PolicyChange {
  return { kind: row.kind, id: row.id, revision: Number(row.revision) };
}
