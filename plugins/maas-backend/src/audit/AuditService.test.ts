import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import {
  createTestDatabases,
  migrate,
  TestClock,
} from '../__testUtils__/domain';
import { createTransactor } from '../database/database';
import { asSystem, type AuditScope, inScope } from './AuditScope';
import { AuditService } from './AuditService';
import { AuditStamp } from './AuditStamp';
import { DatabaseAuditStore } from './DatabaseAuditStore';
import { verifyChain } from './verifyChain';

jest.setTimeout(60_000);

const scopeOf = (actor: string): AuditScope => ({
  action: 'thing-do',
  actor,
  severity: 'low',
  isBackground: false,
  isRecorded: false,
});

describe('AuditService', () => {
  const databases = createTestDatabases();

  async function setUp(knex: Knex) {
    await migrate(knex);
    const clock = new TestClock();
    const logger = mockServices.logger.mock();
    const audit = new AuditService({
      store: new DatabaseAuditStore(knex),
      transact: createTransactor(knex),
      logger,
      now: clock.now,
    });
    const transact = createTransactor(knex, new AuditStamp(audit));
    const entries = async () =>
      (await audit.list({}, { limit: 200 })).items.reverse();
    return { audit, clock, logger, transact, entries };
  }

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    it('says within a transaction what it did, and nothing of one that is undone', async () => {
      const knex = await databases.init(databaseId);
      const { transact, entries, clock } = await setUp(knex);
      await inScope(scopeOf('user:default/dana'), () =>
        transact(async tx => {
          tx.audit.note({
            target: { kind: 'thing', id: '1', name: 'A \0 thing' },
            team: 'group:default/t',
            onBehalfOf: 'user:default/tom',
            before: { size: 1, left: undefined },
            after: { size: 2, parts: [{ b: 1, a: 'ü' }] },
          });
          // Only to be undone below.
          await tx('teams').insert({ ref: 'group:default/t', title: 'T' });
        }),
      );
      await expect(
        inScope(scopeOf('user:default/dana'), () =>
          transact(async tx => {
            tx.audit.note({ after: { size: 3 } });
            throw new Error('too large');
          }),
        ),
      ).rejects.toThrow('too large');
      await expect(entries()).resolves.toEqual([
        {
          seq: 1,
          at: clock.now().toISOString(),
          action: 'thing-do',
          outcome: 'succeeded',
          severity: 'low',
          actor: 'user:default/dana',
          onBehalfOf: 'user:default/tom',
          target: { kind: 'thing', id: '1', name: 'A \ufffd thing' },
          team: 'group:default/t',
          before: { size: 1 },
          after: { size: 2, parts: [{ b: 1, a: 'ü' }] },
          previousHash: '0'.repeat(64),
          hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      ]);
    });

    it('says once what a call did, and each change of it', async () => {
      const knex = await databases.init(databaseId);
      const { transact, entries } = await setUp(knex);
      const nothing = () => transact(async () => {});
      const change = (n: number) =>
        transact(async tx => tx.audit.note({ after: { n } }));
      await inScope(scopeOf('user:default/dana'), async () => {
        await nothing();
        await nothing();
        await change(1);
        await change(2);
      });
      expect((await entries()).map(({ after }) => after)).toEqual([
        undefined,
        { n: 1 },
        { n: 2 },
      ]);
    });

    it('says who did what by itself, and nothing where nothing was done', async () => {
      const knex = await databases.init(databaseId);
      const { transact, entries } = await setUp(knex);
      const change = () =>
        transact(async tx => tx.audit.note({ after: { n: 1 } }));
      await transact(async () => {});
      await change();
      await inScope(scopeOf('user:default/dana'), () =>
        asSystem({ action: 'thing-expire' }, change),
      );
      await asSystem(
        { action: 'thing-grant', actor: 'rule:small' },
        async () => {
          await transact(async () => {});
          await change();
        },
      );
      expect(
        (await entries()).map(({ action, actor }) => [action, actor]),
      ).toEqual([
        ['system-change', 'system'],
        ['thing-expire', 'system'],
        ['thing-grant', 'rule:small'],
      ]);
    });

    it('keeps 50 changes at once in one chain, each by whoever made it', async () => {
      const knex = await databases.init(databaseId);
      const { transact, entries } = await setUp(knex);
      await Promise.all(
        Array.from({ length: 50 }, (_, n) =>
          inScope(scopeOf(`user:default/u${n}`), () =>
            transact(async tx => tx.audit.note({ after: { n } })),
          ),
        ),
      );
      const found = await entries();
      expect(found.map(({ seq }) => seq)).toEqual(
        Array.from({ length: 50 }, (_, n) => n + 1),
      );
      for (const { actor, after } of found) {
        expect(actor).toBe(`user:default/u${after?.n}`);
      }
      expect(new Set(found.map(({ actor }) => actor)).size).toBe(50);
      await expect(verifyChain(knex)).resolves.toEqual({
        count: 50,
        head: { seq: 50, hash: found[49].hash },
      });
    });

    it('lets nobody change what was written', async () => {
      const knex = await databases.init(databaseId);
      const { audit, entries } = await setUp(knex);
      await audit.succeeded(scopeOf('user:default/dana'));
      const table = () => knex('audit_entries');
      const [row] = await table();
      const isPostgres = databaseId.startsWith('POSTGRES');
      const attempts = [
        () => table().update({ actor: 'x' }),
        () => table().where({ seq: 1 }).delete(),
        () =>
          table()
            .insert({ ...row, actor: 'x' })
            .onConflict('seq')
            .merge(),
        () =>
          isPostgres
            ? knex.raw('TRUNCATE audit_entries')
            : knex.raw(
                'INSERT OR REPLACE INTO audit_entries SELECT * FROM audit_entries',
              ),
      ];
      for (const attempt of attempts) {
        await expect(attempt()).rejects.toThrow('append-only');
      }
      await expect(entries()).resolves.toMatchObject([
        { actor: 'user:default/dana' },
      ]);
    });

    it('says what failed, without what errors quote of rows', async () => {
      const knex = await databases.init(databaseId);
      const { audit, entries } = await setUp(knex);
      const scope = scopeOf('user:default/dana');
      await audit.failed(
        scope,
        Object.assign(new Error('not now'), { name: 'ConflictError' }),
      );
      await audit.failed(scope, new Error("insert 'f00d' into secrets"));
      expect(
        (await entries()).map(({ outcome, error }) => [outcome, error]),
      ).toEqual([
        ['failed', 'ConflictError: not now'],
        ['failed', 'Error: see the log of the portal'],
      ]);
    });
  });

  it('goes on where it cannot say what failed, and says so in the log', async () => {
    const knex = await databases.init('SQLITE_3');
    const { audit, logger } = await setUp(knex);
    await knex.schema.dropTable('audit_entries');
    await audit.failed(scopeOf('user:default/dana'), new Error('first'));
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('thing-do by user:default/dana'),
      expect.anything(),
    );
  });

  it('keeps only so many refusals of one caller within a minute', async () => {
    const knex = await databases.init('SQLITE_3');
    const { audit, clock, entries } = await setUp(knex);
    const refusal = Object.assign(new Error('no'), { name: 'NotAllowedError' });
    const refuse = async (actor: string, times: number) => {
      for (let i = 0; i < times; i++) {
        await audit.failed(scopeOf(actor), refusal);
      }
    };
    await refuse('user:default/eve', 100);
    await refuse('user:default/dana', 1);
    const found = await entries();
    expect(found).toHaveLength(62);
    expect(found[59].error).toBe('NotAllowedError: no');
    expect(found[60]).toMatchObject({
      actor: 'user:default/eve',
      error: expect.stringContaining('More was refused'),
    });
    expect(found[61].actor).toBe('user:default/dana');
    await audit.failed(scopeOf('user:default/eve'), new Error('no refusal'));
    await expect(entries()).resolves.toHaveLength(63);
    clock.advanceDays(1);
    await refuse('user:default/eve', 1);
    await expect(entries()).resolves.toHaveLength(64);
  });
});
