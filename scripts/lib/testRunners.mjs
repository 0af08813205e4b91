import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './setup.mjs';
import { runTool } from './tools.mjs';

const LIB = join(ROOT, 'scripts/lib');

/** @typedef {{passed: number, failed: number, skipped: number}} Counts */

/** @type {Counts} */
export const NOTHING_COUNTED = { passed: 0, failed: 0, skipped: 0 };

/**
 * Runs the Jest tests of all packages, or of those that the arguments choose.
 *
 * @param {object} options
 * @param {string[]} options.args for Jest: paths and flags
 * @param {NodeJS.ProcessEnv} options.env
 * @param {string} options.tempDir
 * @param {AbortSignal} options.signal
 * @returns {Promise<{code: number, counts: Counts}>}
 */
export async function runJest({ args, env, tempDir, signal }) {
  const file = join(tempDir, 'jest.json');
  const has = (/** @type {string} */ flag) =>
    args.some(arg => arg === flag || arg.startsWith(`${flag}=`));
  const code = await runTool(
    'backstage-cli',
    [
      'repo',
      'test',
      '--watchAll=false',
      ...(has('--maxWorkers') || has('-w') || has('--runInBand') || has('-i')
        ? []
        : [`--maxWorkers=${Math.max(2, availableParallelism() - 1)}`]),
      '--json',
      `--outputFile=${file}`,
      ...args,
    ],
    { env, signal },
  );
  if (!existsSync(file)) {
    // Jest did not get as far as running tests.
    return { code: code || 1, counts: { ...NOTHING_COUNTED, failed: 1 } };
  }
  return { code, counts: countJest(JSON.parse(readFileSync(file, 'utf8'))) };
}

/**
 * @param {{numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   numRuntimeErrorTestSuites: number}} summary as Jest writes it
 * @returns {Counts} a file that could not be run at all counts as one failure
 */
export function countJest(summary) {
  return {
    passed: summary.numPassedTests,
    failed: summary.numFailedTests + summary.numRuntimeErrorTestSuites,
    skipped: summary.numPendingTests + summary.numTodoTests,
  };
}

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
