import type { LimitStates } from './Limiter';

/**
 * What is left of the limits per minute, as headers of the answer.
 *
 * @param states - as the admission has them; a limit that does not exist has no headers
 * @internal
 */
export function limitHeaders({
  tokens,
  requests,
}: LimitStates): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, state] of Object.entries({ requests, tokens })) {
    if (state) {
      headers[`x-ratelimit-limit-${name}`] = String(state.limit);
      headers[`x-ratelimit-remaining-${name}`] = String(state.remaining);
      headers[`x-ratelimit-reset-${name}`] = formatReset(state.resetMs);
    }
  }
  if (tokens) {
    headers['x-tokens-limit'] = String(tokens.limit);
    headers['x-tokens-remaining'] = String(tokens.remaining);
  }
  return headers;
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
