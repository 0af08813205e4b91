import { formatAmount } from '@openmaas/backstage-plugin-maas-common';
import { GatewayError } from '../server/GatewayError';
import { type Entry, isRate, isSum, roomOf, type SumEntry } from './counters';
import { figuresOf, refusedLimit, statesOf } from './figures';
import { headerRecord, limitHeaders } from './headers';

/** When a call that runs ends cannot be known. */
const RUNNING_RETRY_MS = 1000;

/**
 * The refusal of a call that does not fit into all of its limits. Of several limits, the
 * one that stands in the way for the longest is told.
 *
 * @param entries - as a store has found them
 * @param currency - ISO 4217 code
 * @param now - milliseconds since 1970
 * @internal
 */
export function limitError(
  entries: Entry[],
  currency: string,
  now: number,
): GatewayError {
  const refusing = entries.filter(
    ({ fits, counter }) => !fits && !counter.shadow,
  );
  const [{ entry, retryMs }] = refusing
    .map(one => ({ entry: one, retryMs: retryMsOf(one) }))
    .sort((a, b) => b.retryMs - a.retryMs);
  const limit = refusedLimit(entry, now);
  const headers = headerRecord(limitHeaders(statesOf(entries)));
  if (isSum(entry)) {
    return new GatewayError(429, usedUp(entry, currency, now), {
      code: 'insufficient_quota',
      type: 'rate_limit_error',
      headers: { ...headers, 'x-should-retry': 'false' },
      limit,
    });
  }
  const seconds = Math.ceil(retryMs / 1000);
  return new GatewayError(429, reached(entry, seconds), {
    code: 'rate_limit_exceeded',
    type: 'rate_limit_error',
    headers: {
      ...headers,
      'retry-after': String(seconds),
      'retry-after-ms': String(retryMs),
    },
    limit,
  });
}

function retryMsOf(entry: Entry): number {
  if (isSum(entry)) {
    return Infinity;
  }
  if (!isRate(entry)) {
    return RUNNING_RETRY_MS;
  }
  // Time brings back what was used; what is held comes back only when a call ends.
  const missing = entry.counter.least - roomOf(entry);
  return missing <= entry.spent
    ? Math.ceil(missing / 1000)
    : Math.max(RUNNING_RETRY_MS, Math.ceil(entry.spent / 1000));
}

function reached(entry: Exclude<Entry, SumEntry>, seconds: number): string {
  const { scope, unit, isShared } = entry.counter;
  const limit = isRate(entry)
    ? `${entry.counter.rate.limit} ${unit} per minute`
    : `${entry.counter.limit} parallel requests`;
  const shared = isShared
    ? '; all API keys and models of the team under that plan share it'
    : '';
  return `The limit of ${limit} of ${scope} is reached${shared}. Try again in ${seconds} s, or ask for a larger limit in the portal.`;
}

function usedUp(entry: SumEntry, currency: string, now: number): string {
  const { name, scope, unit, period } = entry.counter;
  const figures = figuresOf(entry, now);
  const amount = (value: bigint) =>
    unit === 'money' ? `${formatAmount(value)} ${currency}` : `${value} tokens`;
  const what =
    name === 'budget'
      ? `The ${scope}, ${amount(figures.limit)} per month,`
      : `The limit of ${amount(figures.limit)} per month of ${scope}`;
  return `${what} does not allow this call: ${amount(
    figures.remaining,
  )} left, and the call may take up to ${amount(
    figures.wanted,
  )}. It starts anew at ${
    period.resets
  }; until then, ask for less at once (max_tokens), or talk to who set the limit.`;
}
