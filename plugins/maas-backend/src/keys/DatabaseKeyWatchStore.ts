import type { Knex } from 'knex';
import type { Transaction } from '../database/database';
import { type KeyRow, toKey } from './keyRows';
import type { StopCause } from './KeyStore';
import type { KeyHolder, KeyWatchStore } from './KeyWatchStore';
import { keysWithUses, whereUnused } from './listKeys';
import { dueReminder, REMINDERS } from './states';

const DAY = 24 * 60 * 60 * 1000;

/**
 * {@link KeyWatchStore} on knex, SQLite and PostgreSQL alike.
 *
 * @internal
 */
export class DatabaseKeyWatchStore implements KeyWatchStore {
  constructor(private readonly knex: Knex) {}

  async holders(at: Date) {
    const rows = await this.knex<KeyRow>('api_keys')
      .modify(whereUsable, at)
      .distinct('team_ref', 'maker_ref', 'stop_cause');
    return rows.map(row => ({
      teamRef: row.team_ref,
      makerRef: row.maker_ref,
      stopCause: row.stop_cause ?? undefined,
    }));
  }

  async stop(
    { teamRef, makerRef, stopCause }: KeyHolder,
    cause: StopCause | undefined,
    at: Date,
    tx: Transaction,
  ) {
    const rows = await tx<KeyRow>('api_keys')
      .modify(whereUsable, at)
      .andWhere({
        team_ref: teamRef,
        maker_ref: makerRef,
        stop_cause: stopCause ?? null,
      })
      .update({
        stopped_at: cause ? at : null,
        stop_cause: cause ?? null,
      })
      .returning(['id', 'name']);
    tx.policyChanges.note('key', ...rows.map(row => row.id));
    return rows.map(({ id, name }) => ({ id, name }));
  }

  async takeDue(at: Date, limit: number, tx: Transaction) {
    const rows = await tx<KeyRow>('api_keys')
      .where('kind', 'standard')
      .whereNull('revoked_at')
      .whereNotNull('ready_at')
      .andWhere(due => {
        for (const days of REMINDERS) {
          due.orWhere(one =>
            one
              .where('expires_at', '<=', new Date(at.getTime() + days * DAY))
              .andWhere(given =>
                given
                  .whereNull('reminded_days')
                  .orWhere('reminded_days', '>', days),
              ),
          );
        }
      })
      .orderBy('id')
      .limit(limit)
      .forUpdate();
    const keys = rows.map(toKey);
    for (const days of REMINDERS) {
      const ids = keys
        .filter(
          ({ expiresAt }) => expiresAt && dueReminder(expiresAt, at) === days,
        )
        .map(({ id }) => id);
      await tx('api_keys').whereIn('id', ids).update({ reminded_days: days });
    }
    return keys;
  }

  async unused(since: Date, at: Date) {
    const rows: Array<
      Pick<KeyRow, 'team_ref' | 'maker_ref'> & {
        count: number | string;
        name: string;
      }
    > = await this.knex
      .from(keysWithUses(this.knex))
      .where('kind', 'standard')
      .modify(whereUnused, since, at)
      .groupBy('team_ref', 'maker_ref')
      .orderBy(['team_ref', 'maker_ref'])
      .select('team_ref', 'maker_ref')
      .count({ count: '*' })
      .min({ name: 'name' });
    return rows.map(row => ({
      teamRef: row.team_ref,
      makerRef: row.maker_ref,
      count: Number(row.count),
      name: row.name,
    }));
  }
}

/** Keys with which somebody may call, or could if nothing held them back. */
function whereUsable(query: Knex.QueryBuilder, at: Date): void {
  query
    .whereNull('revoked_at')
    .whereNotNull('ready_at')
    .andWhere(living =>
      living.whereNull('expires_at').orWhere('expires_at', '>', at),
    );
}
