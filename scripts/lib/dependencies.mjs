import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { attend } from './child.mjs';
import { toolFailure } from './problem.mjs';
import { startGroup } from './processGroup.mjs';
import { signalGroup } from './processes.mjs';
import { ROOT, TOOLCHAIN, elapsed, say } from './setup.mjs';
import { yarnNetworkEnv } from './yarn.mjs';

const LOG_FILE = join(TOOLCHAIN, 'install.log');

/**
 * @param {string} root
 * @returns {string[]} the package.json files of the root and of all workspaces
 */
function manifests(root) {
  const file = join(root, 'package.json');
  /** @type {{workspaces?: string[]}} */
  const { workspaces = [] } = JSON.parse(readFileSync(file, 'utf8'));
  const nested = workspaces.flatMap(pattern => {
    const parent = join(root, dirname(pattern));
    return existsSync(parent)
      ? readdirSync(parent)
          .sort()
          .map(name => join(parent, name, 'package.json'))
      : [];
  });
  return [file, ...nested.filter(path => existsSync(path))];
}

/**
 * A stamp over everything that decides what an installation holds, and over
 * what Yarn says is installed. An interrupted installation has none.
 *
 * @param {string} nodeVersion such as 24.21.0; native modules are built per major
 * @param {string} [root]
 * @returns {string | undefined} nothing when there is no installation at all
 */
export function installationStamp(nodeVersion, root = ROOT) {
  const state = join(root, 'node_modules/.yarn-state.yml');
  if (!existsSync(state)) {
    return undefined;
  }
  const hash = createHash('sha256');
  hash.update(
    `${nodeVersion.split('.')[0]} ${process.platform} ${process.arch}\n`,
  );
  const files = [
    ...manifests(root),
    join(root, 'yarn.lock'),
    join(root, '.yarnrc.yml'),
    state,
  ];
  for (const file of files) {
    hash.update(`${file.slice(root.length)}\n`);
    hash.update(existsSync(file) ? readFileSync(file) : '');
  }
  return hash.digest('hex');
}

/** @param {string} root */
const stampFile = root => join(root, 'node_modules/.maas-install-stamp');

/**
 * @param {string} nodeVersion
 * @param {string} [root]
 * @returns {boolean} whether the dependencies are installed and still the right ones
 */
export function isInstalled(nodeVersion, root = ROOT) {
  const file = stampFile(root);
  return (
    existsSync(file) &&
    readFileSync(file, 'utf8') === installationStamp(nodeVersion, root)
  );
}

/**
 * Installs the dependencies as yarn.lock names them.
 *
 * @param {import('./node.mjs').NodeRuntime} node
 * @param {string} yarnScript
 * @param {NodeJS.ProcessEnv} env
 */
export async function install(node, yarnScript, env) {
  const start = performance.now();
  const first = !existsSync(join(ROOT, 'node_modules/.yarn-state.yml'));
  say(
    `installing dependencies${
      first ? ' (the first time takes a minute or two)' : ''
    } …`,
  );
  rmSync(stampFile(ROOT), { force: true });
  const network = await yarnNetworkEnv();
  let output = '';
  // In a group of its own, so that a Yarn whose bootstrap was killed does not go on beside the next one.
  const group = await startGroup({
    command: node.path,
    args: [yarnScript, 'install', '--immutable'],
    cwd: ROOT,
    env: { ...env, ...network },
    onLine: line => {
      output += `${line}\n`;
      if (process.env.MAAS_DEBUG === '1') {
        say(line);
      }
    },
  });
  const { code } = await attend(
    signal => signalGroup(group.pid, signal),
    group.exited,
  );
  await group.stop();
  mkdirSync(TOOLCHAIN, { recursive: true });
  writeFileSync(LOG_FILE, output);
  if (code !== 0) {
    throw toolFailure('Could not install the dependencies', output);
  }
  writeFileSync(stampFile(ROOT), installationStamp(node.version) ?? '');
  say(`dependencies installed (${elapsed(start)})`);
}
