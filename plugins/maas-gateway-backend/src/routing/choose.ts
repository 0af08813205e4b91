import type { ModelEndpoint } from './ModelEndpoint';

/**
 * The endpoint that has the least to do for its weight, of those that are healthy. Among
 * equals they take turns, as often as their weights say.
 *
 * @param tried - are left out
 * @returns undefined where there is none
 * @internal
 */
export function leastBusy(
  endpoints: readonly ModelEndpoint[],
  tried: readonly ModelEndpoint[],
): ModelEndpoint | undefined {
  let least = Infinity;
  for (const endpoint of endpoints) {
    if (endpoint.healthy && !tried.includes(endpoint)) {
      least = Math.min(least, endpoint.running / endpoint.weight);
    }
  }
  let chosen: ModelEndpoint | undefined;
  let weights = 0;
  for (const endpoint of endpoints) {
    const isEqual =
      endpoint.running / endpoint.weight === least &&
      endpoint.healthy &&
      !tried.includes(endpoint);
    if (isEqual) {
      weights += endpoint.weight;
      endpoint.credit += endpoint.weight;
      if (!chosen || endpoint.credit > chosen.credit) {
        chosen = endpoint;
      }
    }
  }
  if (chosen) {
    chosen.credit -= weights;
  }
  return chosen;
}

/**
 * The endpoint that may be tried again, of those that are not healthy: the one that could
 * have been for longest.
 *
 * @param now - on the clock of the endpoints
 * @internal
 */
export function firstDue(
  endpoints: readonly ModelEndpoint[],
  tried: readonly ModelEndpoint[],
  now: number,
): ModelEndpoint | undefined {
  let first: ModelEndpoint | undefined;
  for (const endpoint of endpoints) {
    if (
      !endpoint.healthy &&
      endpoint.dueAt <= (first?.dueAt ?? now) &&
      !tried.includes(endpoint)
    ) {
      first = endpoint;
    }
  }
  return first;
}
