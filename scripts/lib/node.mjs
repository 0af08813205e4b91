import { existsSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { capture } from './child.mjs';
import { fetchPackage } from './npm.mjs';
import { Problem } from './problem.mjs';
import { TOOLCHAIN, elapsed, say } from './setup.mjs';

/** Majors that Backstage supports, the preferred one first. */
const MAJORS = [24, 22];

/** About how much room a Node needs, in bytes. */
const NODE_SIZE = 150_000_000;

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

/** Where version managers keep their Nodes, and what follows the version's directory. */
function managedDirs() {
  const { env } = process;
  const home = homedir();
  const data = env.XDG_DATA_HOME ?? join(home, '.local/share');
  return [
    [join(env.NVM_DIR ?? join(home, '.nvm'), 'versions/node'), 'bin/node'],
    [
      join(env.FNM_DIR ?? join(data, 'fnm'), 'node-versions'),
      'installation/bin/node',
    ],
    [
      join(home, 'Library/Application Support/fnm/node-versions'),
      'installation/bin/node',
    ],
    [
      join(env.VOLTA_HOME ?? join(home, '.volta'), 'tools/image/node'),
      'bin/node',
    ],
    [
      join(env.ASDF_DATA_DIR ?? join(home, '.asdf'), 'installs/nodejs'),
      'bin/node',
    ],
    [
      join(env.MISE_DATA_DIR ?? join(data, 'mise'), 'installs/node'),
      'bin/node',
    ],
    [join(env.NODENV_ROOT ?? join(home, '.nodenv'), 'versions'), 'bin/node'],
  ];
}

/** @returns {string[]} executables of fitting Nodes that version managers have, best first */
function managedNodes() {
  const found = managedDirs().flatMap(([dir, executable]) =>
    existsSync(dir)
      ? readdirSync(dir)
          .filter(name => fits(name.replace(/^v/, '')))
          .map(name => ({
            version: name.replace(/^v/, ''),
            path: join(dir, name, executable),
          }))
      : [],
  );
  const byVersion = new Intl.Collator('en', { numeric: true });
  return found
    .sort((a, b) => byVersion.compare(b.version, a.version))
    .map(({ path }) => path);
}

/**
 * Finds a Node that the project can run on without fetching anything: the
 * running one, one fetched before, or one of a version manager.
 *
 * @returns {Promise<NodeRuntime | undefined>}
 */
export async function findNode() {
  if (fits(process.versions.node)) {
    return { path: process.execPath, version: process.versions.node };
  }
  for (const path of [fetchedNode(), ...managedNodes()]) {
    const node = await inspect(path);
    if (node) {
      return node;
    }
  }
  return undefined;
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
  // npm says nothing of a file that it could not write in full.
  const { bavail, bsize } = statfsSync(TOOLCHAIN);
  const wasFull = bavail * bsize < NODE_SIZE;
  if (!node) {
    rmSync(fetchedDir(), { recursive: true, force: true });
    if (wasFull) {
      throw new Problem('The disk is full.', {
        advice: 'Free about 3 GB and run it again.',
      });
    }
    throw new Problem(
      `The fetched Node ${MAJORS[0]} does not run on this machine (${process.platform} ${process.arch}).`,
      {
        advice: `Install Node ${MAJORS[0]} yourself (nvm, fnm, your package manager) and run it again with that one.`,
      },
    );
  }
  say(`Node ${node.version} fetched (${elapsed(start)})`);
  return node;
}
