import { percentile } from '../lib/stats.mjs';

/** @typedef {import('./Client.mjs').Client} Client */

const CALLS = 100;

/** What a page asks for as its first list, and what narrower ones cost. */
const PATHS = {
  'first page': '/maas/models?sort=title&limit=24',
  'page of 500': '/maas/models?limit=500',
  search: '/maas/models?sort=title&limit=24&search=granite',
  'five filters':
    '/maas/models?sort=inputPrice&limit=24&capability=tools&provider=Mistral%20AI&license=apache-2.0&minContext=16000&maxInputPrice=500000000',
  mine: '/maas/models?sort=title&limit=24&mine=true',
  facets: '/maas/models/facets',
};

/**
 * Calls one after the other, as a page does.
 *
 * @param {Client} client
 * @param {AbortSignal} signal
 * @returns {Promise<Array<{name: string, p50: number, p95: number}>>} milliseconds until all of the
 *   answer is read
 */
export async function measureCalls(client, signal) {
  const results = [];
  for (const [name, path] of Object.entries(PATHS)) {
    await client.get(path);
    const times = [];
    for (let call = 0; call < CALLS; call++) {
      signal.throwIfAborted();
      const begun = performance.now();
      await client.get(path);
      times.push(performance.now() - begun);
    }
    results.push({
      name,
      p50: percentile(times, 0.5),
      p95: percentile(times, 0.95),
    });
  }
  return results;
}
