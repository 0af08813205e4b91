import type {
  PriceToSet,
  TokenClass,
  UpdateModel,
} from '@openmaas/backstage-plugin-maas-common';
import type { ModelDefinition } from '@openmaas/backstage-plugin-maas-node';
import {
  createTestDatabases,
  createTestDomain,
  PEOPLE,
} from '../../__testUtils__/domain';
import { PolicyCopy } from '../../__testUtils__/policyCopy';
import { definitionOf, sourceOf } from '../../__testUtils__/sources';
import { pricesAt } from '../prices';

jest.setTimeout(60_000);

const { petra } = PEOPLE;

/** As REST takes prices. */
function list(prices: Partial<Record<TokenClass, number>>): PriceToSet[] {
  return Object.entries(prices).map(([tokenClass, nanos]) => ({
    tokenClass: tokenClass as TokenClass,
    nanosPerMillion: `${nanos}`,
  }));
}

describe('prices that people set', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function setup() {
      const domain = await createTestDomain(await databases.init(databaseId));
      const { models, terms, clock } = domain;
      const inDays = (days: number) =>
        new Date(clock.now().getTime() + days * 86_400_000).toISOString();
      const say = (prices: ModelDefinition['prices']) =>
        models.sync(sourceOf('x', definitionOf('m', { prices })));
      const set = async (wanted: Omit<UpdateModel, 'version'>) => {
        const { version } = await terms.get('m');
        return terms.update('m', { version, ...wanted }, petra);
      };
      /** By class, at a time. */
      const at = async (time: string | Date = clock.now()) => {
        const histories = await models.priceHistories(['m']);
        return Object.fromEntries(
          pricesAt(histories.get('m')!, new Date(time)).map(price => [
            price.tokenClass,
            Number(price.nanosPerMillion),
          ]),
        );
      };
      const future = async () =>
        (await terms.get('m')).futurePrices.map(price => [
          price.tokenClass,
          price.nanosPerMillion,
          price.validFrom,
        ]);
      const history = async () =>
        (await terms.history('m', { limit: 50 })).items;
      return { ...domain, inDays, say, set, at, future, history };
    }

    it('hold at once, all classes together, and outlast what the source says', async () => {
      const { models, clock, say, set, at, future } = await setup();
      await say({ input: 1n, output: 2n });
      clock.advanceDays(1);
      const before = clock.now();
      await set({ prices: list({ input: 10, cachedInput: 5 }) });
      await expect(at()).resolves.toEqual({ input: 10, cachedInput: 5 });
      clock.advanceDays(1);
      await say({ input: 3n, output: 4n, audioSecond: 5n });
      await expect(at()).resolves.toEqual({ input: 10, cachedInput: 5 });
      await expect(models.get('m')).resolves.toMatchObject({
        setByPerson: ['prices'],
      });
      await expect(future()).resolves.toEqual([]);
      // Calls of the past are billed as they were.
      await expect(at(new Date(before.getTime() - 1))).resolves.toEqual({
        input: 1,
        output: 2,
      });
    });

    it('may begin later; until then the source has its say', async () => {
      const { models, clock, say, set, at, inDays, future } = await setup();
      await say({ input: 1n, output: 2n });
      const start = inDays(3);
      await set({ prices: list({ input: 10 }), pricesFrom: start });
      await expect(at()).resolves.toEqual({ input: 1, output: 2 });
      await expect(future()).resolves.toEqual([['input', '10', start]]);
      await expect(models.get('m')).resolves.toMatchObject({ setByPerson: [] });

      clock.advanceDays(1);
      await say({ input: 3n, output: 2n, reasoning: 7n });
      await expect(at()).resolves.toEqual({
        input: 3,
        output: 2,
        reasoning: 7,
      });
      await expect(at(start)).resolves.toEqual({ input: 10 });

      clock.advanceDays(2);
      await say({ input: 4n });
      await expect(at()).resolves.toEqual({ input: 10 });
      await expect(at(new Date(Date.parse(start) - 1))).resolves.toEqual({
        input: 3,
        output: 2,
        reasoning: 7,
      });
      await expect(models.get('m')).resolves.toMatchObject({
        setByPerson: ['prices'],
      });
      await expect(future()).resolves.toEqual([]);
    });

    it('are told to gateways the moment they begin', async () => {
      const { models, policy, clock, say, set, inDays } = await setup();
      await say({ input: 1n });
      const copy = new PolicyCopy();
      await copy.pull(policy);
      const start = inDays(1);
      await set({ prices: list({ output: 9 }), pricesFrom: start });
      expect((await copy.pull(policy)).models).toMatchObject([
        { id: 'm', prices: { input: '1' } },
      ]);
      await expect(models.announcePrices()).resolves.toEqual(new Date(start));
      expect((await copy.pull(policy)).models).toEqual([]);
      clock.advanceDays(1);
      await expect(models.announcePrices()).resolves.toBeUndefined();
      expect((await copy.pull(policy)).models).toMatchObject([
        { id: 'm', prices: { output: '9' } },
      ]);
      await models.announcePrices();
      expect((await copy.pull(policy)).models).toEqual([]);
    });

    it('never begin if others replace them before', async () => {
      const { clock, say, set, at, inDays, future, models } = await setup();
      await say({ input: 1n });
      await set({ prices: list({ input: 10 }) });
      const [first, second] = [inDays(2), inDays(5)];
      await set({ prices: list({ input: 20 }), pricesFrom: first });
      await set({
        prices: list({ input: 30, output: 3 }),
        pricesFrom: second,
      });
      await expect(future()).resolves.toEqual([
        ['input', '30', second],
        ['output', '3', second],
      ]);
      await expect(at(first)).resolves.toEqual({ input: 10 });
      clock.advanceDays(1);
      // Between a person's prices, the source's do not come back.
      await say({ input: 2n });
      await expect(at()).resolves.toEqual({ input: 10 });
      await set({ prices: list({ input: 11 }) });
      await expect(future()).resolves.toEqual([]);
      await expect(at(second)).resolves.toEqual({ input: 11 });
      await expect(models.announcePrices()).resolves.toBeUndefined();
    });

    it("give way to the source's prices of now, from now on", async () => {
      const { models, clock, say, set, at, inDays } = await setup();
      await say({ input: 1n, output: 2n });
      await set({ prices: list({ reasoning: 10 }) });
      await set({ prices: list({ input: 20 }), pricesFrom: inDays(9) });
      clock.advanceDays(1);
      await say({ input: 3n });
      const before = clock.now();
      clock.advanceDays(1);
      await set({ prices: null });
      await expect(at()).resolves.toEqual({ input: 3 });
      await expect(at(before)).resolves.toEqual({ reasoning: 10 });
      await expect(at(inDays(30))).resolves.toEqual({ input: 3 });
      await expect(models.get('m')).resolves.toMatchObject({ setByPerson: [] });
      await say({ input: 4n });
      await expect(at()).resolves.toEqual({ input: 4 });
    });

    it('can be called off before they begin', async () => {
      const { say, set, at, inDays, future, history } = await setup();
      await say({ input: 1n });
      await set({ prices: list({ input: 10 }), pricesFrom: inDays(1) });
      await set({ prices: null });
      await expect(future()).resolves.toEqual([]);
      await expect(at(inDays(2))).resolves.toEqual({ input: 1 });
      const [called] = await history();
      expect(called).toMatchObject({
        field: 'prices',
        before: list({ input: 10 }),
        after: list({ input: 1 }),
      });
    });

    it('are in the history with the time from which they hold', async () => {
      const { clock, say, set, inDays, history } = await setup();
      await say({ input: 1n });
      clock.advanceDays(1);
      const start = inDays(1);
      await set({ prices: list({ input: 0 }), pricesFrom: start });
      expect((await history())[0]).toEqual({
        id: expect.any(String),
        at: clock.now().toISOString(),
        actor: petra.userRef,
        field: 'prices',
        before: list({ input: 1 }),
        after: list({ input: 0 }),
        effectiveFrom: start,
      });
    });

    it('change nothing where they are set again', async () => {
      const { terms, knex, say, set, inDays, history } = await setup();
      await say({ input: 1n });
      const start = inDays(1);
      const again = async (wanted: Omit<UpdateModel, 'version'>) => {
        await set(wanted);
        const rows = await knex('model_prices');
        const { version } = await terms.get('m');
        const { length } = await history();
        await set(wanted);
        await expect(knex('model_prices')).resolves.toEqual(rows);
        await expect(terms.get('m')).resolves.toMatchObject({ version });
        await expect(history()).resolves.toHaveLength(length);
        return version;
      };
      await expect(again({ prices: list({ input: 5 }) })).resolves.toBe(1);
      await expect(
        again({ prices: list({ input: 6 }), pricesFrom: start }),
      ).resolves.toBe(2);
      // Not the same: what was to come is called off.
      await expect(again({ prices: list({ input: 5 }) })).resolves.toBe(3);
      await expect(again({ prices: [] })).resolves.toBe(4);
      await expect(again({ prices: null })).resolves.toBe(5);
    });

    it("make a price the source's own price that is a person's from then on", async () => {
      const { say, set, at, models } = await setup();
      await say({ input: 1n });
      await set({ prices: list({ input: 1 }) });
      await say({ input: 2n });
      await expect(at()).resolves.toEqual({ input: 1 });
      await expect(models.get('m')).resolves.toMatchObject({
        setByPerson: ['prices'],
      });
    });

    it('keep their digits', async () => {
      const { models, say, set } = await setup();
      await say({});
      const most = 999999999999999999n;
      await set({
        prices: [{ tokenClass: 'input', nanosPerMillion: `${most}` }],
      });
      await say({});
      await expect(models.get('m')).resolves.toMatchObject({
        prices: [{ tokenClass: 'input', nanosPerMillion: most }],
      });
      await say({ input: most - 1n });
      await set({ prices: null });
      await expect(models.get('m')).resolves.toMatchObject({
        prices: [{ tokenClass: 'input', nanosPerMillion: most - 1n }],
      });
    });

    it.each<[string, (inDays: (days: number) => string) => object, string]>([
      [
        'a past start',
        inDays => ({ prices: [], pricesFrom: inDays(-0.001) }),
        'pricesFrom is in the past',
      ],
      [
        'a start that the calendar has not',
        () => ({ prices: [], pricesFrom: '2027-02-30T00:00:00Z' }),
        'pricesFrom is not a time',
      ],
      [
        'a start of nothing',
        inDays => ({ title: 'x', pricesFrom: inDays(1) }),
        'send prices with it',
      ],
      [
        'a start of a reset',
        inDays => ({ prices: null, pricesFrom: inDays(1) }),
        'come back at once',
      ],
      [
        'a class twice',
        () => ({ prices: [...list({ input: 1 }), ...list({ input: 2 })] }),
        'prices: input is there twice',
      ],
    ])('are refused with %s', async (_, wanted, message) => {
      const { inDays, say, set, history } = await setup();
      await say({});
      await expect(set(wanted(inDays))).rejects.toMatchObject({
        name: 'InputError',
        message: expect.stringContaining(message),
      });
      await expect(history()).resolves.toHaveLength(1);
    });

    it('begin now where their start is less than a minute ago', async () => {
      const { clock, inDays, say, set, at } = await setup();
      await say({ input: 1n });
      await set({
        prices: list({ input: 2 }),
        pricesFrom: inDays(-59 / 86_400),
      });
      await expect(at(new Date(clock.now().getTime() - 1))).resolves.toEqual(
        {},
      );
      await expect(at()).resolves.toEqual({ input: 2 });
    });
  });
});
