import type { JsonObject } from '@backstage/types';
import {
  createTestDatabases,
  createTestDomain,
} from '../../__testUtils__/domain';
import {
  type ListAnswer,
  ModelListServer,
} from '../../__testUtils__/ModelListServer';
import { ProviderModelSource } from './ProviderModelSource';

jest.setTimeout(60_000);

describe('ProviderModelSource', () => {
  const databases = createTestDatabases();
  const server = new ModelListServer();
  beforeAll(() => server.start());
  afterAll(() => server.stop());

  const item = (more: JsonObject = {}): JsonObject => ({
    id: 'lab',
    baseUrl: server.baseUrl,
    owner: 'physics',
    import: 'all',
    ...more,
  });
  const read = (settings: unknown, known: Array<[string, string]> = []) =>
    new ProviderModelSource(
      'provider:lab',
      settings,
      async () => new Map(known),
    ).read();

  it('makes all that is listed models, with what is configured for them', async () => {
    server.list('org/one', { id: 'two', max_model_len: 4096 });
    const { models, faults } = await read(
      item({
        title: 'Physics lab',
        credential: 'lab',
        simulated: true,
        visibility: 'restricted',
        plans: ['free'],
        capabilities: ['chat'],
        models: [
          {
            name: 'org/one',
            title: 'The One',
            aliases: ['one'],
            owner: 'group:default/ml',
            visibility: 'public',
            prices: { input: 0.5 },
            contextLength: 1000,
            timeouts: { idle: '5s' },
          },
        ],
      }),
    );
    expect(faults).toEqual([]);
    expect(models).toEqual([
      {
        id: 'lab-org-one',
        servedName: 'lab/org/one',
        aliases: ['one'],
        title: 'The One',
        provider: 'Physics lab',
        owner: 'group:default/ml',
        visibility: 'public',
        plans: ['free'],
        capabilities: ['chat'],
        contextLength: 1000,
        prices: { input: 500_000_000n },
        timeouts: { idleMs: 5000 },
        endpoints: [
          {
            url: server.baseUrl,
            modelName: 'org/one',
            credential: 'lab',
            simulated: true,
          },
        ],
      },
      expect.objectContaining({
        id: 'lab-two',
        servedName: 'lab/two',
        title: 'two',
        owner: 'group:default/physics',
        visibility: 'restricted',
        contextLength: 4096,
        prices: {},
      }),
    ]);
  });

  it('imports only what is named, unless it is told otherwise', async () => {
    server.list('one', 'two');
    const { models } = await read(
      item({ import: 'listed', models: [{ name: 'two', id: 'best' }] }),
    );
    expect(models.map(({ id }) => id)).toEqual(['best']);
  });

  it('identifies itself with its own secret, and knows the gateway’s by name only', async () => {
    server.list('one');
    server.requests.length = 0;
    const { models } = await read(
      item({
        apiKey: 's3cret',
        headers: { 'x-org': 'campus' },
        credential: 'lab',
      }),
    );
    expect(server.requests[0].headers).toMatchObject({
      authorization: 'Bearer s3cret',
      'x-org': 'campus',
    });
    expect(
      JSON.stringify(models.map(({ prices: _, ...m }) => m)),
    ).not.toContain('s3cret');
  });

  it('begins ids with what is configured', async () => {
    server.list('one');
    const { models } = await read(item({ idPrefix: '' }));
    expect(models[0]).toMatchObject({ id: 'one', servedName: 'lab/one' });
  });

  it.each<[string, JsonObject, RegExp]>([
    ['no address', { baseUrl: undefined }, /^baseUrl: /],
    [
      'an address without /v1',
      { baseUrl: 'http://127.0.0.1' },
      /^baseUrl: .*\/v1/,
    ],
    ['another protocol', { baseUrl: 'file:///etc/v1' }, /^baseUrl: /],
    [
      'a secret in the address',
      { baseUrl: 'http://me:s3cret@127.0.0.1/v1' },
      /^baseUrl: .*credentials/,
    ],
    ['no owner', { owner: undefined }, /^owner: /],
    [
      'a person as the owner',
      { owner: 'user:default/dana' },
      /^owner: .*group/,
    ],
    [
      'a secret as the credential',
      { credential: 'Bearer s3cret' },
      /^credential: /,
    ],
    ['an empty secret', { apiKey: '' }, /^apiKey: /],
    ['a misspelt field', { api_key: 's3cret' }, /api_key/],
    ['an unknown import', { import: 'some' }, /^import: /],
    ['a prefix that is none', { idPrefix: 'Lab_' }, /^idPrefix: /],
    [
      'a schedule that is none',
      { schedule: { frequency: 'often' } },
      /^schedule: /,
    ],
    ['nothing to import', { import: 'listed' }, /^models: name some/],
    [
      'a model without a name',
      { models: [{ id: 'one' }] },
      /^models\.0\.name: /,
    ],
    [
      'a model twice',
      { models: [{ name: 'one' }, { name: 'one' }] },
      /^models: has a name twice/,
    ],
  ])('cannot be read with %s, and asks nobody', async (_, more, message) => {
    server.requests.length = 0;
    const error: Error = await read(item(more)).then(
      () => new Error('no error'),
      it => it,
    );
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain('s3cret');
    expect(server.requests).toEqual([]);
  });

  it.each<[string, JsonObject, RegExp]>([
    ['a price in words', { prices: { input: 'cheap' } }, /^prices\.input: /],
    ['an id that is none', { id: 'Big_One' }, /^id: .*slug/],
    ['endpoints', { endpoints: [] }, /endpoints/],
    ['a misspelt field', { pricing: {} }, /pricing/],
  ])(
    'leaves out one model with %s, not the others',
    async (_, more, message) => {
      server.list('one', 'two');
      const { models, faults } = await read(
        item({ models: [{ name: 'one', ...more }] }),
      );
      expect(models.map(({ id }) => id)).toEqual(['lab-two']);
      expect(faults).toEqual([
        { model: 'lab-one', message: expect.stringMatching(message) },
      ]);
    },
  );

  it('names models that are listed twice, or not at all', async () => {
    server.list('one', 'one', 'two');
    const { models, faults } = await read(
      item({ models: [{ name: 'gone', id: 'mine' }] }),
    );
    expect(models.map(({ id }) => id)).toEqual(['lab-two']);
    expect(faults).toEqual([
      { model: 'mine', message: 'the server does not list "gone" now' },
      { model: 'lab-one', message: 'the server lists "one" 2 times' },
    ]);
  });

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function setup() {
      const domain = await createTestDomain(await databases.init(databaseId));
      const sync = (more: JsonObject = {}) =>
        domain.models.sync(
          new ProviderModelSource('provider:lab', item(more), source =>
            domain.sourceStore.idsByModelName(source),
          ),
        );
      const offered = async () =>
        (await domain.models.served())
          .filter(({ source }) => source === 'provider:lab')
          .map(({ id }) => id);
      return { ...domain, sync, offered };
    }

    it('keeps ids for good, and withdraws only what is listed no more', async () => {
      const { sync, offered } = await setup();
      server.list('a.b', 'other');
      await expect(sync()).resolves.toEqual([]);
      await expect(offered()).resolves.toEqual(['lab-a-b', 'lab-other']);
      server.list('a-b', 'a.b');
      await sync();
      const both = await offered();
      expect(both).toEqual([
        'lab-a-b',
        expect.stringMatching(/^lab-a-b-\w{6}$/),
      ]);
      // One goes, comes back, and another prefix is configured meanwhile.
      server.list('a-b');
      await sync({ idPrefix: 'new-' });
      await expect(offered()).resolves.toEqual([both[1]]);
      server.list('a-b', 'a.b', 'c');
      await sync({ idPrefix: 'new-' });
      await expect(offered()).resolves.toEqual([...both, 'new-c']);
    });

    it('tells a collision with a model of another source', async () => {
      const { sync, offered } = await setup();
      server.list('small', 'fine');
      await expect(sync({ idPrefix: '' })).resolves.toEqual([
        {
          model: 'small',
          message: 'source "config" has a model of that id already',
        },
      ]);
      await expect(offered()).resolves.toEqual(['fine']);
      await expect(
        sync({
          models: [{ name: 'small', servedName: 'acme/large' }],
        }),
      ).resolves.toEqual([
        {
          model: 'lab-small',
          message: expect.stringContaining('belongs to model "large"'),
        },
      ]);
    });

    const models = (...data: unknown[]): ListAnswer => ({ body: { data } });
    it.each<[string, ListAnswer, RegExp]>([
      ['an error', { status: 500 }, /answers 500/],
      ['a refusal', { status: 401 }, /answers 401/],
      ['no JSON', { body: 'oops' }, /list of models/],
      ['no model at all', models(), /lists no model at all/],
      [
        'half an answer',
        { body: '{"data"', broken: true },
        /cannot be reached/,
      ],
      [
        'too many models',
        models(...Array(2001).fill({ id: 'm' })),
        /at most 2000/,
      ],
      [
        'a model that nobody can tell',
        models({ id: 'one' }, { name: 'two' }),
        /without an id/,
      ],
      [
        'a model twice',
        models({ id: 'one' }, { id: 'two' }, { id: 'two' }),
        /2 times/,
      ],
    ])('keeps the last good state with %s', async (_, answer, message) => {
      const { sync, offered, modelSources, clock } = await setup();
      server.list('one', 'two');
      await expect(sync()).resolves.toEqual([]);
      const goodAt = clock.now().toISOString();
      clock.advanceDays(1);
      server.answer = answer;
      const faults = await sync();
      expect(faults).toEqual([
        {
          model: expect.any(String),
          message: expect.stringMatching(message),
        },
      ]);
      await expect(offered()).resolves.toEqual(['lab-one', 'lab-two']);
      const report = (await modelSources.list()).find(
        ({ name }) => name === 'provider:lab',
      );
      expect(report).toEqual({
        name: 'provider:lab',
        kind: 'openai',
        readAt: clock.now().toISOString(),
        goodAt,
        models: 2,
        faults,
      });

      server.list('one');
      await expect(sync()).resolves.toEqual([]);
      await expect(offered()).resolves.toEqual(['lab-one']);
    });

    it('gives a well-known model its list price, until somebody says another', async () => {
      const { sync, models: service, knex, clock } = await setup();
      server.list('gpt-4o-mini', 'home-made');
      await sync();
      const shown = (id: string) => service.get(id);
      const fromBook = await shown('lab-gpt-4o-mini');
      expect(fromBook.pricesFromBook).toBe(true);
      expect(
        fromBook.prices.map(it => [it.tokenClass, it.nanosPerMillion]),
      ).toEqual(
        expect.arrayContaining([
          ['input', 150_000_000n],
          ['cachedInput', 75_000_000n],
          ['output', 600_000_000n],
        ]),
      );
      const homeMade = await shown('lab-home-made');
      expect(homeMade.prices).toEqual([]);
      expect(homeMade.pricesFromBook).toBeUndefined();

      clock.advanceDays(1);
      await sync({ models: [{ name: 'gpt-4o-mini', prices: { input: 1 } }] });
      const own = await shown('lab-gpt-4o-mini');
      expect(own.pricesFromBook).toBeUndefined();
      expect(own.prices).toMatchObject([
        { tokenClass: 'input', validFrom: clock.now() },
      ]);
      // What it cost before is known as ever.
      await expect(
        knex('model_prices').where({
          model_id: 'lab-gpt-4o-mini',
          token_class: 'input',
        }),
      ).resolves.toHaveLength(2);
    });
  });
});
