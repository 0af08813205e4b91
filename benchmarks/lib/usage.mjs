import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

/** Clock ticks per second, in which the kernel counts CPU time. */
const TICKS = Number(
  execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }),
);

/**
 * @param {number} pid
 * @returns {number[]} the process and all that it started, as far as they live
 */
export function processTree(pid) {
  /** @type {Map<number, number[]>} */
  const children = new Map();
  for (const name of readdirSync('/proc')) {
    const fields = /^\d+$/.test(name) ? statOf(Number(name)) : undefined;
    if (fields) {
      const parent = Number(fields[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    }
  }
  const tree = [pid];
  for (const member of tree) {
    tree.push(...(children.get(member) ?? []));
  }
  return tree;
}

/**
 * @param {number[]} pids
 * @returns {number} CPU time of all their threads so far, user and system, in microseconds
 */
export function cpuMicros(pids) {
  const ticks = pids.reduce((sum, pid) => {
    const fields = statOf(pid);
    return fields ? sum + Number(fields[11]) + Number(fields[12]) : sum;
  }, 0);
  return (ticks / TICKS) * 1e6;
}

/**
 * @param {number[]} pids
 * @returns {number} resident memory, in MiB
 */
export function residentMiB(pids) {
  return pids.reduce((sum, pid) => {
    const kib = /^VmRSS:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1];
    return sum + Number(kib ?? 0) / 1024;
  }, 0);
}

/**
 * @param {number} pid
 * @returns {string[] | undefined} what follows the name: state, parent, …
 */
function statOf(pid) {
  const stat = read(`/proc/${pid}/stat`);
  // The name, in parentheses, may hold anything.
  return stat ? stat.slice(stat.lastIndexOf(')') + 2).split(' ') : undefined;
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // It ended while we looked.
  }
}
