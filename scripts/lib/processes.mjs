import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {object} ProcessInfo
 * @property {number} pid
 * @property {number} group the id of its process group
 * @property {string} command its command line
 */

/** The environment variable by which everything started for one run can be found again. */
export const RUN_ID = 'MAAS_RUN_ID';

/** @returns {ProcessInfo[]} all processes that are not zombies, on Linux */
function fromProc() {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(name => {
      try {
        const stat = readFileSync(join('/proc', name, 'stat'), 'utf8');
        // The second field, the name in parentheses, may hold anything.
        const [state, , group] = stat
          .slice(stat.lastIndexOf(')') + 2)
          .split(' ');
        if (state === 'Z' || state === 'X') {
          return [];
        }
        const command = readFileSync(join('/proc', name, 'cmdline'), 'utf8')
          .split('\0')
          .join(' ')
          .trim();
        return [{ pid: Number(name), group: Number(group), command }];
      } catch {
        return []; // It ended while we looked.
      }
    });
}

/** @returns {ProcessInfo[]} all processes that are not zombies, elsewhere */
function fromPs() {
  return execFileSync('ps', ['-A', '-o', 'pid=,pgid=,stat=,command='], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
    .split('\n')
    .flatMap(line => {
      const match = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line);
      return match && !match[3].startsWith('Z')
        ? [
            {
              pid: Number(match[1]),
              group: Number(match[2]),
              command: match[4],
            },
          ]
        : [];
    });
}

/** @returns {ProcessInfo[]} all processes that are not zombies */
const listProcesses = () => (existsSync('/proc/self') ? fromProc() : fromPs());

/**
 * @param {number} pid
 * @returns {boolean} whether it runs
 */
export function isAlive(pid) {
  return listProcesses().some(info => info.pid === pid);
}

/**
 * @param {number} group
 * @returns {ProcessInfo[]} the living members of a process group. Zombies are left out: where the
 *   first process of a container does not collect them they stay for ever.
 */
export function groupMembers(group) {
  return listProcesses().filter(info => info.group === group);
}

/**
 * Finds what a run started, even where it made a process group of its own.
 *
 * @param {string} runId the value of MAAS_RUN_ID that the run gave its processes
 * @returns {ProcessInfo[]} always empty where there is no /proc to read environments from
 */
export function runMembers(runId) {
  const wanted = `${RUN_ID}=${runId}`;
  return listProcesses().filter(({ pid }) => {
    try {
      return (
        pid !== process.pid &&
        readFileSync(`/proc/${pid}/environ`, 'utf8')
          .split('\0')
          .includes(wanted)
      );
    } catch {
      return false;
    }
  });
}

/**
 * Kills what a run started and left behind.
 *
 * @param {string} runId
 */
export function killRun(runId) {
  for (const { pid } of runMembers(runId)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself.
    }
  }
}

/**
 * Sends a signal to a whole process group.
 *
 * @param {number} group
 * @param {NodeJS.Signals} signal
 */
export function signalGroup(group, signal) {
  try {
    process.kill(-group, signal);
  } catch {
    // Nobody is left in it.
  }
}
