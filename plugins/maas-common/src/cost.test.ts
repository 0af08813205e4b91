import * as fc from 'fast-check';
import { costOf } from './cost';
import { formatAmount } from './money';
import type { BilledPrice, TokenCounts } from './types';

const tokens = (counts: Partial<TokenCounts>): TokenCounts => ({
  input: 0,
  cachedInput: 0,
  output: 0,
  reasoning: 0,
  ...counts,
});

describe('costOf', () => {
  it.each<[string, Partial<TokenCounts>, BilledPrice, bigint]>([
    [
      'each class at its own price',
      { input: 1000, cachedInput: 400, output: 100, reasoning: 30 },
      {
        input: '2000000',
        cachedInput: '500000',
        output: '8000000',
        reasoning: '9000000',
        factor: '1',
      },
      600n * 2n + 200n + 70n * 8n + 30n * 9n,
    ],
    [
      'parts without a price as their whole',
      { input: 10, cachedInput: 4, output: 10, reasoning: 4 },
      { input: '1000000', output: '3000000', factor: '1' },
      40n,
    ],
    ['what has no price', { input: 10, output: 10 }, { factor: '2' }, 0n],
    [
      'a free part of a whole with a price',
      { input: 10, cachedInput: 4 },
      { input: '1000000', cachedInput: '0', factor: '1' },
      6n,
    ],
    [
      'a part with a price of a free whole',
      { output: 10, reasoning: 4 },
      { reasoning: '1000000', factor: '1' },
      4n,
    ],
    // 0.0375 USD per million tokens
    ['few tokens', { input: 3 }, { input: '37500000', factor: '1' }, 112n],
    ['a factor', { input: 10 }, { input: '1000000', factor: '1.25' }, 12n],
    ['half, to even below', { input: 1 }, { input: '500000', factor: '1' }, 0n],
    ['half, to even above', { input: 3 }, { input: '500000', factor: '1' }, 2n],
    [
      'just over half',
      { input: 1 },
      { input: '500000', factor: '1.000000001' },
      1n,
    ],
    [
      'more than a double holds',
      { input: Number.MAX_SAFE_INTEGER },
      { input: '999999999999999999', factor: '999999999.999999999' },
      9007199254740990981985601490518018009n,
    ],
  ])('bills %s', (_, counts, price, cost) => {
    expect(costOf(tokens(counts), price)).toBe(cost);
  });

  it.each<[string, number, BilledPrice, bigint]>([
    [
      'audio by its time',
      90_000,
      { audioSecond: '100000000000', factor: '1' },
      9_000_000n,
    ],
    ['audio without a price', 90_000, { input: '5', factor: '1' }, 0n],
    ['no audio', 0, { audioSecond: '100000000000', factor: '1' }, 0n],
    // A millisecond of a nano-unit a second is a thousandth of one.
    ['half, to even below', 500, { audioSecond: '1000000', factor: '1' }, 0n],
    ['half, to even above', 1500, { audioSecond: '1000000', factor: '1' }, 2n],
    [
      'audio with a factor',
      1000,
      { audioSecond: '3000000', factor: '0.5' },
      2n,
    ],
  ])('bills %s', (_, audioMs, price, cost) => {
    expect(costOf(tokens({}), price, audioMs)).toBe(cost);
  });

  it('rounds the tokens and the audio of a call once', () => {
    const price = { input: '400000', audioSecond: '400000', factor: '1' };
    expect(costOf(tokens({ input: 1 }), price)).toBe(0n);
    expect(costOf(tokens({}), price, 1000)).toBe(0n);
    expect(costOf(tokens({ input: 1 }), price, 1000)).toBe(1n);
  });

  it.each([-1, 0.5, NaN])('refuses %d milliseconds of audio', audioMs => {
    expect(() => costOf(tokens({}), { factor: '1' }, audioMs)).toThrow(
      RangeError,
    );
  });

  it.each([
    { cachedInput: 1 },
    { input: 5, cachedInput: 6 },
    { output: 5, reasoning: 6 },
    { input: -1 },
    { input: 3, cachedInput: -1 },
    { output: 0.5 },
    { input: NaN },
  ])('refuses %j', counts => {
    expect(() => costOf(tokens(counts), { factor: '1' })).toThrow(RangeError);
  });

  const anyTokens = fc
    .tuple(...Array.from({ length: 4 }, () => fc.maxSafeNat()))
    .map(([a, b, c, d]) => ({
      input: Math.max(a, b),
      cachedInput: Math.min(a, b),
      output: Math.max(c, d),
      reasoning: Math.min(c, d),
    }));
  const anyNanos = fc.bigInt({ min: 0n, max: 10n ** 18n - 1n });
  const nanosText = anyNanos.map(String);
  const optionalNanos = fc.option(nanosText, { nil: undefined });
  const anyPrice = fc.record({
    input: optionalNanos,
    cachedInput: optionalNanos,
    output: optionalNanos,
    reasoning: optionalNanos,
    audioSecond: optionalNanos,
    factor: anyNanos.map(nanos => formatAmount(nanos, 0)),
  });

  /** The exact cost as a fraction, computed in another way: token class by class. */
  const exact = (counts: TokenCounts, price: BilledPrice, audioMs: number) => {
    const [whole, fraction = ''] = price.factor.split('.');
    const scale = 10n ** BigInt(fraction.length);
    const factor = BigInt(whole + fraction);
    const parts: Array<[number, string | undefined]> = [
      [counts.input, price.input],
      [-counts.cachedInput, price.input],
      [counts.cachedInput, price.cachedInput ?? price.input],
      [counts.output, price.output],
      [-counts.reasoning, price.output],
      [counts.reasoning, price.reasoning ?? price.output],
    ];
    return {
      dividend: parts.reduce(
        (sum, [count, nanos = '0']) =>
          sum + BigInt(count) * BigInt(nanos) * factor * 1000n,
        BigInt(audioMs) * BigInt(price.audioSecond ?? '0') * factor,
      ),
      divisor: scale * 10n ** 9n,
    };
  };

  it('is the nearest whole number to the exact cost, half to even', () => {
    fc.assert(
      fc.property(anyTokens, anyPrice, fc.maxSafeNat(), (counts, price, ms) => {
        const cost = costOf(counts, price, ms);
        const { dividend, divisor } = exact(counts, price, ms);
        const off = 2n * (dividend - cost * divisor);
        const isTie = off === divisor || off === -divisor;
        expect(off <= divisor && off >= -divisor).toBe(true);
        expect(isTie && cost % 2n !== 0n).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it('rounds every tie to even', () => {
    fc.assert(
      fc.property(fc.nat(), half => {
        // Half a nano-unit a token.
        const cost = costOf(tokens({ input: 2 * half + 1 }), {
          input: '500000',
          factor: '1',
        });
        expect(cost % 2n).toBe(0n);
        expect([BigInt(half), BigInt(half) + 1n]).toContain(cost);
      }),
    );
  });

  it('never falls when tokens or a price of its own class rise', () => {
    fc.assert(
      fc.property(
        anyTokens,
        anyPrice,
        anyNanos,
        fc.nat(),
        (counts, price, nanos, extra) => {
          const cost = costOf(counts, price);
          const more = { ...counts, input: counts.input + extra };
          fc.pre(Number.isSafeInteger(more.input));
          expect(costOf(more, price) >= cost).toBe(true);
          const dearer = BigInt(price.output ?? 0) + nanos;
          expect(
            costOf(counts, { ...price, output: String(dearer) }) >= cost,
          ).toBe(true);
        },
      ),
    );
  });
});
