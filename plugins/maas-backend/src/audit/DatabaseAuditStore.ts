import type { Knex } from 'knex';
import { toCount } from '../database/columns';
import type { Transaction } from '../database/database';
import { isPostgres } from '../database/isPostgres';
import { type PageQuery, pageOf } from '../http/page';
import type { AuditFilter, AuditStore } from './AuditStore';
import { chainTo, GENESIS, type NewAuditEntry } from './chain';
import { type AuditRow, toEntry, toRow, withPlainTexts } from './entryRow';

const TABLE = 'audit_entries';

/** Any number that nothing else in the database locks: "maas" in ASCII. */
const LOCK = 0x6d616173;

/**
 * {@link AuditStore} on knex, SQLite and PostgreSQL alike.
 *
 * @internal
 */
export class DatabaseAuditStore implements AuditStore {
  constructor(private readonly knex: Knex) {}

  async append(entry: NewAuditEntry, tx: Transaction) {
    if (isPostgres(tx)) {
      await tx.raw('SELECT pg_advisory_xact_lock(?)', [LOCK]);
    }
    const head = await headOf(tx);
    await tx(TABLE).insert(toRow(chainTo(head, withPlainTexts(entry))));
  }

  async head() {
    return headOf(this.knex);
  }

  async list(filter: AuditFilter, { limit, after }: PageQuery) {
    const page = this.matching(filter)
      .orderBy('seq', 'desc')
      .limit(limit + 1);
    if (after !== undefined) {
      page.andWhere('seq', '<', Number(after));
    }
    const [rows, count]: [AuditRow[], { count?: number | string }] =
      await Promise.all([
        page,
        this.matching(filter).count({ count: '*' }).first(),
      ]);
    return pageOf(rows.map(toEntry), toCount(count), limit, ({ seq }) =>
      String(seq),
    );
  }

  async following(
    filter: AuditFilter,
    { after, upTo, limit }: { after: number; upTo: number; limit: number },
  ) {
    const rows: AuditRow[] = await this.matching(filter)
      .andWhere('seq', '>', after)
      .andWhere('seq', '<=', upTo)
      .orderBy('seq')
      .limit(limit);
    return rows.map(toEntry);
  }

  private matching(filter: AuditFilter): Knex.QueryBuilder {
    const { from, to, actor, actions, outcome, target, team } = filter;
    return this.knex<AuditRow>(TABLE).where(query => {
      if (from) query.andWhere('at', '>=', from);
      if (to) query.andWhere('at', '<', to);
      if (actions) query.whereIn('action', actions);
      if (outcome) query.andWhere({ outcome });
      if (target !== undefined) query.andWhere('target_id', target);
      if (team !== undefined) query.andWhere('team_ref', team);
      if (actor !== undefined) {
        query.andWhere(either =>
          either.where({ actor }).orWhere('on_behalf_of', actor),
        );
      }
    });
  }
}

async function headOf(knex: Knex) {
  const row = await knex<AuditRow>(TABLE)
    .orderBy('seq', 'desc')
    .first('seq', 'hash');
  return row ? { seq: Number(row.seq), hash: row.hash } : GENESIS;
}
