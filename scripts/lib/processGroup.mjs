import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { groupMembers, signalGroup } from './processes.mjs';

/**
 * @typedef {object} ProcessGroup a command and everything it starts
 * @property {number} pid
 * @property {Promise<{code: number | null, signal: NodeJS.Signals | null}>} exited settles when the
 *   command itself ends; it never rejects
 * @property {(graceMs?: number) => Promise<void>} stop asks all to end and, after the grace period in
 *   milliseconds, kills those that did not
 * @property {() => void} kill kills all at once
 */

/** @type {import('node:stream').Writable | undefined} */
let leash;

/** @param {string} line */
function tellLeash(line) {
  if (!leash) {
    const child = spawn(
      process.execPath,
      [join(dirname(fileURLToPath(import.meta.url)), 'leash.mjs')],
      { detached: true, stdio: ['pipe', 'ignore', 'ignore'] },
    );
    child.once('error', () => undefined);
    child.unref();
    leash = child.stdin;
    leash.on('error', () => undefined);
    /** @type {import('node:net').Socket} */ (leash).unref();
  }
  leash.write(`${line}\n`);
}

/**
 * Starts a command in a process group of its own, so that it can be ended with
 * all that it starts, and so that Ctrl-C reaches it only through its owner.
 *
 * @param {object} options
 * @param {string} options.command
 * @param {string[]} options.args
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {number} [options.uid]
 * @param {number} [options.gid]
 * @param {(line: string) => void} [options.onLine] is given each line of output; without it the output
 *   goes where this process's goes
 * @returns {Promise<ProcessGroup>}
 * @throws the system error when the command cannot be started
 */
export async function startGroup({ command, args, onLine, ...options }) {
  const child = spawn(command, args, {
    ...options,
    detached: true,
    stdio: onLine
      ? ['ignore', 'pipe', 'pipe']
      : ['ignore', 'inherit', 'inherit'],
  });
  await new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  const pid = /** @type {number} */ (child.pid);
  tellLeash(`+${pid}`);
  for (const stream of [child.stdout, child.stderr]) {
    if (stream && onLine) {
      createInterface({ input: stream }).on('line', onLine);
    }
  }
  /** @type {ProcessGroup['exited']} */
  const exited = new Promise(resolve => {
    // 'close' and not 'exit', so that the last lines are in; but a grandchild may keep the pipes open.
    child.once('close', (code, signal) => resolve({ code, signal }));
    child.once('exit', (code, signal) =>
      setTimeout(() => resolve({ code, signal }), 500).unref(),
    );
  });
  return {
    pid,
    exited,
    async stop(graceMs = 8_000) {
      signalGroup(pid, 'SIGTERM');
      const deadline = Date.now() + graceMs;
      while (groupMembers(pid).length > 0) {
        if (Date.now() > deadline) {
          signalGroup(pid, 'SIGKILL');
        }
        await sleep(50);
      }
      tellLeash(`-${pid}`);
    },
    kill: () => signalGroup(pid, 'SIGKILL'),
  };
}
