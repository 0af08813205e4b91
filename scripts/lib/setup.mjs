import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root directory. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Where fetched tools are kept; safe to delete. */
export const TOOLCHAIN = join(ROOT, '.cache', 'toolchain');

/** @param {string} text one line about what the setup does */
export function say(text) {
  process.stderr.write(`[setup] ${text}\n`);
}

/**
 * @param {number} since a time from `performance.now()`, milliseconds
 * @returns {string} such as "3.2 s"
 */
export function elapsed(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
