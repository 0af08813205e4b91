// Runs all tests once: Jest with a real PostgreSQL beside SQLite, then the browser tests.
// Arguments go to Jest, and then only Jest runs.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium, runBrowserTests } from './lib/browser.mjs';
import { Interrupted, endWith, interruptSignal } from './lib/interrupt.mjs';
import { POSTGRES_VARIABLE, startPostgres } from './lib/postgres.mjs';
import { Problem, printProblem } from './lib/problem.mjs';
import { ROOT, elapsed } from './lib/setup.mjs';
import {
  NOTHING_COUNTED,
  runJest,
  runScriptTests,
} from './lib/testRunners.mjs';

/** @typedef {import('./lib/testRunners.mjs').Counts} Counts */
/** @typedef {{code: number, counts: Counts}} Result */

const args = process.argv.slice(2);

/** @type {{name: string, seconds: string, outcome: string}[]} */
const stages = [];

/** @type {Counts} */
const total = { ...NOTHING_COUNTED };
let failed = false;

/**
 * Runs a stage and adds it to the summary. A failure does not keep the next
 * stage from running.
 *
 * @param {string} name
 * @param {() => Promise<Result>} task
 */
async function stage(name, task) {
  const begun = performance.now();
  console.log(`\n── ${name}`);
  /** @type {Result} */
  let result;
  try {
    result = await task();
  } catch (error) {
    if (error instanceof Interrupted) {
      throw error;
    }
    printProblem(error);
    result = { code: 1, counts: { ...NOTHING_COUNTED, failed: 1 } };
  }
  total.passed += result.counts.passed;
  total.failed += result.counts.failed;
  total.skipped += result.counts.skipped;
  failed ||= result.code !== 0 || result.counts.failed > 0;
  stages.push({
    name,
    seconds: elapsed(begun),
    outcome: result.code === 0 ? 'ok' : 'FAILED',
  });
}

/** @param {string} text */
const loudly = text =>
  console.log(`\n${'!'.repeat(78)}\n${text}\n${'!'.repeat(78)}`);

/**
 * @param {string} tempDir
 * @param {AbortSignal} signal
 * @returns {Promise<Result>}
 */
async function jestStage(tempDir, signal) {
  /** @type {NodeJS.ProcessEnv} */
  const env = {
    ...process.env,
    NODE_ENV: 'test',
    // A server started here is all that is needed; containers would only be slow.
    BACKSTAGE_TEST_DISABLE_DOCKER: '1',
  };
  if (process.env.MAAS_TEST_SKIP_POSTGRES === '1') {
    loudly(
      'SKIPPED: PostgreSQL (MAAS_TEST_SKIP_POSTGRES=1). The stores are tested on SQLite only.',
    );
    delete env[POSTGRES_VARIABLE];
    return runJest({ args, env, tempDir, signal });
  }
  if (env[POSTGRES_VARIABLE]) {
    console.log(`PostgreSQL: the server that ${POSTGRES_VARIABLE} names`);
    return runJest({ args, env, tempDir, signal });
  }
  const begun = performance.now();
  const postgres = await startPostgres(tempDir, signal);
  try {
    console.log(`PostgreSQL started (${elapsed(begun)})`);
    env[POSTGRES_VARIABLE] = postgres.connectionString;
    return await runJest({ args, env, tempDir, signal });
  } finally {
    await postgres.stop();
  }
}

/**
 * @param {string} tempDir
 * @param {AbortSignal} signal
 * @returns {Promise<Result>}
 */
async function browserStage(tempDir, signal) {
  const chromium = findChromium();
  if (chromium) {
    return runBrowserTests({ chromium, tempDir, signal });
  }
  const advice =
    'Get one with `apt install chromium`, `brew install chromium` or `npx playwright install chromium`, or set CHROMIUM_PATH.';
  if (process.env.CI === 'true') {
    throw new Problem('There is no Chromium for the browser tests.', {
      advice,
    });
  }
  loudly(`SKIPPED: the browser tests, as there is no Chromium.\n${advice}`);
  return { code: 0, counts: NOTHING_COUNTED };
}

async function main() {
  const tempDir = mkdtempSync(join(tmpdir(), 'maas-test-'));
  // PostgreSQL may run as another user and has to get through.
  chmodSync(tempDir, 0o711);
  const clean = () => rmSync(tempDir, { recursive: true, force: true });
  const signal = interruptSignal(() => {
    clean();
    process.exit(130);
  });
  try {
    if (args.length === 0) {
      await stage('Tests of the scripts', () => runScriptTests(signal));
    }
    await stage('Jest, with SQLite and PostgreSQL', () =>
      jestStage(tempDir, signal),
    );
    if (args.length === 0) {
      await stage('Browser tests', () => browserStage(tempDir, signal));
    }
  } finally {
    clean();
  }
}

process.chdir(ROOT);
const begun = performance.now();
try {
  await main();
  console.log('');
  for (const { name, seconds, outcome } of stages) {
    console.log(`${outcome.padEnd(7)}${seconds.padStart(9)}  ${name}`);
  }
  console.log(`${''.padEnd(7)}${elapsed(begun).padStart(9)}  in all`);
  console.log(
    `${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`,
  );
  process.exitCode = failed ? 1 : 0;
} catch (error) {
  if (error instanceof Interrupted) {
    console.log('\nStopped; nothing is left running.');
  }
  endWith(error);
}
