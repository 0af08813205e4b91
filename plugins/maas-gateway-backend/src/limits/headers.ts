import type { LimitState, LimitStates } from './Limiter';

/** Names of the headers about a limit. */
const REQUESTS = namesOf('requests');
const TOKENS = namesOf('tokens');

/**
 * What is left of the limits per minute, as headers of the answer.
 *
 * @param states - as the admission has them; a limit that does not exist has no headers
 * @param headers - that they are added to
 * @returns names and values in turn
 * @internal
 */
export function limitHeaders(
  { tokens, requests }: LimitStates,
  headers: string[] = [],
): string[] {
  if (requests) {
    addState(REQUESTS, requests, headers);
  }
  if (tokens) {
    addState(TOKENS, tokens, headers);
    headers.push(
      'x-tokens-limit',
      String(tokens.limit),
      'x-tokens-remaining',
      String(tokens.remaining),
    );
  }
  return headers;
}

/** The same by their names; for errors, which are few. @internal */
export function headerRecord(headers: string[]): Record<string, string> {
  const record: Record<string, string> = {};
  for (let at = 0; at < headers.length; at += 2) {
    record[headers[at]] = headers[at + 1];
  }
  return record;
}

function namesOf(unit: string) {
  return {
    limit: `x-ratelimit-limit-${unit}`,
    remaining: `x-ratelimit-remaining-${unit}`,
    reset: `x-ratelimit-reset-${unit}`,
  };
}

function addState(
  names: ReturnType<typeof namesOf>,
  { limit, remaining, resetMs }: LimitState,
  headers: string[],
): void {
  headers.push(
    names.limit,
    String(limit),
    names.remaining,
    String(remaining),
    names.reset,
    formatReset(resetMs),
  );
}

/**
 * A duration as OpenAI's API writes it: `12ms`, `1s`, `7.66s`, `6m0s`, `1h0m0s`.
 *
 * @param ms - whole milliseconds, at least 0
 * @internal
 */
export function formatReset(ms: number): string {
  if (ms > 0 && ms < 1000) {
    return `${ms}ms`;
  }
  const minutes = Math.floor(ms / 60_000);
  const hours = Math.floor(minutes / 60);
  const seconds = `${(ms % 60_000) / 1000}s`;
  if (hours > 0) {
    return `${hours}h${minutes % 60}m${seconds}`;
  }
  return minutes > 0 ? `${minutes}m${seconds}` : seconds;
}
