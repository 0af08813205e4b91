import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../../scripts/lib/problem.mjs';
import { startGroup } from '../../scripts/lib/processGroup.mjs';
import { TESTED_CORE, pinned } from '../lib/cores.mjs';

/** How long a server may take to answer for the first time, in milliseconds. */
const PATIENCE = 60_000;

/**
 * @typedef {object} Target a server between the load and the model server
 * @property {string} name
 * @property {number} port where it is called, at `/v1/chat/completions`
 * @property {number} [adminPort] where its health and metrics are
 * @property {Record<string, string>} headers that it wants beside the usual ones
 * @property {number} pid its process; what that starts belongs to it
 * @property {string} [gateway] id by which the control plane knows it, where it meters
 * @property {() => Promise<void>} stop
 */

/**
 * Starts a server on the core that is measured and waits until it answers.
 *
 * @param {string} name
 * @param {object} options
 * @param {string} options.command
 * @param {string[]} options.args
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env] added to the environment
 * @param {string} options.healthUrl answers with any status below 500 once it is ready
 * @param {AbortSignal} options.signal
 * @returns {Promise<{pid: number, stop: () => Promise<void>}>}
 */
export async function startServer(
  name,
  { command, args, cwd, env, healthUrl, signal },
) {
  /** @type {string[]} */
  const lines = [];
  const group = await startGroup({
    ...pinned(TESTED_CORE, command, args),
    cwd,
    env: { ...process.env, NODE_ENV: 'production', ...env },
    onLine: line => {
      lines.push(line);
      lines.splice(0, lines.length - 20);
    },
  });
  const stop = () => group.stop();
  let ended = false;
  group.exited.then(() => {
    ended = true;
  });
  const deadline = Date.now() + PATIENCE;
  try {
    while (!(await answers(healthUrl))) {
      if (ended || Date.now() > deadline) {
        throw new Problem(
          `${name} ${ended ? 'ended at its start' : 'does not answer'}.`,
          {
            details: lines.join('\n'),
          },
        );
      }
      await sleep(100, undefined, { signal });
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { pid: group.pid, stop };
}

/** @param {string} url */
async function answers(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.status < 500;
  } catch {
    return false;
  }
}
