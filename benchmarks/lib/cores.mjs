import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Problem } from '../../scripts/lib/problem.mjs';

/** The core of what is being measured. */
export const TESTED_CORE = 0;

/** The core of everything else: load, fake model server, fake control plane. */
export const OTHER_CORE = 1;

/**
 * Moves this process, and with it all that it starts without a core of its own, off the core
 * that is measured.
 *
 * @throws {Problem} where processes cannot be pinned
 */
export function pinOthers() {
  if (process.platform !== 'linux' || !existsSync('/proc/self/stat')) {
    throw new Problem(
      'The benchmark pins processes and reads their CPU time.',
      {
        advice: 'Run it on Linux.',
      },
    );
  }
  if (availableParallelism() < 2) {
    throw new Problem('The benchmark needs two cores.', {
      advice: 'Give this machine or container another one.',
    });
  }
  try {
    execFileSync('taskset', ['-acp', String(OTHER_CORE), String(process.pid)]);
  } catch (error) {
    throw new Problem(
      `Processes cannot be pinned to cores ${TESTED_CORE} and ${OTHER_CORE}.`,
      {
        advice:
          'Install util-linux (taskset), and allow this process both cores.',
        cause: error,
      },
    );
  }
}

/**
 * @param {number} core
 * @param {string} command
 * @param {string[]} args
 * @returns {{command: string, args: string[]}} what runs the command on that core alone
 */
export function pinned(core, command, args) {
  return { command: 'taskset', args: ['-c', String(core), command, ...args] };
}
