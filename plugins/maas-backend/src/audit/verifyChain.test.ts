import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import {
  createTestDatabases,
  migrate,
  TestClock,
} from '../__testUtils__/domain';
import { createTransactor } from '../database/database';
import { AuditService } from './AuditService';
import { type ChainHead, chainTo, hashOf } from './chain';
import { DatabaseAuditStore } from './DatabaseAuditStore';
import { type AuditRow, toEntry, toRow } from './entryRow';
import { verifyChain } from './verifyChain';

jest.setTimeout(60_000);

const LENGTH = 12;

describe('verifyChain', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    let knex: Knex;
    let anchors: ChainHead[];

    /** What somebody does who owns the database. */
    const dropGuards = async () => {
      const names = databaseId.startsWith('POSTGRES')
        ? ['append_only ON audit_entries']
        : ['no_update', 'no_delete', 'no_replace'];
      for (const name of names) {
        await knex.raw(`DROP TRIGGER audit_entries_${name}`);
      }
    };
    const table = () => knex<AuditRow>('audit_entries');
    const row = async (seq: number): Promise<AuditRow> => {
      const found = await table().where({ seq }).first();
      return found!;
    };
    /** Numbers entries anew, from that one on. */
    const renumber = async (from: number, by: number) => {
      const seqs = (await table().where('seq', '>=', from).pluck('seq')).map(
        Number,
      );
      for (const seq of seqs.sort((a, b) => (b - a) * by)) {
        await table()
          .where({ seq })
          .update({ seq: seq + by });
      }
    };

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      await migrate(knex);
      const audit = new AuditService({
        store: new DatabaseAuditStore(knex),
        transact: createTransactor(knex),
        logger: mockServices.logger.mock(),
        now: new TestClock().now,
      });
      anchors = [];
      for (let n = 1; n <= LENGTH; n++) {
        await audit.succeeded({
          action: 'thing-do',
          actor: 'user:default/dana',
          severity: 'low',
          meta: {
            n,
            float: 0.1,
            text: 'ü "\\ \u2028',
            deep: { b: [null], a: {} },
          },
          isBackground: false,
          isRecorded: false,
        });
        anchors.push(await audit.head());
      }
      await dropGuards();
    });

    /** What does not fit first, and how many entries do before. */
    const found = async (anchor?: ChainHead) => {
      const { fault, count } = await verifyChain(knex, anchor);
      return { kind: fault?.kind, seq: fault?.seq, count };
    };

    it('finds nothing in an untouched log', async () => {
      const whole = { count: LENGTH, head: anchors[LENGTH - 1] };
      await expect(verifyChain(knex)).resolves.toEqual(whole);
      for (const anchor of anchors) {
        await expect(verifyChain(knex, anchor)).resolves.toEqual(whole);
      }
    });

    it('finds nothing in an empty log', async () => {
      await table().delete();
      await expect(verifyChain(knex)).resolves.toMatchObject({ count: 0 });
      expect(await found(anchors[0])).toMatchObject({
        kind: 'missing',
        seq: 1,
      });
    });

    it.each([
      ['actor', { actor: 'user:default/eve' }],
      ['outcome', { outcome: 'failed' as const }],
      ['time', { at: new Date(5) }],
      ['meta', { meta: '{"n":6}' }],
      ['what is no JSON', { meta: '{"n":' }],
      ['a field more', { team_ref: 'group:default/x' }],
      ['hash', { hash: 'a'.repeat(64) }],
    ])('finds a changed entry: %s', async (_, change) => {
      await table().where({ seq: 5 }).update(change);
      expect(await found()).toEqual({ kind: 'changed', seq: 5, count: 4 });
    });

    it('finds a changed last entry', async () => {
      await table()
        .where({ seq: LENGTH })
        .update({ actor: 'user:default/eve' });
      expect(await found()).toMatchObject({ kind: 'changed', seq: LENGTH });
    });

    it('finds a changed entry whose hash was made anew', async () => {
      const entry = { ...toEntry(await row(5)), actor: 'user:default/eve' };
      await table()
        .where({ seq: 5 })
        .update(toRow({ ...entry, hash: hashOf(entry) }));
      expect(await found()).toMatchObject({ kind: 'changed', seq: 5 });
    });

    it('finds a log that was written anew from some entry on, by an anchor', async () => {
      let head = anchors[3];
      for (let seq = 5; seq <= LENGTH; seq++) {
        const {
          seq: _,
          hash: __,
          previousHash: ___,
          ...entry
        } = toEntry(await row(seq));
        const forged = chainTo(head, { ...entry, actor: 'user:default/eve' });
        await table().where({ seq }).update(toRow(forged));
        head = forged;
      }
      await expect(verifyChain(knex)).resolves.toMatchObject({ count: LENGTH });
      expect(await found(anchors[7])).toMatchObject({
        kind: 'changed',
        seq: 8,
      });
      await expect(verifyChain(knex, anchors[2])).resolves.toMatchObject({
        count: LENGTH,
      });
    });

    it('finds deleted entries', async () => {
      await table().whereIn('seq', [5, 6]).delete();
      expect(await found()).toEqual({ kind: 'missing', seq: 5, count: 4 });
      await table().where({ seq: 1 }).delete();
      expect(await found()).toMatchObject({ kind: 'missing', seq: 1 });
    });

    it('finds a deleted entry where the rest was numbered anew', async () => {
      await table().where({ seq: 5 }).delete();
      await renumber(6, -1);
      expect(await found()).toMatchObject({ kind: 'missing', seq: 5 });
    });

    it('finds what is cut off at the end by an anchor only', async () => {
      await table().where('seq', '>', 9).delete();
      await expect(verifyChain(knex)).resolves.toEqual({
        count: 9,
        head: anchors[8],
      });
      expect(await found(anchors[LENGTH - 1])).toEqual({
        kind: 'missing',
        seq: 10,
        count: 9,
      });
    });

    it('finds an inserted entry', async () => {
      await renumber(5, 1);
      await table().insert({ ...(await row(4)), seq: 5 });
      expect(await found()).toMatchObject({ kind: 'inserted', seq: 5 });
    });

    it('finds an inserted entry that follows the one before it', async () => {
      await renumber(5, 1);
      const {
        seq: _,
        hash: __,
        previousHash: ___,
        ...entry
      } = toEntry(await row(4));
      await table().insert(toRow(chainTo(anchors[3], entry)));
      expect(await found()).toMatchObject({ kind: 'inserted', seq: 5 });
    });

    it('finds an entry that was put at the end', async () => {
      await table().insert({ ...(await row(4)), seq: LENGTH + 1 });
      expect(await found()).toMatchObject({
        kind: 'inserted',
        seq: LENGTH + 1,
      });
    });

    it('finds entries in another order', async () => {
      await table().where({ seq: 5 }).update({ seq: 100 });
      await table().where({ seq: 6 }).update({ seq: 5 });
      await table().where({ seq: 100 }).update({ seq: 6 });
      expect(await found()).toMatchObject({ kind: 'out of order', seq: 5 });
    });
  });
});
