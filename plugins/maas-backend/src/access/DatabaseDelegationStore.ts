import type { Knex } from 'knex';
import { type StoredTime, toDate } from '../database/columns';
import type { Transaction } from '../database/database';
import type { DelegationStore, StoredDelegation } from './DelegationStore';

interface DelegationRow {
  from_ref: string;
  to_ref: string;
  starts_at: StoredTime;
  ends_at: StoredTime;
  reason: string | null;
}

/**
 * {@link DelegationStore} on knex, SQLite and PostgreSQL alike.
 *
 * @internal
 */
export class DatabaseDelegationStore implements DelegationStore {
  constructor(private readonly knex: Knex) {}

  async activeAt(at: Date) {
    const rows = await this.knex<DelegationRow>('delegations')
      .where('starts_at', '<=', at)
      .andWhere('ends_at', '>', at)
      .orderBy('from_ref');
    return rows.map(toDelegation);
  }

  async of(fromRef: string, tx?: Transaction) {
    const row = await (tx ?? this.knex)<DelegationRow>('delegations')
      .where({ from_ref: fromRef })
      .first();
    return row && toDelegation(row);
  }

  async to(toRef: string, at: Date) {
    const rows = await this.knex<DelegationRow>('delegations')
      .where({ to_ref: toRef })
      .andWhere('ends_at', '>', at)
      .orderBy(['starts_at', 'from_ref']);
    return rows.map(toDelegation);
  }

  async save(delegation: StoredDelegation, tx: Transaction) {
    await tx('delegations')
      .insert({
        from_ref: delegation.fromRef,
        to_ref: delegation.toRef,
        starts_at: delegation.startsAt,
        ends_at: delegation.endsAt,
        reason: delegation.reason ?? null,
      })
      .onConflict('from_ref')
      .merge();
  }

  async delete(fromRef: string, tx: Transaction) {
    await tx('delegations').where({ from_ref: fromRef }).delete();
  }
}

function toDelegation(row: DelegationRow): StoredDelegation {
  return {
    fromRef: row.from_ref,
    toRef: row.to_ref,
    startsAt: toDate(row.starts_at),
    endsAt: toDate(row.ends_at),
    reason: row.reason ?? undefined,
  };
}
