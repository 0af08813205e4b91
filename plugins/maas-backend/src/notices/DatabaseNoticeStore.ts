import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { type StoredTime, toDate } from '../database/columns';
import type { Transaction } from '../database/database';
import { insertRows } from '../database/insertRows';
import type { Notice } from './Notices';
import type { NoticeStore, StoredNotice } from './NoticeStore';

interface NoticeRow {
  id: string;
  scope: string;
  notice: string;
  attempts: number;
  created_at: StoredTime;
  due_at: StoredTime;
}

/**
 * {@link NoticeStore} on knex, SQLite and PostgreSQL alike.
 *
 * @internal
 */
export class DatabaseNoticeStore implements NoticeStore {
  constructor(private readonly knex: Knex) {}

  async add(notices: Notice[], now: Date, tx: Transaction) {
    await insertRows(
      tx,
      'notices',
      notices.map(notice => ({
        id: uuid(),
        scope: notice.scope,
        notice: JSON.stringify(notice),
        attempts: 0,
        created_at: now,
        due_at: now,
      })),
      '',
    );
  }

  async take(limit: number, now: Date, dueAgain: Date) {
    const { knex } = this;
    const due = await knex<NoticeRow>({ mine: 'notices' })
      .where('mine.due_at', '<=', now)
      .whereNotExists(
        knex({ older: 'notices' }).whereRaw(
          'older.scope = mine.scope AND older.id < mine.id',
        ),
      )
      .orderBy('mine.id')
      .limit(limit);
    const taken: StoredNotice[] = [];
    for (const { id, attempts, notice, created_at } of due) {
      // Of several replicas that have read the row, one changes it as it was read.
      const changed = await knex<NoticeRow>('notices')
        .where({ id, attempts })
        .update({ attempts: attempts + 1, due_at: dueAgain });
      if (changed === 1) {
        taken.push({
          id,
          notice: JSON.parse(notice),
          attempts: attempts + 1,
          createdAt: toDate(created_at),
        });
      }
    }
    return taken;
  }

  async putOff(id: string, dueAt: Date) {
    await this.knex<NoticeRow>('notices')
      .where({ id })
      .update({ due_at: dueAt });
  }

  async remove(id: string) {
    await this.knex<NoticeRow>('notices').where({ id }).delete();
  }
}
