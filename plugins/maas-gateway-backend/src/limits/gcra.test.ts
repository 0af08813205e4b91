import fc from 'fast-check';
import { costOf, ratePerMinute, take, unitsOf } from './gcra';

const MINUTE_US = 60_000_000;
const NANOS = 1_000_000_000n;

describe('the rate algorithm', () => {
  const limits = fc.oneof(
    fc.constantFrom(1, 7, 10, 200, 1000, 5000, 60_000, 7_000_000),
    fc.integer({ min: 1, max: 100_000_000 }),
  );
  const times = fc.integer({ min: 0, max: 4_000_000_000_000_000 });

  it('fits exactly the limit into a full pool, unit by unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), times, (limit, now) => {
        const rate = ratePerMinute(limit);
        let fullAt = 0;
        for (let used = 0; used < limit; used++) {
          const room = rate.periodUs - Math.max(0, fullAt - now);
          expect(unitsOf(rate, room)).toBe(limit - used);
          fullAt = take(fullAt, now, costOf(rate, 1));
        }
        expect(fullAt - now).toBe(rate.periodUs);
      }),
      { numRuns: 50 },
    );
  });

  it('refills within a thousandth of the limit', () => {
    fc.assert(
      fc.property(limits, limit => {
        const { periodUs } = ratePerMinute(limit);
        expect(periodUs).toBeGreaterThanOrEqual(MINUTE_US);
        expect(periodUs).toBeLessThanOrEqual(MINUTE_US * 1.001);
      }),
    );
  });

  it('stays in whole numbers, whatever a call takes', () => {
    fc.assert(
      fc.property(
        limits,
        times,
        fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
        fc.bigInt({ min: 1n, max: NANOS * NANOS }),
        (limit, now, units, weight) => {
          const cost = costOf(ratePerMinute(limit), units, weight);
          expect(Number.isSafeInteger(take(0, now, cost))).toBe(true);
        },
      ),
    );
  });

  it('rounds what a call costs up, by less than a microsecond', () => {
    fc.assert(
      fc.property(
        limits,
        fc.nat(100_000),
        fc.oneof(fc.constant(NANOS), fc.bigInt({ min: 1n, max: 10n * NANOS })),
        (limit, units, weight) => {
          const rate = ratePerMinute(limit);
          const exact = BigInt(units) * weight * BigInt(rate.periodUs);
          const divisor = BigInt(limit) * NANOS;
          const cost = BigInt(costOf(rate, units, weight)) * divisor;
          expect(cost - exact).toBeGreaterThanOrEqual(0n);
          expect(cost - exact).toBeLessThan(divisor);
        },
      ),
    );
    const rate = ratePerMinute(7_000_000);
    expect(costOf(rate, 1)).toBe(9);
    expect(costOf(rate, 7)).toBe(60);
    expect(costOf(rate, 7, 1_500_000_000n)).toBe(90);
    expect(costOf(rate, 7, 1n)).toBe(1);
    expect(costOf(rate, 0)).toBe(0);
  });
});
