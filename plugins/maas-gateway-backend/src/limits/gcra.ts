/*
 * The generic cell rate algorithm. What is remembered of a pool is when it will be full
 * again, in whole microseconds of some clock (its "theoretical arrival time"). Taking
 * moves that time ahead by what is taken; more than a period ahead means debt. Calls that
 * run hold what they will probably take: a hold lies beside that time, neither ages nor
 * refills, and is replaced by what was used once that is known. There are only sums and
 * comparisons of integers below 2^53, so that a script inside a shared store can do the
 * same to the last digit.
 */

const MINUTE_US = 60_000_000;
/** Up to this limit, rounding a unit up to whole microseconds costs under a thousandth. */
const EXACT_UNITS = 60_000;
const NANOS = 1_000_000_000n;
/** Three years: what one call can cost at most, so that no sum leaves the integers. */
const MAX_COST_US = 100_000_000_000_000;

/** A limit per minute, with a burst of one minute's worth. @internal */
export interface Rate {
  /** Units per minute. */
  limit: number;
  /** In how many microseconds an empty pool is full. */
  periodUs: number;
}

/**
 * A rate of so many units a minute. Its period is a minute; for limits that are small
 * enough to be used up unit by unit, it is longer by less than a thousandth, so that
 * one unit takes whole microseconds and exactly `limit` units fit into a full pool.
 *
 * @param limit - whole units per minute, at least 1
 * @internal
 */
export function ratePerMinute(limit: number): Rate {
  return {
    limit,
    periodUs:
      limit <= EXACT_UNITS ? limit * Math.ceil(MINUTE_US / limit) : MINUTE_US,
  };
}

/**
 * What units cost, rounded up.
 *
 * @param units - whole units, at least 0
 * @param weight - by how much each of them counts, in billionths
 * @returns microseconds
 * @internal
 */
export function costOf(rate: Rate, units: number, weight = NANOS): number {
  const { limit, periodUs } = rate;
  const plain = units * periodUs;
  if (weight === NANOS && plain <= Number.MAX_SAFE_INTEGER) {
    // Nearly every call: the same in plain numbers, all of them whole.
    const rest = plain % limit;
    return Math.min((plain - rest) / limit + (rest > 0 ? 1 : 0), MAX_COST_US);
  }
  const divisor = BigInt(limit) * NANOS;
  const exact = BigInt(units) * weight * BigInt(periodUs);
  return Math.min(Number((exact + divisor - 1n) / divisor), MAX_COST_US);
}

/**
 * Whole units that so many microseconds are worth.
 *
 * @returns rounded down, never below 0
 * @internal
 */
export function unitsOf(rate: Rate, us: number): number {
  const worth = BigInt(Math.max(0, us)) * BigInt(rate.limit);
  return Number(worth / BigInt(rate.periodUs));
}

/**
 * Takes from a pool, whatever there is in it.
 *
 * @returns the pool's new state
 * @internal
 */
export function take(fullAt: number, now: number, cost: number): number {
  return Math.max(fullAt, now) + cost;
}
