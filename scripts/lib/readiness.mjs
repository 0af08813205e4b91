import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from './problem.mjs';

/** How often is asked, in milliseconds. */
const INTERVAL = 250;
/** How long the start may take, in milliseconds. */
const TIMEOUT = 240_000;

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
 * @param {import('./portal.mjs').Urls} options.urls
 * @param {Promise<Problem>} options.ended settles when one of the processes ends
 * @param {AbortSignal} [options.signal]
 * @param {string} [options.person] the id of a demo person
 * @returns {Promise<boolean>} whether that person can sign in; not where the configuration has no demo people
 * @throws {Problem} when a process ends or the time is over; the signal's reason when aborted
 */
export async function waitUntilReady({ urls, ended, signal, person }) {
  /** @type {Set<string>} */
  const pending = new Set();
  let over = false;
  /**
   * @param {string} name what is waited for
   * @param {string} url
   * @param {number[]} wanted statuses
   * @returns {Promise<number | undefined>} the status; nothing when the wait is over
   */
  const poll = async (name, url, wanted = [200]) => {
    pending.add(name);
    while (!over) {
      const code = await status(url);
      if (code !== undefined && wanted.includes(code)) {
        pending.delete(name);
        return code;
      }
      await sleep(INTERVAL);
    }
    return undefined;
  };
  const pollBackend = async () => {
    await poll('backend', `${urls.backend}/.backstage/health/v1/readiness`);
    if (!person) {
      return false;
    }
    // Now a 404 is final: nobody can sign in that way. A 503: the catalog does not know the person yet.
    const code = await poll(
      'demo organization',
      `${urls.backend}/api/auth/personas/refresh?persona=${encodeURIComponent(
        person,
      )}`,
      [200, 404],
    );
    return code === 200;
  };
  const aborted = new Promise((_, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
    }
    signal?.addEventListener('abort', () => reject(signal.reason), {
      once: true,
    });
  });
  const expired = sleep(TIMEOUT, undefined, { ref: false }).then(() => {
    throw new Problem(
      `not ready after ${TIMEOUT / 1000} s: ${[...pending].join(', ')}.`,
      { advice: 'See the logs, or run it again with --verbose.' },
    );
  });
  try {
    const [hasPerson] = await Promise.race([
      Promise.all([
        pollBackend(),
        // Well once it knows models, keys and grants.
        poll('gateway', `${urls.gatewayAdmin}/readyz`),
        poll('simulator', urls.simulator),
        poll('app', urls.portal),
      ]),
      ended.then(problem => {
        throw problem;
      }),
      aborted,
      expired,
    ]);
    return hasPerson;
  } finally {
    over = true;
    // Losing the race is no error.
    aborted.catch(() => undefined);
    expired.catch(() => undefined);
  }
}
