#!/usr/bin/env node
// `node scripts/bootstrap.mjs <name> [args]` runs scripts/<name>.mjs with a fitting Node and all
// dependencies in place. It needs Node 18 or newer and npm, and nothing installed.
import { readdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { forwardSignals, handOver } from './lib/child.mjs';
import { install, isInstalled } from './lib/dependencies.mjs';
import { withLock } from './lib/lock.mjs';
import { fetchNode, findNode } from './lib/node.mjs';
import { Problem, errorCode, printProblem } from './lib/problem.mjs';
import { ROOT, TOOLCHAIN, elapsed, say } from './lib/setup.mjs';
import {
  SHIM_DIR,
  fetchYarn,
  findYarn,
  writeYarnShim,
  yarnVersion,
} from './lib/yarn.mjs';

const LOCK = join(TOOLCHAIN, 'lock');

/** @typedef {import('./lib/node.mjs').NodeRuntime} NodeRuntime */

/**
 * @param {NodeRuntime} node
 * @returns {NodeJS.ProcessEnv} an environment in which `node` and `yarn` are the project's
 */
function projectEnv(node) {
  const path = [SHIM_DIR, dirname(node.path), process.env.PATH];
  return { ...process.env, PATH: path.filter(Boolean).join(delimiter) };
}

/**
 * Does what is missing, one process at a time.
 *
 * @returns {Promise<NodeRuntime>}
 */
async function setUp() {
  return withLock(
    LOCK,
    async () => {
      const node = (await findNode()) ?? (await fetchNode());
      const yarn = findYarn() ?? (await fetchYarn());
      writeYarnShim(node.path, yarn);
      if (!isInstalled(node.version)) {
        await install(node, yarn, projectEnv(node));
      }
      return node;
    },
    pid =>
      say(
        `process ${pid} is setting the project up already; waiting for it … (if it is something else, delete ${LOCK})`,
      ),
  );
}

/** @returns {Promise<NodeRuntime>} */
async function prepare() {
  const start = performance.now();
  let node = await findNode();
  const yarn = findYarn();
  if (node && yarn && isInstalled(node.version)) {
    writeYarnShim(node.path, yarn);
  } else {
    node = await setUp();
  }
  say(
    `Node ${
      node.version
    }, Yarn ${yarnVersion()}, dependencies in place (${elapsed(start)})`,
  );
  return node;
}

/** @returns {string} the script that the first argument names */
function chosenScript() {
  const dir = join(ROOT, 'scripts');
  const names = readdirSync(dir)
    .filter(name => name.endsWith('.mjs') && name !== 'bootstrap.mjs')
    .map(name => name.replace(/\.mjs$/, ''));
  const name = process.argv[2];
  if (!names.includes(name)) {
    throw new Problem(
      name ? `There is no script "${name}".` : 'No script is named.',
      { advice: `Name one of: ${names.join(', ')}.` },
    );
  }
  return join(dir, `${name}.mjs`);
}

async function main() {
  if (process.platform === 'win32') {
    throw new Problem('This runs on Linux and macOS.', {
      advice: 'On Windows, use it inside WSL.',
    });
  }
  forwardSignals();
  const script = chosenScript();
  const node = await prepare();
  return handOver(node.path, [script, ...process.argv.slice(3)], {
    env: { ...projectEnv(node), MAAS_BOOTSTRAP_PID: String(process.pid) },
  });
}

/**
 * @param {unknown} error
 * @returns {unknown} a Problem where the system refused something
 */
function explain(error) {
  return error instanceof Error && errorCode(error)
    ? new Problem(`${error.message}.`, {
        advice:
          'Make sure that this checkout belongs to you and that the disk has about 3 GB free.',
        cause: error,
      })
    : error;
}

try {
  process.exitCode = await main();
} catch (error) {
  printProblem(explain(error), '[setup] ');
  process.exitCode = 1;
}
