/*
 * The generic cell rate algorithm. What is remembered of a pool is one number: when it
 * will be full again, in whole microseconds of some clock (its "theoretical arrival
 * time"). Taking moves that time ahead by what is taken; more than a period ahead means
 * debt. There are only sums and comparisons of integers below 2^53, so that a script
 * inside a shared store can do the same to the last digit.
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
  const divisor = BigInt(rate.limit) * NANOS;
  const exact = BigInt(units) * weight * BigInt(rate.periodUs);
  return Math.min(Number((exact + divisor - 1n) / divisor), MAX_COST_US);
}

/**
 * What can be taken now without going into debt; less than 0 in debt.
 *
 * @param fullAt - state of the pool
 * @param now - microseconds of the same clock
 * @returns microseconds
 * @internal
 */
export function room(rate: Rate, fullAt: number, now: number): number {
  return rate.periodUs - Math.max(0, fullAt - now);
}

/** Whole units that can be taken now, never below 0. @internal */
export function unitsLeft(rate: Rate, fullAt: number, now: number): number {
  const left = BigInt(Math.max(0, room(rate, fullAt, now)));
  return Number((left * BigInt(rate.limit)) / BigInt(rate.periodUs));
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

/**
 * How much of what was taken can be given back now. The pool refills in the order in
 * which it was taken from; what has been refilled already would be given twice.
 *
 * @param takenUntil - the state that the taking led to, less what was given back of
 *   earlier takings since
 * @param cost - what is too much of it
 * @returns microseconds, by which the state goes back
 * @internal
 */
export function returnable(
  takenUntil: number,
  now: number,
  cost: number,
): number {
  return Math.max(0, Math.min(cost, takenUntil - now));
}
