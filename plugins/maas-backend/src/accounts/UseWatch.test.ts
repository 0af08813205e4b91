import { mockServices } from '@backstage/backend-test-utils';
import type { PolicyUpdate } from '@openmaas/backstage-plugin-maas-common';
import { createTestDatabases, TEAM } from '../__testUtils__/domain';
import { PolicyCopy } from '../__testUtils__/policyCopy';
import { connectAgain, listeners } from '../__testUtils__/postgres';
import {
  createTestLedger,
  meteredCall,
  usageBatch,
} from '../__testUtils__/usage';
import { PolicyListener } from '../gateway/PolicyListener';
import { UseWatch } from './UseWatch';

jest.setTimeout(60_000);

const FOREVER = 10 * 60_000;
const { signal } = new AbortController();
const BUDGET = { budgets: { all: { tokens: 1000 } } };

const call = (input: number) =>
  meteredCall({ tokens: { input, cachedInput: 0, output: 0, reasoning: 0 } });
const usedOf = ({ budgets }: PolicyUpdate) => budgets[0].used;

describe('UseWatch', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function setup(config = BUDGET) {
      const ledger = await createTestLedger(
        await databases.init(databaseId),
        config,
      );
      const copy = new PolicyCopy();
      await copy.pull(ledger.policy);
      return { ...ledger, copy };
    }

    it('wakes all that wait when a tenth of a budget is used up, and when all is', async () => {
      const { ingest, policy, copy, useWatch } = await setup();
      const wait = () => policy.update(copy.position, FOREVER, signal);
      const waits = [1, 2, 3].map(wait);
      await ingest(call(100));
      for (const update of await Promise.all(waits)) {
        expect(update).toMatchObject({ full: false, models: [], keys: [] });
        expect(usedOf(update)).toBe('100');
        copy.apply(update);
      }
      const last = wait();
      await ingest(call(10_000));
      expect(usedOf(await last)).toBe('10100');
      await useWatch.stop();
    });

    it('wakes nobody for less than another tenth', async () => {
      const { ingest, policy, copy, useWatch } = await setup();
      await ingest(call(99));
      await useWatch.stop();
      const { revision } = copy.position!;
      const answer = await policy.update(copy.position, 0, signal);
      expect(answer.revision).toBe(revision);
    });

    it.each(['plan', 'key'])('watches the limits of a %s too', async kind => {
      const { ingest, access, keys, policy, copy, useWatch } = await setup(
        (kind === 'plan'
          ? { plans: { free: { approval: 'none', tokensPerMonth: 500 } } }
          : {}) as typeof BUDGET,
      );
      const maker = { userRef: 'user:default/dana', claims: [TEAM] };
      await access.create(
        { team: TEAM, models: ['small'], plan: 'free', purpose: 'Use' },
        maker,
      );
      const limits = { tokensPerMonth: 500 };
      const { id } = await keys.create(
        { team: TEAM, name: 'k', limits },
        maker,
      );
      await copy.pull(policy);
      const waiting = policy.update(copy.position, FOREVER, signal);
      await ingest({ ...call(500), key: id });
      const { planUses, keyUses } = await waiting;
      expect(kind === 'plan' ? planUses : keyUses).toMatchObject([
        { tokens: 500 },
      ]);
      await useWatch.stop();
    });

    it('is not in the way of the ledger where it fails', async () => {
      const { ingest, useWatch, knex, events } = await setup();
      await knex.schema.dropTable('policy_state');
      await expect(ingest(call(1000))).resolves.toMatchObject({ written: 1 });
      await useWatch.stop();
      await expect(events()).resolves.toHaveLength(1);
    });
  });

  it('wakes those who wait at another replica', async () => {
    const knex = await databases.init('POSTGRES_18');
    const here = await createTestLedger(knex, BUDGET);
    const there = await connectAgain(knex, BUDGET);
    const listener = new PolicyListener({
      knex,
      news: here.policyNews,
      logger: mockServices.logger.mock(),
    });
    listener.start();
    while ((await listeners(knex)).length === 0) {
      await new Promise(setImmediate);
    }
    const copy = new PolicyCopy();
    await copy.pull(here.policy);
    const waiting = here.policy.update(copy.position, FOREVER, signal);
    await there.domain.usage.ingest(usageBatch(call(1000)));
    expect(usedOf(await waiting)).toBe('1000');
    await there.domain.useWatch.stop();
    await there.close();
    await listener.stop();
  });

  it('looks again after what was used while it looked', async () => {
    const seen: bigint[] = [];
    let used = 0n;
    let finish: () => void = () => {};
    const looked = new Promise<void>(resolve => {
      finish = resolve;
    });
    const watch = new UseWatch({
      logger: mockServices.logger.mock(),
      accounts: {
        gauges: async () => {
          seen.push(used);
          if (seen.length === 1) {
            // Both come while it looks.
            used = 5n;
            watch.noteUse();
            watch.noteUse();
          } else {
            finish();
          }
          return [{ id: 'a', used, limit: 10n }];
        },
      },
      transact: async () => undefined as never,
    });
    watch.noteUse();
    await looked;
    await watch.stop();
    expect(seen).toEqual([0n, 5n]);
  });
});
