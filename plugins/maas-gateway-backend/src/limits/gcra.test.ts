import fc from 'fast-check';
import { costOf, ratePerMinute, room, take, unitsLeft } from './gcra';
import { RatePool, type Taking } from './RatePool';

const MINUTE_US = 60_000_000;
const NANOS = 1_000_000_000n;

/** What a call costs, in the model's parts of a microsecond. */
interface Charge {
  at: number;
  cost: bigint;
}

/**
 * What the algorithm is, in exact arithmetic and with hindsight: whenever it is asked, it
 * goes through all that was charged, as if each call had taken from the start what it
 * has cost in truth.
 */
class ExactModel {
  readonly charges: Charge[] = [];
  /** Parts of a microsecond: fine enough for all that a pool says to be whole. */
  private readonly parts: bigint;

  constructor(periodUs: number) {
    this.parts = BigInt(periodUs);
  }

  /** What so many microseconds of the pool are worth in an exact minute. */
  worth(us: number): bigint {
    return BigInt(us) * BigInt(MINUTE_US);
  }

  room(now: number): bigint {
    const fullAt = this.charges.reduce((full, { at, cost }) => {
      const from = BigInt(at) * this.parts;
      return (full > from ? full : from) + cost;
    }, 0n);
    const ahead = fullAt - BigInt(now) * this.parts;
    return BigInt(MINUTE_US) * this.parts - (ahead > 0n ? ahead : 0n);
  }
}

describe('the rate algorithm', () => {
  const limits = fc.oneof(
    fc.constantFrom(1, 7, 10, 200, 1000, 5000, 60_000, 7_000_000),
    fc.integer({ min: 1, max: 100_000_000 }),
  );
  const times = fc.integer({ min: 0, max: 4_000_000_000_000_000 });

  it('never lets more through than the exact algorithm, however late calls are corrected', () => {
    const steps = fc.array(
      fc.record({
        wait: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 90 })),
        finish: fc.option(fc.nat(7), { nil: undefined }),
        // In percent of the limit and of the estimate.
        estimate: fc.integer({ min: 0, max: 150 }),
        actual: fc.constantFrom(0, 0, 30, 90, 100, 170),
      }),
      { maxLength: 40 },
    );
    const weights = fc.constantFrom(NANOS, 333_333_333n, 2_500_000_000n, 1n);
    fc.assert(
      fc.property(
        limits,
        weights,
        times,
        steps,
        (limit, weight, start, all) => {
          const rate = ratePerMinute(limit);
          const pool = new RatePool();
          const model = new ExactModel(rate.periodUs);
          const open: {
            taking: Taking;
            charge: Charge;
            units: number;
          }[] = [];
          let now = start;
          for (const { wait, finish, estimate, actual } of all) {
            now += wait * 1_000_003;
            const ended = finish !== undefined && open.splice(finish % 8, 1)[0];
            if (ended) {
              const { taking, charge, units } = ended;
              const used = Math.floor((units * actual) / 100);
              const usedUs = costOf(rate, used, weight);
              pool.correct(taking, now, usedUs);
              const cost = model.worth(usedUs);
              const extra = cost - charge.cost;
              if (extra > 0n) {
                model.charges.push({ at: now, cost: extra });
              } else {
                charge.cost = cost;
              }
            } else if (pool.room(rate, now) >= costOf(rate, 1)) {
              const units = Math.floor((limit * estimate) / 100);
              const left = pool.room(rate, now);
              const reserved = Math.min(costOf(rate, units, weight), left);
              const charge = { at: now, cost: model.worth(reserved) };
              model.charges.push(charge);
              open.push({ taking: pool.take(now, reserved), charge, units });
            }
            expect(model.room(now) >= model.worth(pool.room(rate, now))).toBe(
              true,
            );
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('gives everything back at the time it was taken, in any order', () => {
    fc.assert(
      fc.property(
        limits,
        times,
        fc.array(fc.tuple(fc.nat(1_000_000), fc.nat()), { maxLength: 50 }),
        (limit, now, takings) => {
          const rate = ratePerMinute(limit);
          const pool = new RatePool();
          takings
            .map(([units, order]) => ({
              taking: pool.take(now, costOf(rate, units)),
              order,
            }))
            .sort((a, b) => a.order - b.order)
            .forEach(({ taking }) => pool.correct(taking, now, 0));
          expect(pool.room(rate, now)).toBe(rate.periodUs);
          expect(pool.isIdle(now)).toBe(true);
        },
      ),
    );
  });

  it('fits exactly the limit into a full pool, unit by unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), times, (limit, now) => {
        const rate = ratePerMinute(limit);
        let fullAt = 0;
        for (let used = 0; used < limit; used++) {
          expect(unitsLeft(rate, fullAt, now)).toBe(limit - used);
          fullAt = take(fullAt, now, costOf(rate, 1));
        }
        expect(room(rate, fullAt, now)).toBe(0);
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
        fc.nat(10_000),
        fc.bigInt({ min: 1n, max: 10n * NANOS }),
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
