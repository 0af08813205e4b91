import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from './child.mjs';
import { fetchPackage } from './npm.mjs';
import { Problem } from './problem.mjs';
import { TOOLCHAIN, elapsed, say } from './setup.mjs';

/** Majors that Backstage supports, the preferred one first. */
const MAJORS = [24, 22];

/**
 * @typedef {object} NodeRuntime
 * @property {string} path the executable
 * @property {string} version such as 24.21.0
 */

/** @param {string} version */
const fits = version => MAJORS.includes(Number(version.split('.')[0]));

/** @returns {string} where a fetched Node is kept; named by platform, as checkouts are shared with containers */
const fetchedDir = () =>
  join(TOOLCHAIN, `node-${MAJORS[0]}-${process.platform}-${process.arch}`);

/** npm's packages with the Node executable alone; only the one for Apple silicon is named otherwise. */
function nodePackage() {
  const target = `${process.platform}-${process.arch}`;
  return target === 'darwin-arm64' ? `node-bin-${target}` : `node-${target}`;
}

/** @returns {string} */
const fetchedNode = () =>
  join(fetchedDir(), 'node_modules', nodePackage(), 'bin', 'node');

/**
 * @param {string} path
 * @returns {Promise<NodeRuntime | undefined>} nothing if it cannot run or does not fit
 */
async function inspect(path) {
  if (!existsSync(path)) {
    return undefined;
  }
  try {
    const { code, stdout } = await capture(path, ['--version']);
    const version = stdout.trim().replace(/^v/, '');
    return code === 0 && fits(version) ? { path, version } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Finds a Node that the project can run on without fetching anything: the
 * running one, or one fetched before.
 *
 * @returns {Promise<NodeRuntime | undefined>}
 */
export async function findNode() {
  if (fits(process.versions.node)) {
    return { path: process.execPath, version: process.versions.node };
  }
  return inspect(fetchedNode());
}

/**
 * Fetches a fitting Node into the project's cache. The user's own stays as it is.
 *
 * @returns {Promise<NodeRuntime>}
 */
export async function fetchNode() {
  const start = performance.now();
  say(
    `Node ${process.versions.node} does not fit (needed: ${MAJORS.join(
      ' or ',
    )}): fetching Node ${MAJORS[0]} for this project only …`,
  );
  await fetchPackage(
    `${nodePackage()}@${MAJORS[0]}`,
    fetchedDir(),
    `Node ${MAJORS[0]}`,
  );
  const node = await inspect(fetchedNode());
  if (!node) {
    rmSync(fetchedDir(), { recursive: true, force: true });
    throw new Problem(
      `The fetched Node ${MAJORS[0]} does not run on this machine (${process.platform} ${process.arch}).`,
      {
        advice: `Install Node ${MAJORS[0]} yourself (nvm, fnm, your package manager) and run it again with that one; or, if the disk is full, free about 3 GB first.`,
      },
    );
  }
  say(`Node ${node.version} fetched (${elapsed(start)})`);
  return node;
}
