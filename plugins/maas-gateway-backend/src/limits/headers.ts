import type { LimitState, LimitStates } from './Limiter';

/**
 * What is left of the limits per minute, as headers of the answer.
 *
 * @param states - as the admission has them; a limit that does not exist has no headers
 * @returns names and values in turn
 * @internal
 */
export function limitHeaders({ tokens, requests }: LimitStates): string[] {
  const headers: string[] = [];
  if (requests) {
    headers.push(...stateHeaders('requests', requests));
  }
  if (tokens) {
    headers.push(
      ...stateHeaders('tokens', tokens),
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

function stateHeaders(
  name: string,
  { limit, remaining, resetMs }: LimitState,
): string[] {
  return [
    `x-ratelimit-limit-${name}`,
    String(limit),
    `x-ratelimit-remaining-${name}`,
    String(remaining),
    `x-ratelimit-reset-${name}`,
    formatReset(resetMs),
  ];
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
