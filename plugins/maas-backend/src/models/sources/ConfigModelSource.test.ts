import { setImmediate } from 'node:timers/promises';
import { ConfigReader } from '@backstage/config';
import type { JsonObject, JsonValue } from '@backstage/types';
import { ConfigModelSource } from './ConfigModelSource';

const read = (models: JsonValue) =>
  new ConfigModelSource(new ConfigReader({ maas: { models } })).read();

describe('ConfigModelSource', () => {
  it('has no models where there is no configuration', async () => {
    await expect(
      new ConfigModelSource(new ConfigReader({})).read(),
    ).resolves.toEqual({ models: [], faults: [] });
  });

  it('withdraws nothing where the list is gone while the portal runs', async () => {
    const data: JsonObject = { maas: { models: [{ id: 'm', owner: 'x' }] } };
    const source = new ConfigModelSource(new ConfigReader(data));
    data.maas = { models: null };
    await expect(source.read()).rejects.toThrow('write [] to withdraw');
    await expect(source.read()).rejects.toThrow('write [] to withdraw');
    data.maas = { models: [] };
    await expect(source.read()).resolves.toEqual({ models: [], faults: [] });
  });

  it('lets others have a turn while it reads many', async () => {
    let isRead = false;
    const reading = read(
      Array.from({ length: 1000 }, (_, n) => ({ id: `m-${n}`, owner: 'x' })),
    ).then(result => {
      isRead = true;
      return result;
    });
    await setImmediate();
    expect(isRead).toBe(false);
    expect((await reading).models).toHaveLength(1000);
  });

  it('reads amounts exactly and owners as full references', async () => {
    const { models, faults } = await read([
      {
        id: 'm',
        owner: 'Ml-Team',
        multiplier: 1.5,
        prices: { input: 0.0375, output: '1.20' },
      },
    ]);
    expect(faults).toEqual([]);
    expect(models).toEqual([
      {
        id: 'm',
        owner: 'group:default/ml-team',
        multiplier: '1.5',
        prices: { input: 37_500_000n, output: 1_200_000_000n },
        endpoints: [],
      },
    ]);
  });

  it('reads what an endpoint calls the model and which credential it wants', async () => {
    const endpoints = [
      {
        url: 'https://api.provider.test/v1',
        modelName: 'gpt-x',
        credential: '2nd-lab',
      },
      { url: 'http://127.0.0.1:8000/v1' },
    ];
    const { models, faults } = await read([{ id: 'm', owner: 'x', endpoints }]);
    expect(faults).toEqual([]);
    expect(models).toMatchObject([{ endpoints }]);
  });

  it('reads durations however they are written, and weights', async () => {
    const { models, faults } = await read([
      {
        id: 'm',
        owner: 'x',
        timeouts: {
          connect: '500ms',
          firstByte: 'PT2M',
          idle: { seconds: 30 },
          total: '1 hour',
        },
        endpoints: [{ url: 'http://a/v1', weight: 1000 }],
      },
      { id: 'n', owner: 'x', timeouts: { idle: '1s' } },
    ]);
    expect(faults).toEqual([]);
    expect(models).toMatchObject([
      {
        timeouts: {
          connectMs: 500,
          firstByteMs: 120_000,
          idleMs: 30_000,
          totalMs: 3_600_000,
        },
        endpoints: [{ weight: 1000 }],
      },
      { timeouts: { idleMs: 1000 } },
    ]);
  });

  it.each([
    'Bearer secret-1',
    'SECRET-1',
    '-secret-1',
    'secret_1',
    '',
    'secret-1'.repeat(8),
  ])('takes no credential but a name: "%s"', async credential => {
    const endpoints = [{ url: 'https://a/v1', credential }];
    const { faults } = await read([{ id: 'm', owner: 'x', endpoints }]);
    expect(faults).toEqual([
      {
        model: 'm',
        message: expect.stringMatching(
          /^endpoints\.0\.credential: must be the name/,
        ),
      },
    ]);
    expect(faults[0].message).not.toMatch(/secret-1/i);
  });

  it.each<[string, JsonValue, RegExp]>([
    ['no id', { owner: 'x' }, /^id: /],
    ['an id that is no slug', { id: 'Big_Model', owner: 'x' }, /^id: .*slug/],
    ['an id that is too long', { id: 'a'.repeat(49), owner: 'x' }, /^id: /],
    ['no owner', { id: 'm' }, /^owner: /],
    [
      'a user as the owner',
      { id: 'm', owner: 'user:default/dana' },
      /^owner: .*group/,
    ],
    ['a broken owner', { id: 'm', owner: 'a:b:c' }, /^owner: /],
    [
      'a price in words',
      { id: 'm', owner: 'x', prices: { input: 'cheap' } },
      /^prices\.input: .*decimal/,
    ],
    [
      'a negative price',
      { id: 'm', owner: 'x', prices: { output: -1 } },
      /^prices\.output: /,
    ],
    [
      'an unknown class of tokens',
      { id: 'm', owner: 'x', prices: { imput: 1 } },
      /^prices: .*imput/,
    ],
    [
      'a multiplier of 0',
      { id: 'm', owner: 'x', multiplier: 0 },
      /^multiplier: .*greater than 0/,
    ],
    ['a misspelt field', { id: 'm', owner: 'x', pricing: {} }, /pricing/],
    [
      'an endpoint without /v1',
      { id: 'm', owner: 'x', endpoints: [{ url: 'http://a' }] },
      /^endpoints\.0\.url: .*\/v1/,
    ],
    [
      'an endpoint with credentials',
      { id: 'm', owner: 'x', endpoints: [{ url: 'http://me:pw@a/v1' }] },
      /credentials/,
    ],
    [
      'an endpoint of another protocol',
      { id: 'm', owner: 'x', endpoints: [{ url: 'file:///v1' }] },
      /^endpoints\.0\.url: /,
    ],
    [
      'a name with spaces at an endpoint',
      {
        id: 'm',
        owner: 'x',
        endpoints: [{ url: 'http://a/v1', modelName: 'my model' }],
      },
      /^endpoints\.0\.modelName: /,
    ],
    [
      'a secret at an endpoint',
      {
        id: 'm',
        owner: 'x',
        endpoints: [{ url: 'http://a/v1', token: 'secret-1' }],
      },
      /^endpoints\.0: .*"token"$/,
    ],
    ...[0, 1001, 1.5, '2'].map((weight): [string, JsonValue, RegExp] => [
      `a weight of ${JSON.stringify(weight)}`,
      { id: 'm', owner: 'x', endpoints: [{ url: 'http://a/v1', weight }] },
      /^endpoints\.0\.weight: /,
    ]),
    ...[5, 'soon', '0s', '-1s', { parsecs: 3 }, '25 days', []].map(
      (connect): [string, JsonValue, RegExp] => [
        `a wait of ${JSON.stringify(connect)}`,
        { id: 'm', owner: 'x', timeouts: { connect } },
        /^timeouts\.connect: /,
      ],
    ),
    [
      'an unknown wait',
      { id: 'm', owner: 'x', timeouts: { first: '5s' } },
      /^timeouts: .*first/,
    ],
    [
      'a price of audio in words',
      { id: 'm', owner: 'x', prices: { audioSecond: 'cheap' } },
      /^prices\.audioSecond: .*decimal/,
    ],
    [
      'a name with spaces',
      { id: 'm', owner: 'x', servedName: 'my model' },
      /^servedName: /,
    ],
    [
      'half a token of context',
      { id: 'm', owner: 'x', contextLength: 0.5 },
      /^contextLength: /,
    ],
    ['something else than an object', 'granite', /^model: /],
  ])('names the fault of %s', async (_, item, message) => {
    const { models, faults } = await read([item]);
    expect(models).toEqual([]);
    expect(faults).toEqual([
      { model: expect.any(String), message: expect.stringMatching(message) },
    ]);
  });

  it('reads the good ones beside a faulty one', async () => {
    const { models, faults } = await read([
      { id: 'good', owner: 'x' },
      { id: 'bad' },
    ]);
    expect(models.map(model => model.id)).toEqual(['good']);
    expect(faults.map(fault => fault.model)).toEqual(['bad']);
  });

  it('refuses anything but a list', async () => {
    await expect(read({ id: 'm' })).rejects.toThrow('must be a list');
  });
});
