import type { Counter, Entry, Period, SumCounter } from '../counters';
import { costOf, ratePerMinute } from '../gcra';

const PERIOD: Period = {
  name: '2026-11',
  start: Date.parse('2026-11-01T00:00:00Z'),
  end: Date.parse('2099-12-01T00:00:00Z'),
  resets: '2026-12-01T00:00:00Z',
};

const described = (id: string) => ({
  id,
  scope: id,
  isShared: true,
  shadow: false,
});

/** So many tokens per minute. */
export function tokensPerMinute(id: string, limit: number, shadow = false) {
  const rate = ratePerMinute(limit);
  return {
    ...described(id),
    kind: 'rate' as const,
    name: 'tokensPerMinute' as const,
    unit: 'tokens' as const,
    shadow,
    rate,
    least: costOf(rate, 1),
    atOnce: false,
  };
}

/** So many requests per minute. */
export function requestsPerMinute(id: string, limit: number) {
  return {
    ...tokensPerMinute(id, limit),
    name: 'requestsPerMinute' as const,
    unit: 'requests' as const,
    atOnce: true,
  };
}

/** So many at the same time. */
export function parallelRequests(id: string, limit: number, shadow = false) {
  return {
    ...described(id),
    kind: 'parallel' as const,
    name: 'parallelRequests' as const,
    unit: 'requests' as const,
    shadow,
    limit,
  };
}

/** So much in a month that does not end while tests run. */
export function budget(
  id: string,
  more: Partial<Pick<SumCounter, 'limit' | 'base' | 'shadow'>> = {},
): SumCounter {
  return {
    ...described(id),
    kind: 'sum',
    name: 'budget',
    unit: 'money',
    measure: 'money',
    limit: 1000n,
    base: 0n,
    period: PERIOD,
    ...more,
  };
}

/** A call's line. */
export function entryOf(counter: Counter, wanted: bigint): Entry {
  return counter.kind === 'sum'
    ? {
        counter,
        wanted,
        fits: true,
        spent: 0n,
        held: 0n,
        taken: 0n,
        charge: 0n,
      }
    : ({
        counter,
        wanted: Number(wanted),
        fits: true,
        spent: 0,
        held: 0,
        taken: 0,
        charge: 0,
      } as Entry);
}
