import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import listPrices from './listPrices.json';
import { PriceBook } from './PriceBook';

function setup(priceBook?: JsonObject, currency = 'USD') {
  const logger = mockServices.logger.mock();
  const config = new ConfigReader({
    maas: { ...(priceBook && { priceBook }) },
  });
  const book = new PriceBook({ config, currency, logger });
  const price = (modelName: string, servedName = 'served', uri?: string) =>
    book.open()({
      servedName,
      endpoints: [{ url: 'http://a/v1', modelName }],
      weights: { uri },
    });
  return { book, price, logger };
}

describe('PriceBook', () => {
  it('knows list prices, with where and when each was read', () => {
    const { price } = setup();
    expect(price('gpt-4o-mini')).toEqual({
      input: 150_000_000n,
      cachedInput: 75_000_000n,
      output: 600_000_000n,
    });
    expect(price('gpt-4o-mini-2024-07-18')).toBeUndefined();
    for (const entry of listPrices) {
      expect(price(entry.model)).toBeDefined();
      expect(entry.source).toMatch(/^https:\/\//);
      expect(entry.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
    expect(new Set(listPrices.map(({ model }) => model)).size).toBe(
      listPrices.length,
    );
  });

  it('is not used for another currency, and says so once', () => {
    const { price, logger } = setup(undefined, 'EUR');
    expect(price('gpt-4o')).toBeUndefined();
    expect(price('gpt-4o')).toBeUndefined();
    expect(logger.info.mock.calls).toEqual([
      [expect.stringMatching(/in USD .* in EUR/)],
    ]);
  });

  it('is used for no model where it is off', () => {
    expect(setup({ enabled: false }).price('gpt-4o')).toBeUndefined();
  });

  it('gives way to another one as a whole, in whatever currency', () => {
    const entries = [{ model: 'gpt-4o', prices: { input: 2 } }];
    const { price } = setup({ entries }, 'EUR');
    expect(price('gpt-4o')).toEqual({ input: 2_000_000_000n });
    expect(price('gpt-4o-mini')).toBeUndefined();
  });

  it('looks for served names and weights too, and for beginnings last', () => {
    const entries = [
      { model: 'org/*', prices: { input: 1 } },
      { model: 'org/big-*', prices: { input: 2 } },
      { model: 'org/big-one', prices: { input: 3 } },
      { model: 'hf://org/one', prices: { input: 4 } },
    ];
    const { price } = setup({ entries });
    const cost = (...names: Parameters<typeof price>) =>
      Number(price(...names)?.input) / 1e9;
    expect(cost('org/small')).toBe(1);
    expect(cost('org/big-two')).toBe(2);
    expect(cost('org/big-one')).toBe(3);
    expect(cost('raw', 'org/big-one')).toBe(3);
    expect(cost('raw', 'served', 'hf://org/one')).toBe(4);
    expect(price('or')).toBeUndefined();
    expect(price('the-org/small')).toBeUndefined();
  });

  it.each<[string, JsonObject, RegExp]>([
    ['no list', { entries: {} }, /maas\.priceBook\.entries must be a list/],
    ['a wrong switch', { enabled: 'perhaps' }, /enabled/],
    [
      'a price in words',
      { entries: [{ model: 'm', prices: { input: 'cheap' } }] },
      /^maas\.priceBook\.entries\[0\]\.prices\.input: .*decimal/,
    ],
    [
      'no price',
      { entries: [{ model: 'm', prices: {} }] },
      /^maas\.priceBook\.entries\[0\]\.prices: has no price/,
    ],
    [
      'a misspelt class',
      { entries: [{ model: 'm', prices: { imput: 1 } }] },
      /imput/,
    ],
    [
      'a name that cannot be read',
      { entries: [{ model: '*', prices: { input: 1 } }] },
      /^maas\.priceBook\.entries\[0\]\.model: /,
    ],
    ['no object', { entries: [null] }, /^maas\.priceBook\.entries\[0\]\./],
  ])('has no price where there is %s, but the reason', (_, book, message) => {
    expect(() => setup(book).price('m')).toThrow(message);
  });

  it('has faults only for those they may be about', () => {
    const broken = { model: 'm', prices: { input: 'cheap' } };
    const { price } = setup({ entries: [broken] });
    expect(price('other')).toBeUndefined();
    const whole = { model: 'other', prices: { input: 1 } };
    expect(setup({ entries: [{}, whole] }).price('other')).toBeDefined();
    expect(() => setup({ entries: [{}, whole] }).price('third')).toThrow();
  });
});
