import type {
  GatewayReport,
  Model,
} from '@openmaas/backstage-plugin-maas-common';
import {
  createTestDatabases,
  createTestDomain,
  PEOPLE,
  TEAM,
} from '../__testUtils__/domain';
import { connectAgain } from '../__testUtils__/postgres';
import { definitionOf, sourceOf } from '../__testUtils__/sources';
import { encodeCursor } from '../http/page';
import { isPostgres } from '../database/isPostgres';
import { spec } from '../schema/generated/openapi';
import type { ListModels } from './ModelDirectory';
import type { ModelSort } from './modelOrder';

jest.setTimeout(60_000);

const SORTS: ModelSort[] = [
  'id',
  'title',
  'inputPrice',
  'outputPrice',
  'context',
  'speed',
  'latency',
];

const ids = (models: Array<Pick<Model, 'id'>>) => models.map(({ id }) => id);

describe('ModelDirectory', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function setup() {
      const domain = await createTestDomain(await databases.init(databaseId));
      const list = (query: Partial<ListModels> = {}) =>
        domain.directory.list({ sort: 'id', limit: 50, among: [], ...query });
      const listIds = async (query: Partial<ListModels> = {}) =>
        ids((await list(query)).items);
      const report = async (
        endpoints: Array<Partial<NonNullable<GatewayReport['endpoints']>[0]>>,
        gateway = 'gw-1',
      ) => {
        const said: GatewayReport = {
          gateway,
          startedAt: '2026-11-21T09:00:00.000Z',
          state: 'running',
          journal: { pendingEvents: 0, rejectedEvents: 0 },
          endpoints: endpoints.map(endpoint => ({
            model: 'small',
            endpoint: '127.0.0.1:1',
            healthy: true,
            running: 0,
            requests: 0,
            failures: 0,
            ...endpoint,
          })),
        };
        await domain.gateways.report(said);
        await domain.health.note(said);
      };
      return { ...domain, list, listIds, report };
    }

    it('shows models as their sources describe them, without addresses and cards', async () => {
      const { models, list } = await setup();
      await models.sync(
        sourceOf(
          'x',
          definitionOf('m', {
            card: '# Card',
            capabilities: ['chat', 'vision'],
            timeouts: { idleMs: 1 },
            serving: { state: 'queued', reason: 'No GPU is free' },
          }),
        ),
      );
      const { items } = await list();
      expect(items).toHaveLength(4);
      const small = items.find(({ id }) => id === 'small');
      expect(small).toMatchObject({
        simulated: true,
        endpointCount: 1,
        modalities: { input: ['text'], output: ['text'] },
        status: { state: 'ready' },
        setByPerson: [],
        prices: [
          { tokenClass: 'input', nanosPerMillion: '50000000', currency: 'USD' },
          { tokenClass: 'output', nanosPerMillion: '150000000' },
        ],
      });
      expect(JSON.stringify(small)).not.toContain('127.0.0.1');
      const queued = items.find(({ id }) => id === 'm');
      expect(queued).toMatchObject({
        modalities: { input: ['text', 'image'] },
        status: { state: 'queued', reason: 'No GPU is free' },
      });
      for (const name of ['card', 'timeouts', 'serving', 'endpoints']) {
        expect(queued).not.toHaveProperty(name);
      }
      const named = Object.keys(spec.components.schemas.Model.properties);
      expect(named).toEqual(
        expect.arrayContaining(items.flatMap(item => Object.keys(item))),
      );
      expect(items.find(({ id }) => id === 'large')).toMatchObject({
        title: 'large',
        status: { state: 'off' },
        endpointCount: 0,
      });
    });

    it('has hidden models in a list of their own and in no other', async () => {
      const { directory, listIds } = await setup();
      for (const sort of SORTS) {
        const listed = await listIds({ sort });
        expect([...listed].sort()).toEqual(['large', 'secret-sauce', 'small']);
      }
      await expect(listIds({ search: 'unseen' })).resolves.toEqual([]);
      await expect(listIds({ among: [['unseen']] })).resolves.toEqual([]);
      await expect(listIds({ hidden: true })).resolves.toEqual(['unseen']);
      expect(JSON.stringify(await directory.facets())).not.toContain('unseen');
      await expect(directory.find('unseen')).resolves.toMatchObject({
        model: { visibility: 'hidden' },
      });
      await expect(directory.find('nothing')).resolves.toBeUndefined();
    });

    it.each([
      ['SMALL acme', ['small']],
      ['tools', ['small']],
      ['acme/large', ['large']],
      ['%', []],
      ['_', []],
      ["' OR 1=1 --", []],
      ['endpoints', []],
    ])('searches for %s', async (search, found) => {
      const { list } = await setup();
      const page = await list({ search });
      expect(ids(page.items)).toEqual(found);
      expect(page.totalItems).toBe(found.length);
    });

    it.each<[string, Partial<ListModels>, string[]]>([
      ['all capabilities', { capabilities: ['chat', 'tools'] }, ['a', 'small']],
      ['capabilities that none has', { capabilities: ['chat', 'x'] }, []],
      ['what is taken and given', { modalities: ['image', 'text'] }, ['a']],
      ['one of the providers', { providers: ['Acme', 'Zeta'] }, ['b', 'small']],
      ['one of the licenses', { licenses: ['mit', 'other'] }, ['a']],
      ['one of the states', { states: ['ready', 'failed'] }, ['b', 'small']],
      ['a context at least', { minContext: 16384 }, ['a', 'small']],
      ['a longer context', { minContext: 16385 }, ['a']],
      ['a price of input', { maxInputPrice: 50000000n }, ['b', 'small']],
      ['a lower price of input', { maxInputPrice: 49999999n }, ['b']],
      [
        'a price of output',
        { maxOutputPrice: 10n ** 18n - 1n },
        ['a', 'small'],
      ],
      ['a price of nothing', { maxInputPrice: 0n }, ['b']],
      ['ids', { among: [['a', 'nothing', 'small']] }, ['a', 'small']],
      [
        'two lists of ids',
        {
          among: [
            ['a', 'b'],
            ['b', 'c'],
          ],
        },
        ['b'],
      ],
      ['no ids', { among: [[]] }, []],
      ['all of it', { providers: ['Acme'], minContext: 1 }, ['small']],
      ['what does not go together', { providers: ['Zeta'], minContext: 1 }, []],
    ])('filters by %s', async (_, query, found) => {
      const { models, list } = await setup();
      await models.sync(
        sourceOf(
          'x',
          definitionOf('a', {
            capabilities: ['chat', 'tools', 'vision'],
            license: 'mit',
            contextLength: 131072,
            prices: { output: 10n ** 18n - 1n },
          }),
          definitionOf('b', {
            provider: 'Zeta',
            prices: { input: 0n },
            serving: { state: 'failed' },
          }),
        ),
      );
      const page = await list(query);
      expect(ids(page.items)).toEqual(found);
      expect(page.totalItems).toBe(found.length);
    });

    it('sorts, with what has no figure last, and pages without a gap or a repetition', async () => {
      const { models, list, report } = await setup();
      const figures = { endpoint: 'h:1', requests: 3 };
      const served = { endpoints: [{ url: 'http://h:1/v1' }] };
      await models.sync(
        sourceOf(
          'x',
          definitionOf('a', {
            title: 'Llama 24B',
            contextLength: 9,
            ...served,
          }),
          definitionOf('b', {
            title: 'llama 7b',
            prices: { input: 10n ** 18n - 1n, output: 5n },
            contextLength: 100,
            ...served,
          }),
          definitionOf('c', {
            title: 'Zoë',
            prices: { input: 10n ** 18n - 2n },
          }),
          definitionOf('d', { title: 'zoe', contextLength: 9 }),
          definitionOf('e', { title: `${'長'.repeat(199)}1` }),
          definitionOf('f', { title: `${'長'.repeat(199)}0` }),
        ),
      );
      await report([
        { ...figures, model: 'a', tokensPerSecond: 41.5 },
        {
          ...figures,
          model: 'b',
          tokensPerSecond: 0.1,
          timeToFirstTokenMs: 80,
        },
      ]);
      const expected: Record<ModelSort, string> = {
        id: 'a b c d e f large secret-sauce small',
        title: 'large b a secret-sauce small c d e f',
        inputPrice: 'small c b a d e f large secret-sauce',
        outputPrice: 'b small a c d e f large secret-sauce',
        context: 'small b a d c e f large secret-sauce',
        speed: 'a b c d e f large secret-sauce small',
        latency: 'b a c d e f large secret-sauce small',
      };
      for (const sort of SORTS) {
        for (const limit of [1, 2, 4, 9]) {
          const seen: string[] = [];
          let cursor: string | undefined;
          do {
            const page = await list({ sort, limit, cursor });
            seen.push(...ids(page.items));
            expect(page.totalItems).toBe(9);
            cursor = page.nextCursor;
            // As much as the contract takes.
            expect(cursor?.length ?? 0).toBeLessThanOrEqual(500);
          } while (cursor);
          expect([sort, limit, seen.join(' ')]).toEqual([
            sort,
            limit,
            expected[sort],
          ]);
        }
      }
    });

    it('goes on where it was although models come and go', async () => {
      const { models, list } = await setup();
      const some = ['a', 'c', 'e'].map(id =>
        definitionOf(id, { prices: { input: 1n } }),
      );
      await models.sync(sourceOf('x', ...some));
      const query = { sort: 'inputPrice' as const, limit: 2 };
      const first = await list(query);
      expect(ids(first.items)).toEqual(['a', 'c']);
      await models.sync(
        sourceOf(
          'x',
          some[2],
          ...['b', 'd'].map(id => definitionOf(id, { prices: { input: 1n } })),
        ),
      );
      const second = await list({ ...query, cursor: first.nextCursor });
      expect(ids(second.items)).toEqual(['d', 'e']);
    });

    it.each([
      [
        'a cursor of another sort',
        'inputPrice:small:5',
        'sorted by inputPrice',
      ],
      ['no cursor at all', 'nope', 'none of this list'],
      ['a sort that there is not', 'constructor:small:5', 'none of this list'],
      ['a number that is none', 'context:small:five', 'none of this list'],
      ['a number without an end', 'context:small:1e999', 'none of this list'],
      ['an id that is none', "context:' OR 1=1:5", 'none of this list'],
    ])('refuses %s', async (_, text, message) => {
      const { list } = await setup();
      await expect(
        list({ sort: 'context', cursor: encodeCursor(text) }),
      ).rejects.toMatchObject({
        name: 'InputError',
        message: expect.stringContaining(message),
      });
    });

    it('sees each change at the next request, by whomever', async () => {
      const { knex, models, listIds, list, directory, clock } = await setup();
      await listIds();
      await models.sync(sourceOf('x', definitionOf('m', { title: 'One' })));
      await expect(listIds({ search: 'one' })).resolves.toEqual(['m']);
      await models.sync(sourceOf('x', definitionOf('m', { title: 'Two' })));
      await expect(listIds({ search: 'one' })).resolves.toEqual([]);
      await expect(directory.find('m')).resolves.toMatchObject({
        model: { title: 'Two' },
      });
      await models.sync(sourceOf('x', definitionOf('n')));
      await expect(directory.find('m')).resolves.toBeUndefined();
      expect((await list()).totalItems).toBe(4);

      await knex('model_prices').insert({
        model_id: 'small',
        token_class: 'input',
        valid_from: new Date(clock.now().getTime() + 1000),
        nanos_per_million: '7',
        announced: false,
      });
      // Whoever sets a price for later notes a change, as for all else.
      await models.sync(sourceOf('x'));
      const price = async () =>
        (await directory.find('small'))?.model.prices[0].nanosPerMillion;
      await expect(price()).resolves.toBe('50000000');
      clock.advanceDays(1 / 86_400);
      await expect(price()).resolves.toBe('7');
    });

    it('sees the changes of another replica at the next request', async () => {
      const { knex, listIds } = await setup();
      if (!isPostgres(knex)) {
        return;
      }
      const other = await connectAgain(knex);
      try {
        await listIds();
        for (const id of ['m', 'n']) {
          await other.domain.models.sync(sourceOf('x', definitionOf(id)));
          await expect(listIds({ search: id })).resolves.toContain(id);
        }
      } finally {
        await other.close();
      }
    });

    it('reads nothing again while nothing changed, and only what changed', async () => {
      const { knex, models, list, access } = await setup();
      await list();
      const statements: string[] = [];
      knex.on('query', ({ sql }) => statements.push(sql));
      const asked = async (table: string) => {
        statements.length = 0;
        await Promise.all([list(), list({ sort: 'title' }), list()]);
        return statements.filter(
          sql =>
            sql.includes(`from "${table}"`) ||
            sql.includes(`from \`${table}\``),
        );
      };
      await expect(asked('models')).resolves.toEqual([]);
      await access.create(
        { team: TEAM, models: ['small'], plan: 'free', purpose: 'Use' },
        PEOPLE.dana,
      );
      await expect(asked('models')).resolves.toEqual([]);
      await models.sync(sourceOf('x', definitionOf('m')));
      await expect(asked('models')).resolves.toEqual([
        expect.stringMatching(/where .*removed_at.* in \(/),
      ]);
      await expect(asked('models')).resolves.toEqual([]);
    });

    it('counts what models can be told apart by', async () => {
      const { models, directory } = await setup();
      await models.sync(
        sourceOf(
          'x',
          definitionOf('a', {
            capabilities: ['tools', 'tools'],
            license: 'mit',
          }),
          definitionOf('b', { provider: 'Zeta', capabilities: ['embedding'] }),
        ),
      );
      await expect(directory.facets()).resolves.toEqual({
        capability: [
          { value: 'tools', count: 2 },
          { value: 'chat', count: 1 },
          { value: 'embedding', count: 1 },
        ],
        modality: [
          { value: 'text', count: 5 },
          { value: 'embedding', count: 1 },
        ],
        provider: [
          { value: 'Acme', count: 1 },
          { value: 'Zeta', count: 1 },
        ],
        license: [{ value: 'mit', count: 1 }],
        state: [
          { value: 'off', count: 4 },
          { value: 'ready', count: 1 },
        ],
      });
    });

    it('shows how gateways find models, and how fast', async () => {
      const { clock, directory, listIds, report } = await setup();
      const small = async () => (await directory.find('small'))?.model;
      await report([{ healthy: false, requests: 3, tokensPerSecond: 20 }]);
      await expect(small()).resolves.toMatchObject({
        status: { state: 'unreachable' },
        speed: { tokensPerSecond: 20, measuredAt: clock.now().toISOString() },
      });
      await expect(listIds({ states: ['unreachable'] })).resolves.toEqual([
        'small',
      ]);
      await report([{ healthy: true }], 'gw-2');
      await expect(small()).resolves.toMatchObject({
        status: { state: 'degraded' },
      });
      // Nobody reports any more: nothing is known against it.
      clock.advanceDays(61 / 86_400);
      await expect(small()).resolves.toMatchObject({
        status: { state: 'ready' },
        speed: { tokensPerSecond: 20 },
      });
      clock.advanceDays(1 / 24);
      expect(await small()).not.toHaveProperty('speed');
    });
  });
});
