import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import type {
  ModelDefinition,
  ModelFault,
  ModelSource,
} from '@openmaas/backstage-plugin-maas-node';
import {
  createTestDatabases,
  createTestDomain,
  migrate,
  TestClock,
  withMaas,
} from '../__testUtils__/domain';
import { definitionOf } from '../__testUtils__/sources';
import { createDomain } from '../domain';

jest.setTimeout(60_000);

function source(models: ModelDefinition[], faults: ModelFault[] = []) {
  return { name: 'x', read: async () => ({ models, faults }) };
}

describe('ModelSync', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function setup() {
      const domain = await createTestDomain(await databases.init(databaseId));
      const offered = async () =>
        (await domain.models.served())
          .filter(it => it.source === 'x')
          .map(it => `${it.id}: ${it.title}`);
      return { ...domain, offered };
    }

    it('takes neither of an id that is there twice', async () => {
      const { models, offered } = await setup();
      await models.sync(source([definitionOf('m', { title: 'Good' })]));
      const faults = await models.sync(
        source([
          definitionOf('m', { title: 'One' }),
          definitionOf('n'),
          definitionOf('m', { title: 'Two' }),
        ]),
      );
      expect(faults).toEqual([
        { model: 'm', message: 'source "x" has the id twice' },
      ]);
      await expect(offered()).resolves.toEqual(['m: Good', 'n: n']);
    });

    it('gives an id to one of two sources that come at once', async () => {
      const { models, knex } = await setup();
      const replica = await createTestDomain(knex);
      const said = definitionOf('m', { prices: { input: 1n } });
      const faults = await Promise.all([
        models.sync(source([said])),
        replica.models.sync({
          ...source([{ ...said, title: 'Y' }]),
          name: 'y',
        }),
      ]);
      expect(faults.flat()).toHaveLength(1);
      const changes = await knex('model_changes').where({ model_id: 'm' });
      expect(changes).toHaveLength(1);
    });

    it('takes nothing of a model that is faulty in another place', async () => {
      const { models, offered } = await setup();
      await models.sync(source([definitionOf('m', { title: 'Good' })]));
      await models.sync(
        source(
          [definitionOf('m', { title: 'One' })],
          [{ model: 'm', message: 'no price' }],
        ),
      );
      await expect(offered()).resolves.toEqual(['m: Good']);
    });

    it.each(['models[1]', '*', 'Big_Model', 'x'.repeat(49)])(
      'withdraws nothing while "%s" is faulty: it might be meant',
      async name => {
        const { models, offered } = await setup();
        await models.sync(source([definitionOf('m'), definitionOf('n')]));
        const fault = { model: name, message: 'id: must be a DNS slug' };
        await models.sync(source([definitionOf('n', { title: 'N' })], [fault]));
        await expect(offered()).resolves.toEqual(['m: m', 'n: N']);
        await models.sync(source([definitionOf('n')]));
        await expect(offered()).resolves.toEqual(['n: n']);
      },
    );

    it('lets no older read of a source undo a newer one', async () => {
      const { models, offered } = await setup();
      let answer: () => void = () => {};
      const slow: ModelSource = {
        name: 'x',
        read: () =>
          new Promise(resolve => {
            answer = () =>
              resolve({ models: [definitionOf('old')], faults: [] });
          }),
      };
      const first = models.sync(slow);
      const second = models.sync(source([definitionOf('new')]));
      // The first one is asked in a later turn.
      await new Promise(resolve => setImmediate(resolve));
      answer();
      await Promise.all([first, second]);
      await expect(offered()).resolves.toEqual(['new: new']);
    });

    it('forgets a source with its models, and no other', async () => {
      const { models, modelSources, offered } = await setup();
      await models.sync(source([definitionOf('m')]));
      await models.forgetSource('x');
      await expect(offered()).resolves.toEqual([]);
      const reports = await modelSources.list();
      expect(reports.map(it => [it.name, it.models])).toEqual([['config', 4]]);
      await expect(models.get('small')).resolves.toBeDefined();
    });

    it('says a fault once, and again when it is another one', async () => {
      const logger = mockServices.logger.mock();
      const { models } = createDomain({
        config: new ConfigReader(withMaas({})),
        knex: await migrate(await databases.init(databaseId)),
        logger,
      });
      const sync = (message: string) =>
        models.sync(source([], [{ model: 'm', message }]));
      await sync('one');
      await sync('one');
      expect(logger.error.mock.calls).toEqual([
        ['Model "m" of source "x" is left as it was: one'],
      ]);
      await sync('two');
      await models.sync(source([]));
      await sync('two');
      expect(logger.error).toHaveBeenCalledTimes(3);
    });

    describe('with the price book', () => {
      const gpt = definitionOf('gpt', {
        endpoints: [{ url: 'http://a/v1', modelName: 'gpt-4o-mini' }],
      });

      /** The same database with the book as it is then. */
      async function priceWith() {
        const knex = await migrate(await databases.init(databaseId));
        const clock = new TestClock();
        return async (maas: JsonObject, ...definitions: ModelDefinition[]) => {
          clock.advanceDays(1);
          const { models } = createDomain({
            config: new ConfigReader(withMaas(maas)),
            knex,
            logger: mockServices.logger.mock(),
            now: clock.now,
          });
          const faults = await models.sync(source(definitions));
          const [it] = await models.served(['gpt']);
          const input = it.prices.find(price => price.tokenClass === 'input');
          return {
            faults,
            input: input?.nanosPerMillion,
            since: input?.validFrom,
            fromBook: it.pricesFromBook,
            history: (await models.priceHistories(['gpt'])).get('gpt'),
            now: clock.now(),
          };
        };
      }

      it('dates a new price of the book as any other', async () => {
        const price = await priceWith();
        const first = await price({}, gpt);
        expect(first).toMatchObject({ input: 150_000_000n, fromBook: true });
        const again = await price({}, gpt);
        expect(again.since).toEqual(first.now);
        const entries = [{ model: 'gpt-4o-*', prices: { input: 0.2 } }];
        const second = await price({ priceBook: { entries } }, gpt);
        expect(second).toMatchObject({
          input: 200_000_000n,
          since: second.now,
          fromBook: true,
        });
        expect(second.history?.slice(0, 1)).toMatchObject([
          { validFrom: first.now },
        ]);
      });

      it('has no say where the source gives prices, be they nothing', async () => {
        const price = await priceWith();
        const free = { ...gpt, prices: { input: 0n } };
        await expect(price({}, free)).resolves.toMatchObject({
          input: 0n,
          fromBook: undefined,
        });
      });

      it('does not make a model free while an entry is wrong', async () => {
        const price = await priceWith();
        await price({}, gpt);
        const entries = [{ model: 'gpt-4o-mini', prices: { input: 'cheap' } }];
        const other = definitionOf('other');
        const broken = await price({ priceBook: { entries } }, gpt, other);
        expect(broken).toMatchObject({ input: 150_000_000n, fromBook: true });
        expect(broken.faults).toEqual([
          {
            model: 'gpt',
            message: expect.stringMatching(
              /^maas\.priceBook\.entries\[0\]\.prices\.input/,
            ),
          },
        ]);
      });
    });
  });
});
