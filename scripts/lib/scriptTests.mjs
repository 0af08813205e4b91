import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './setup.mjs';
import { runTool } from './tools.mjs';

const LIB = join(ROOT, 'scripts/lib');

/** @typedef {import('./jest.mjs').Counts} Counts */

/**
 * Runs the tests beside the scripts with Node's own test runner.
 *
 * @param {AbortSignal} signal
 * @returns {Promise<{code: number, counts: Counts}>}
 */
export async function runScriptTests(signal) {
  /** @type {string[]} */
  const lines = [];
  const code = await runTool(
    'node',
    [
      '--test',
      '--test-reporter=tap',
      ...readdirSync(LIB)
        .filter(name => name.endsWith('.test.mjs'))
        .map(name => join(LIB, name)),
    ],
    { signal, onLine: line => lines.push(line) },
  );
  const counts = countTap(lines);
  if (code !== 0) {
    console.log(lines.join('\n'));
    counts.failed ||= 1;
  }
  console.log(`${counts.passed} passed`);
  return { code, counts };
}

/**
 * @param {string[]} lines Node's TAP report
 * @returns {Counts}
 */
export function countTap(lines) {
  const count = (/** @type {string} */ name) => {
    const line = lines.findLast(text => text.startsWith(`# ${name} `));
    return line ? Number(line.slice(name.length + 3)) : 0;
  };
  return {
    passed: count('pass'),
    failed: count('fail') + count('cancelled'),
    skipped: count('skipped') + count('todo'),
  };
}
