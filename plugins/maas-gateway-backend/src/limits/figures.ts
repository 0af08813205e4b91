import type { RefusedLimit } from '@openmaas/backstage-plugin-maas-common';
import { WEIGHED_SCALE } from './CounterSet';
import {
  type Entry,
  isRate,
  isSum,
  type RateEntry,
  roomOf,
  type SumEntry,
} from './counters';
import { type Rate, unitsOf } from './gcra';
import type { ExplainedLimit, LimitState, LimitStates } from './Limiter';

/**
 * What was found of a counter, in whole tokens, requests or nano-units: what is used is
 * rounded up, and what is left is rounded down.
 *
 * @internal
 */
export interface Figures {
  limit: bigint;
  used: bigint;
  remaining: bigint;
  wanted: bigint;
  /** Milliseconds since 1970. */
  resetsAt?: number;
}

/**
 * Reads an entry as people do, as it was before the call came.
 *
 * @param now - milliseconds since 1970
 * @internal
 */
export function figuresOf(entry: Entry, now: number): Figures {
  if (isSum(entry)) {
    return figuresOfSum(entry);
  }
  if (isRate(entry)) {
    const { rate } = entry.counter;
    const { spent, held, wanted } = entry;
    return {
      limit: BigInt(rate.limit),
      used: unitsUp(rate, spent + held),
      remaining: BigInt(unitsOf(rate, roomOf(entry))),
      wanted: unitsUp(rate, wanted),
      resetsAt: now + Math.ceil((spent + held) / 1000),
    };
  }
  const { limit } = entry.counter;
  return {
    limit: BigInt(limit),
    used: BigInt(entry.held),
    remaining: BigInt(Math.max(0, limit - entry.held)),
    wanted: BigInt(entry.wanted),
  };
}

function figuresOfSum({ counter, spent, held, wanted }: SumEntry): Figures {
  const scale = counter.measure === 'weighed' ? WEIGHED_SCALE : 1n;
  const up = (amount: bigint) => (amount + scale - 1n) / scale;
  const left = counter.limit - spent - held;
  return {
    limit: counter.limit / scale,
    used: up(spent + held),
    remaining: left > 0n ? left / scale : 0n,
    wanted: up(wanted),
    resetsAt: counter.period.end,
  };
}

function unitsUp(rate: Rate, us: number): bigint {
  const period = BigInt(rate.periodUs);
  return (BigInt(us) * BigInt(rate.limit) + period - 1n) / period;
}

/** The numbers of a limit that refused, for who asks why. @internal */
export function refusedLimit(entry: Entry, now: number): RefusedLimit {
  const { name, scope, unit } = entry.counter;
  const { limit, used, wanted, resetsAt } = figuresOf(entry, now);
  return {
    name,
    scope,
    unit,
    limit: String(limit),
    used: String(used),
    wanted: String(wanted),
    ...timeOf(resetsAt),
  };
}

/** A limit for a dry run. @internal */
export function explainedLimit(entry: Entry, now: number): ExplainedLimit {
  const { name, scope, unit, shadow } = entry.counter;
  const { limit, used, remaining, wanted, resetsAt } = figuresOf(entry, now);
  return {
    name,
    scope,
    unit,
    limit: String(limit),
    used: String(used),
    remaining: String(remaining),
    wants: String(wanted),
    wouldRefuse: !entry.fits,
    shadow,
    ...timeOf(resetsAt),
  };
}

/**
 * What is left of the limits per minute once the call has taken its part; of a plan's and
 * a key's, of the one that has less left.
 *
 * @internal
 */
export function statesOf(entries: Entry[]): LimitStates {
  const states: LimitStates = {};
  for (const entry of entries) {
    if (isRate(entry) && !entry.counter.shadow) {
      const kind = entry.counter.atOnce ? 'requests' : 'tokens';
      const state = stateOf(entry);
      const other = states[kind];
      if (!other || state.remaining < other.remaining) {
        states[kind] = state;
      }
    }
  }
  return states;
}

function stateOf(entry: RateEntry): LimitState {
  const { counter, spent, held, taken } = entry;
  return {
    limit: counter.rate.limit,
    remaining: unitsOf(counter.rate, roomOf(entry) - taken),
    resetMs: Math.ceil((spent + held + taken) / 1000),
  };
}

function timeOf(at: number | undefined): { resetsAt?: string } {
  return at === undefined ? {} : { resetsAt: new Date(at).toISOString() };
}
