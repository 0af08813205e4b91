import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { type StoredTime, toOptionalDate } from '../../database/columns';
import type { Transaction } from '../../database/database';
import { insertRows } from '../../database/insertRows';
import type { CompleteModel, StoredStop } from '../ModelStore';
import { toChangeRow } from '../terms/rows';
import type { LifeStore, ModelLife, Told } from './LifeStore';
import { fromStop, STOP_COLUMNS, type StopRow, toStop } from './stopRow';

interface LifeRow extends StopRow {
  id: string;
  definition: string;
  retires_at: StoredTime | null;
  told_retires_at: StoredTime | null;
  told_days: number | null;
  removed_at: StoredTime | null;
}

const COLUMNS = [
  'id',
  'definition',
  'retires_at',
  'told_retires_at',
  'told_days',
  ...STOP_COLUMNS,
] as const satisfies Array<keyof LifeRow>;

/**
 * {@link LifeStore} on knex, SQLite and PostgreSQL alike.
 *
 * @internal
 */
export class DatabaseLifeStore implements LifeStore {
  constructor(private readonly knex: Knex) {}

  async lock(id: string, tx: Transaction) {
    const [row] = await tx<LifeRow>('models')
      .where({ id })
      .whereNull('removed_at')
      .forNoKeyUpdate()
      .select(...COLUMNS);
    return row && toLife(row);
  }

  async retiring() {
    const rows = await this.knex<LifeRow>('models')
      .whereNull('removed_at')
      .andWhere(where =>
        where.whereNotNull('retires_at').orWhereNotNull('told_retires_at'),
      )
      .orderBy('id')
      .select(...COLUMNS);
    return rows.map(toLife);
  }

  async setStop(
    id: string,
    { before, after }: { before?: StoredStop; after?: StoredStop },
    cause: { actorRef: string; reason?: string; at: Date },
    tx: Transaction,
  ) {
    await tx<LifeRow>('models').where({ id }).update(fromStop(after));
    const { at, actorRef, reason } = cause;
    const change = {
      field: 'stopped',
      before: before?.reason,
      after: after?.reason,
    };
    await insertRows(
      tx,
      'model_changes',
      [{ id: uuid(), at, ...toChangeRow(id, change, { actorRef, reason }) }],
      '',
    );
    tx.policyChanges.note('model', id);
  }

  async noteTold(id: string, told: Told | undefined, tx: Transaction) {
    await tx<LifeRow>('models')
      .where({ id })
      .update({
        told_retires_at: told?.retiresAt ?? null,
        told_days: told?.days ?? null,
      });
  }
}

function toLife(row: Pick<LifeRow, (typeof COLUMNS)[number]>): ModelLife {
  const { title, retirement }: CompleteModel = JSON.parse(row.definition);
  const toldOf = toOptionalDate(row.told_retires_at);
  return {
    id: row.id,
    title,
    stopped: toStop(row),
    retiresAt: toOptionalDate(row.retires_at),
    successor: retirement?.successor,
    note: retirement?.note,
    told: toldOf && { retiresAt: toldOf, days: row.told_days ?? undefined },
  };
}
