import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { ModelDefinition } from '@openmaas/backstage-plugin-maas-node';
import {
  createTestDatabases,
  createTestDomain,
  migrate,
  TEST_CONFIG,
} from '../__testUtils__/domain';
import { definitionOf, sourceOf } from '../__testUtils__/sources';
import { createDomain } from '../domain';
import { ConfigModelSource } from './sources/ConfigModelSource';

jest.setTimeout(60_000);

describe('ModelService', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function setup() {
      return createTestDomain(await databases.init(databaseId));
    }

    it('fills in what a source leaves out', async () => {
      const { models } = await setup();
      await expect(models.get('large')).resolves.toMatchObject({
        servedName: 'acme/large',
        title: 'large',
        lifecycle: 'production',
        visibility: 'public',
        multiplier: '1',
        plans: ['free', 'premium'],
        prices: [],
        source: 'config',
      });
    });

    it('does not find a hidden model', async () => {
      const { models } = await setup();
      await expect(models.get('unseen')).rejects.toThrow('no model "unseen"');
    });

    it('keeps old prices with their dates and applies the newest', async () => {
      const { models, clock, knex } = await setup();
      await models.sync(
        sourceOf('x', definitionOf('m', { prices: { input: 100n } })),
      );
      clock.advanceDays(1);
      await models.sync(
        sourceOf('x', definitionOf('m', { prices: { input: 200n } })),
      );
      await models.sync(
        sourceOf('x', definitionOf('m', { prices: { input: 200n } })),
      );
      expect((await models.get('m')).prices).toEqual([
        {
          tokenClass: 'input',
          nanosPerMillion: 200n,
          validFrom: clock.now(),
        },
      ]);
      await expect(
        knex('model_prices').where({ model_id: 'm' }),
      ).resolves.toHaveLength(2);
      clock.advanceDays(1);
      await models.sync(sourceOf('x', definitionOf('m')));
      expect((await models.get('m')).prices).toEqual([]);
    });

    it('withdraws what a source has no more, and frees its names', async () => {
      const { models } = await setup();
      await models.sync(
        sourceOf('x', definitionOf('a', { aliases: ['best'] })),
      );
      await models.sync(
        sourceOf('x', definitionOf('b', { aliases: ['best'] })),
      );
      await expect(models.get('a')).rejects.toThrow('no model "a"');
      await expect(models.get('b')).resolves.toMatchObject({
        aliases: ['best'],
      });
      await models.sync(sourceOf('x', definitionOf('a')));
      await expect(models.get('a')).resolves.toMatchObject({ id: 'a' });
    });

    it('lets names move between the models of a source, in whatever order', async () => {
      const { models } = await setup();
      const named = (id: string, servedName: string) =>
        definitionOf(id, { servedName });
      await models.sync(sourceOf('x', named('a', 'one'), named('b', 'two')));
      // Swapped, and a third one takes what the first gives up.
      for (const [c, a, b] of [
        ['c', 'two', 'one'],
        ['one', 'two', 'a'],
      ]) {
        const faults = await models.sync(
          sourceOf('x', named('c', c), named('a', a), named('b', b)),
        );
        expect(faults).toEqual([]);
        await expect(models.get('a')).resolves.toMatchObject({ servedName: a });
        await expect(models.get('b')).resolves.toMatchObject({ servedName: b });
      }
    });

    it('keeps the names of a model that is refused', async () => {
      const { models } = await setup();
      await models.sync(
        sourceOf('x', definitionOf('a', { aliases: ['best'] })),
      );
      const faults = await models.sync(
        sourceOf(
          'x',
          definitionOf('a', { plans: ['gold'] }),
          definitionOf('b', { aliases: ['best'] }),
          definitionOf('c', { aliases: ['small', 'b'] }),
        ),
      );
      expect(faults.map(fault => fault.model)).toEqual(['a', 'b', 'c']);
      await expect(models.get('a')).resolves.toMatchObject({
        aliases: ['best'],
      });
    });

    it('checks what a module calls a model, and shows nothing it does not know', async () => {
      const { models } = await setup();
      const odd = { ...definitionOf('fine'), apiToken: 'x' } as ModelDefinition;
      const faults = await models.sync(
        sourceOf(
          'x',
          odd,
          definitionOf('Bad/Id'),
          definitionOf('long', { owner: `group:default/${'g'.repeat(300)}` }),
          definitionOf('rich', { prices: { input: 10n ** 20n } }),
        ),
      );
      expect(faults.map(fault => fault.model)).toEqual([
        'Bad/Id',
        'long',
        'rich',
      ]);
      expect(await models.get('fine')).not.toHaveProperty('apiToken');
    });

    it.each<[string, ModelDefinition[], string]>([
      [
        'an id of another source',
        [definitionOf('small')],
        'source "config" has a model of that id already',
      ],
      [
        'a name of another source',
        [definitionOf('m', { aliases: ['acme/large'] })],
        'the name "acme/large" belongs to model "large" of source "config" already',
      ],
      [
        'an id twice',
        [definitionOf('m'), definitionOf('m')],
        'source "x" has the id twice',
      ],
      [
        'a name twice',
        [definitionOf('m'), definitionOf('n', { aliases: ['m'] })],
        'the name "m" belongs to model "m" of source "x" already',
      ],
      [
        'an unknown plan',
        [definitionOf('m', { plans: ['free', 'gold'] })],
        'there is no plan "gold"',
      ],
    ])('refuses %s and says why', async (_, definitions, message) => {
      const { models } = await setup();
      const faults = await models.sync(sourceOf('x', ...definitions));
      expect(faults).toEqual([{ model: expect.any(String), message }]);
      await expect(models.get('small')).resolves.toMatchObject({
        source: 'config',
      });
    });

    it('keeps the last good state of a model that turned faulty', async () => {
      const { models } = await setup();
      const config = {
        maas: {
          models: [
            { id: 'small', owner: 'ml', prices: { input: 'cheap' } },
            { id: 'large', owner: 'ml' },
          ],
        },
      };
      const faults = await models.sync(
        new ConfigModelSource(new ConfigReader(config)),
      );
      expect(faults).toEqual([
        { model: 'small', message: expect.stringContaining('prices.input') },
      ]);
      await expect(models.get('small')).resolves.toMatchObject({
        title: 'Small Model',
      });
      await expect(models.get('large')).resolves.toMatchObject({
        owner: 'group:default/ml',
      });
    });

    it('changes nothing when a source cannot be read', async () => {
      const { models } = await setup();
      const faults = await models.sync({
        name: 'config',
        read: async () => {
          throw new Error('unreachable');
        },
      });
      expect(faults).toHaveLength(1);
      await expect(models.served()).resolves.toHaveLength(4);
    });

    it('remembers models although nobody can be told', async () => {
      const config = new ConfigReader(TEST_CONFIG);
      const { models } = createDomain({
        config,
        knex: await migrate(await databases.init(databaseId)),
        logger: mockServices.logger.mock(),
        onModelsChange: async () => {
          throw new Error('the events backend is not up');
        },
      });
      await expect(models.sync(new ConfigModelSource(config))).resolves.toEqual(
        [],
      );
      await expect(models.get('small')).resolves.toBeDefined();
    });

    it('tells of a change once, and not where nothing changed', async () => {
      const knex = await databases.init(databaseId);
      const onModelsChange = jest.fn(async () => {});
      const config = new ConfigReader(TEST_CONFIG);
      const { models } = createDomain({
        config,
        knex: await migrate(knex),
        logger: mockServices.logger.mock(),
        onModelsChange,
      });
      await models.sync(new ConfigModelSource(config));
      await models.sync(new ConfigModelSource(config));
      expect(onModelsChange).toHaveBeenCalledTimes(1);
    });
  });
});
