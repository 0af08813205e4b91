import { readFileSync, readdirSync } from 'node:fs';

/** What the kernel counts CPU time in, in microseconds. */
const TICK = 10_000;

/**
 * @param {number} pid
 * @returns {{parent: number, micros: number} | undefined} its parent, and the CPU time of it and of
 *   what it has outlived; undefined where it is gone
 */
function readProcess(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = fields.slice(11, 15).reduce((sum, n) => sum + Number(n), 0);
    return { parent: Number(fields[1]), micros: ticks * TICK };
  } catch {
    return undefined;
  }
}

/**
 * @param {number} pid
 * @returns {number} CPU time of a process and its children until now, in microseconds
 */
export function cpuMicros(pid) {
  const others = readdirSync('/proc').filter(name => /^\d+$/.test(name));
  return others.reduce((sum, other) => {
    const found = readProcess(Number(other));
    const belongs = Number(other) === pid || found?.parent === pid;
    return belongs ? sum + (found?.micros ?? 0) : sum;
  }, 0);
}
