import type { JsonObject } from '@backstage/types';
import { v7 as uuid } from 'uuid';
import {
  createTestDatabases,
  PEOPLE,
  TEAM,
  TEST_CONFIG,
} from '../__testUtils__/domain';
import { PolicyCopy } from '../__testUtils__/policyCopy';
import { createTestLedger, KEYS, meteredCall } from '../__testUtils__/usage';
import { insertRows } from '../database/insertRows';

jest.setTimeout(60_000);

const OTHER_TEAM = 'group:default/business-school';
const { signal } = new AbortController();
const [{ ...small }, ...others] = (TEST_CONFIG.maas as { models: JsonObject[] })
  .models;

const CONFIG: JsonObject = {
  reporting: { timeZone: 'Asia/Kolkata' },
  models: [{ ...small, multiplier: '1.5' }, ...others],
  plans: {
    free: { approval: 'none', tokensPerMonth: 100_000 },
    premium: { tokensPerMonth: 200_000 },
    enterprise: {},
  },
};

const tokens = (input: number, output = 0) => ({
  tokens: { input, cachedInput: 0, output, reasoning: 0 },
});

describe('AccountService', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function setup(config: JsonObject = CONFIG) {
      const ledger = await createTestLedger(
        await databases.init(databaseId),
        config,
      );
      const copy = new PolicyCopy();
      /** A second later, as answers may be a second old. */
      const pull = async () => {
        ledger.clock.advanceDays(1 / 86_400);
        const { planUses, keyUses, budgets } = await copy.pull(ledger.policy);
        return { planUses, keyUses, budgets };
      };
      return { ...ledger, copy, pull };
    }

    it('has nothing where nothing is limited', async () => {
      const { ingest, pull } = await setup({});
      await ingest(meteredCall());
      await expect(pull()).resolves.toEqual({
        planUses: [],
        keyUses: [],
        budgets: [],
      });
    });

    it('sums what teams used under plans with a limit, weighed and rounded up once', async () => {
      const { ingest, pull } = await setup();
      await ingest(
        meteredCall({ ...tokens(1, 2), model: 'small' }),
        meteredCall({ ...tokens(1), model: 'small', key: KEYS[1] }),
        meteredCall({ ...tokens(5), model: 'large' }),
        meteredCall({ ...tokens(3), model: 'never-heard-of' }),
        meteredCall({ ...tokens(7), plan: 'premium' }),
        meteredCall({ ...tokens(7), plan: 'enterprise' }),
        meteredCall({ ...tokens(7), plan: 'of-old' }),
        meteredCall({ ...tokens(1), team: OTHER_TEAM }),
        meteredCall({ ...tokens(0), team: OTHER_TEAM, plan: 'premium' }),
      );
      const { planUses } = await pull();
      const byName = (a: object, b: object) =>
        JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
      const period = '2026-11';
      expect([...planUses].sort(byName)).toEqual(
        [
          { team: TEAM, plan: 'free', period, tokens: 14 },
          { team: TEAM, plan: 'premium', period, tokens: 11 },
          { team: OTHER_TEAM, plan: 'free', period, tokens: 2 },
        ].sort(byName),
      );
    });

    it('weighs a withdrawn model as it was weighed last', async () => {
      const { ingest, models, pull } = await setup();
      await models.sync({
        name: 'config',
        read: async () => ({ models: [], faults: [] }),
      });
      await ingest(meteredCall(tokens(4)));
      await expect(pull()).resolves.toMatchObject({
        planUses: [{ tokens: 6 }],
      });
    });

    it('sums what keys with a limit of their own used, under all plans', async () => {
      const { access, keys, ingest, pull, clock } = await setup();
      await access.create(
        { team: TEAM, models: ['small'], plan: 'free', purpose: 'Use' },
        PEOPLE.dana,
      );
      const make = async (limits: object) =>
        (await keys.create({ team: TEAM, name: 'k', limits }, PEOPLE.dana)).id;
      const limited = await make({ tokensPerMonth: 50, tokensPerMinute: 9 });
      const unused = await make({ tokensPerMonth: 50 });
      const other = await make({ tokensPerMinute: 50 });
      await ingest(
        meteredCall({ ...tokens(3), key: limited }),
        meteredCall({ ...tokens(2), key: limited, plan: 'enterprise' }),
        meteredCall({ ...tokens(0), key: unused }),
        meteredCall({ ...tokens(9), key: other }),
      );
      await expect(pull()).resolves.toMatchObject({
        keyUses: [{ key: limited, period: '2026-11', tokens: 8 }],
      });
      await keys.revoke(limited, PEOPLE.dana);
      await expect(pull()).resolves.toMatchObject({ keyUses: [] });
      clock.advanceDays(100);
      await expect(keys.monthlyLimits()).resolves.toEqual(new Map());
    });

    it('sums what was used of budgets, by all that they name', async () => {
      const key = KEYS[2];
      const team = TEAM;
      const { ingest, pull } = await setup({
        ...CONFIG,
        budgets: {
          all: { amount: '12.5' },
          team: { team, tokens: 100, hard: false },
          model: { model: 'small', tokens: 100 },
          both: { team, model: 'small', tokens: 100 },
          key: { key, amount: 1 },
          never: { team: 'group:default/none', amount: 1 },
        },
      });
      await ingest(
        meteredCall({ ...tokens(1_000_000), plan: 'enterprise' }),
        meteredCall({ ...tokens(20, 3), team: OTHER_TEAM }),
        meteredCall({ ...tokens(500), model: 'large', key }),
        meteredCall({ ...tokens(0, 1_000_000), team: OTHER_TEAM, key }),
      );
      const { budgets } = await pull();
      const used = Object.fromEntries(budgets.map(b => [b.id, b.used]));
      expect(used).toEqual({
        all: '200001450',
        team: '1000500',
        model: '2000023',
        both: '1000000',
        key: '150000000',
        never: '0',
      });
      expect(budgets.slice(0, 2)).toEqual([
        {
          id: 'all',
          unit: 'money',
          limit: '12500000000',
          hard: true,
          period: '2026-11',
          used: '200001450',
        },
        {
          id: 'team',
          team,
          unit: 'tokens',
          limit: '100',
          hard: false,
          period: '2026-11',
          used: '1000500',
        },
      ]);
    });

    it('counts months in the reporting time zone, and begins anew with each', async () => {
      const { ingest, pull, clock } = await setup({
        ...CONFIG,
        budgets: { all: { tokens: 100 } },
      });
      const at = (startedAt: string, count: number) =>
        meteredCall({ startedAt, ...tokens(count), model: 'large' });
      await ingest(
        at('2026-10-31T18:29:59Z', 1),
        at('2026-10-31T18:30:00Z', 10),
        at('2026-11-01T00:00:00Z', 100),
      );
      await expect(pull()).resolves.toMatchObject({
        planUses: [{ period: '2026-11', tokens: 110 }],
        budgets: [{ period: '2026-11', used: '110' }],
      });
      clock.advanceDays(9.5);
      await ingest(at('2026-11-30T18:29:59Z', 1000));
      clock.advanceDays(2);
      await ingest(at('2026-11-30T18:30:00Z', 7));
      await expect(pull()).resolves.toMatchObject({
        planUses: [{ period: '2026-12', tokens: 7 }],
        budgets: [{ period: '2026-12', used: '7' }],
      });
    });

    it('is exact beyond what a double holds', async () => {
      const { ingest, pull } = await setup({
        ...CONFIG,
        budgets: { all: { tokens: 5 } },
      });
      const most = tokens(Number.MAX_SAFE_INTEGER);
      await ingest(
        meteredCall({ ...most, model: 'large' }),
        meteredCall({ ...most, model: 'large' }),
      );
      await expect(pull()).resolves.toMatchObject({
        planUses: [{ tokens: Number.MAX_SAFE_INTEGER }],
        budgets: [{ used: '18014398509481982' }],
      });
    });

    it('is in every answer, also in the empty one after a wait', async () => {
      const { ingest, policy, copy, pull, useWatch } = await setup();
      await pull();
      await ingest(meteredCall(tokens(20)));
      const update = await policy.update(copy.position, 1500, signal);
      expect(update).toMatchObject({ models: [], grants: [], keys: [] });
      await useWatch.stop();
    });

    it('asks the database once a second for any number of gateways', async () => {
      const { knex, ingest, policy, clock, useWatch } = await setup();
      await ingest(meteredCall(tokens(20)));
      await useWatch.stop();
      const sums = jest.fn();
      knex.on('query', ({ sql }: { sql: string }) => {
        if (sql.includes('usage_rollups')) {
          sums();
        }
      });
      const ask = () =>
        Promise.all([1, 2, 3].map(() => policy.update(undefined, 0, signal)));
      clock.advanceDays(1);
      const first = await ask();
      expect(sums).toHaveBeenCalledTimes(1);
      expect(first[2].planUses).toEqual(first[0].planUses);
      clock.advanceDays(0.5 / 86_400);
      await ask();
      expect(sums).toHaveBeenCalledTimes(1);
      clock.advanceDays(0.5 / 86_400);
      await ask();
      expect(sums).toHaveBeenCalledTimes(2);
    });

    it('reads once at a time, however long that takes', async () => {
      const { usage, policy, clock } = await setup();
      let finish = () => {};
      const finished = new Promise<void>(resolve => {
        finish = resolve;
      });
      const sumsOf = jest
        .spyOn(usage, 'sumsOf')
        .mockImplementation(async () => {
          await finished;
          return [];
        });
      const ask = () => policy.update(undefined, 0, signal);
      const began = new Promise<void>(resolve => {
        sumsOf.mockImplementationOnce(async () => {
          resolve();
          await finished;
          return [];
        });
      });
      const first = ask();
      await began;
      clock.advanceDays(1);
      const second = ask();
      // What the second one asks before it can wait for the first.
      await policy.resolve('0'.repeat(64));
      finish();
      await Promise.all([first, second]);
      expect(sumsOf).toHaveBeenCalledTimes(1);
    });

    it('reads the use of more keys than one statement can name', async () => {
      const { knex, keys, ingest, pull, useWatch } = await setup({});
      const ids = Array.from({ length: 40_000 }, () => uuid());
      await insertRows(
        knex,
        'api_keys',
        ids.map(id => ({
          id,
          team_ref: TEAM,
          maker_ref: PEOPLE.dana.userRef,
          name: 'k',
          limits: '{"tokensPerMonth":50}',
          created_at: new Date(),
          request_hash: 'h',
        })),
        'ON CONFLICT DO NOTHING',
      );
      await expect(keys.monthlyLimits()).resolves.toHaveProperty(
        'size',
        40_000,
      );
      await ingest(
        meteredCall({ ...tokens(3), key: ids[0] }),
        meteredCall({ ...tokens(4), key: ids[39_999] }),
      );
      await useWatch.stop();
      const { keyUses } = await pull();
      expect(keyUses.map(({ tokens: used }) => used).sort()).toEqual([3, 4]);
    });

    it('is never older than the policy it comes with', async () => {
      const { ingest, policy, access, useWatch } = await setup();
      await useWatch.stop();
      await policy.update(undefined, 0, signal);
      await ingest(meteredCall({ ...tokens(20), key: uuid() }));
      await access.create(
        { team: TEAM, models: ['large'], plan: 'free', purpose: 'Use' },
        PEOPLE.dana,
      );
      // The clock stands still: no second has passed.
      await expect(policy.update(undefined, 0, signal)).resolves.toMatchObject({
        planUses: [{ tokens: 30 }],
      });
    });

    it('tries again after a failure', async () => {
      const { knex, policy, ingest, useWatch } = await setup();
      await ingest(meteredCall(tokens(20)));
      await useWatch.stop();
      await knex.schema.renameTable('usage_rollups', 'elsewhere');
      const { length } = await Promise.allSettled(
        [1, 2].map(() =>
          expect(policy.update(undefined, 0, signal)).rejects.toThrow(),
        ),
      );
      expect(length).toBe(2);
      await knex.schema.renameTable('elsewhere', 'usage_rollups');
      await expect(policy.update(undefined, 0, signal)).resolves.toMatchObject({
        planUses: [{ tokens: 30 }],
      });
    });
  });
});
