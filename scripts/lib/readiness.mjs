import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from './problem.mjs';

/** How often is asked, in milliseconds. */
const INTERVAL = 250;

/**
 * @param {string} url
 * @returns {Promise<number | undefined>} the HTTP status, or nothing while nobody answers
 */
async function status(url) {
  try {
    const response = await fetch(url, {
      headers: { accept: 'text/html, application/json' },
      signal: AbortSignal.timeout(30_000),
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return undefined;
  }
}

/**
 * Waits until all parts of the portal answer, and until the given person can
 * sign in, which takes until the catalog has read the people.
 *
 * @param {object} options
 * @param {{portal: string, backend: string, simulator: string}} options.urls
 * @param {Promise<Problem>} options.ended settles when one of the processes ends
 * @param {AbortSignal} [options.signal]
 * @param {string} [options.person] the id of a demo person
 * @param {number} [options.timeoutMs]
 * @throws {Problem} when a process ends or the time is over; the signal's reason when aborted
 */
export async function waitUntilReady({
  urls,
  ended,
  signal,
  person,
  timeoutMs = 240_000,
}) {
  /** @type {Record<string, {url: string, isReady: (status: number) => boolean}>} */
  const probes = {
    simulator: { url: urls.simulator, isReady: code => code === 200 },
    backend: {
      url: `${urls.backend}/.backstage/health/v1/readiness`,
      isReady: code => code === 200,
    },
    app: { url: urls.portal, isReady: code => code === 200 },
  };
  if (person) {
    probes['demo organization'] = {
      url: `${
        urls.backend
      }/api/auth/personas/refresh?persona=${encodeURIComponent(person)}`,
      isReady: code => code === 200,
    };
  }
  const pending = new Set(Object.keys(probes));
  let over = false;
  const poll = async (/** @type {string} */ name) => {
    const { url, isReady } = probes[name];
    while (!over) {
      const code = await status(url);
      if (code !== undefined && isReady(code)) {
        pending.delete(name);
        return;
      }
      await sleep(INTERVAL);
    }
  };
  const aborted = new Promise((_, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
    }
    signal?.addEventListener('abort', () => reject(signal.reason), {
      once: true,
    });
  });
  const expired = sleep(timeoutMs, undefined, { ref: false }).then(() => {
    throw new Problem(
      `not ready after ${Math.round(timeoutMs / 1000)} s: ${[...pending].join(
        ', ',
      )}.`,
      { advice: 'See the logs, or run it again with --verbose.' },
    );
  });
  try {
    await Promise.race([
      Promise.all(Object.keys(probes).map(poll)),
      ended.then(problem => {
        throw problem;
      }),
      aborted,
      expired,
    ]);
  } finally {
    over = true;
    // Losing the race is no error.
    aborted.catch(() => undefined);
    expired.catch(() => undefined);
  }
}
