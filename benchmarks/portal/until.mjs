import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../../scripts/lib/problem.mjs';

/** How often is asked, in milliseconds. */
const INTERVAL = 200;
/** How long it may take, in milliseconds. */
const PATIENCE = 15 * 60_000;

/**
 * Asks again and again until there is an answer.
 *
 * @template T
 * @param {string} what is waited for, for people
 * @param {AbortSignal} signal
 * @param {() => Promise<T | undefined | false>} ask
 * @returns {Promise<T>} the first answer that is one
 * @throws {Problem} where it takes too long; the signal's reason when aborted
 */
export async function until(what, signal, ask) {
  const deadline = performance.now() + PATIENCE;
  while (performance.now() < deadline) {
    signal.throwIfAborted();
    const answer = await ask();
    if (answer !== undefined && answer !== false) {
      return answer;
    }
    await sleep(INTERVAL);
  }
  throw new Problem(`${what} took longer than ${PATIENCE / 60_000} minutes.`);
}
