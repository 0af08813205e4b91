import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fetchPackage, npmConfig } from './npm.mjs';
import { Problem } from './problem.mjs';
import { ROOT, TOOLCHAIN, elapsed, say } from './setup.mjs';

/** First on the PATH of everything the project runs. */
export const SHIM_DIR = join(TOOLCHAIN, 'bin');

/** @returns {string} the Yarn version that the project names, such as 4.13.0 */
export function yarnVersion() {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const match = /^yarn@(\d+\.\d+\.\d+[^+]*)/.exec(manifest.packageManager);
  if (!match) {
    throw new Problem(
      'package.json does not name a Yarn version in `packageManager`.',
      { advice: 'Restore the line, such as "packageManager": "yarn@4.13.0".' },
    );
  }
  return match[1];
}

/** @param {string} version */
const yarnDir = version => join(TOOLCHAIN, `yarn-${version}`);

/** @param {string} version */
const yarnScript = version =>
  join(yarnDir(version), 'node_modules/@yarnpkg/cli-dist/bin/yarn.js');

/** @returns {string | undefined} Yarn's script, if it has been fetched */
export function findYarn() {
  const script = yarnScript(yarnVersion());
  return existsSync(script) ? script : undefined;
}

/**
 * Fetches the Yarn that the project names, through npm.
 *
 * @returns {Promise<string>} Yarn's script
 */
export async function fetchYarn() {
  const start = performance.now();
  const version = yarnVersion();
  await fetchPackage(
    `@yarnpkg/cli-dist@${version}`,
    yarnDir(version),
    `Yarn ${version}`,
  );
  say(`Yarn ${version} fetched (${elapsed(start)})`);
  return yarnScript(version);
}

/**
 * Writes the `yarn` command that tools started by the project find first.
 *
 * @param {string} nodePath
 * @param {string} script
 */
export function writeYarnShim(nodePath, script) {
  const quote = (/** @type {string} */ text) =>
    `'${text.replaceAll("'", `'\\''`)}'`;
  const content = `#!/bin/sh\nexec ${quote(nodePath)} ${quote(script)} "$@"\n`;
  const shim = join(SHIM_DIR, 'yarn');
  if (existsSync(shim) && readFileSync(shim, 'utf8') === content) {
    return;
  }
  mkdirSync(SHIM_DIR, { recursive: true });
  const draft = `${shim}.${process.pid}`;
  writeFileSync(draft, content);
  chmodSync(draft, 0o755);
  renameSync(draft, shim);
}

/** @returns {boolean} whether a Yarn configuration file of the user or project names a registry */
function yarnHasRegistry() {
  return [join(homedir(), '.yarnrc.yml'), join(ROOT, '.yarnrc.yml')].some(
    file =>
      existsSync(file) &&
      /^npmRegistryServer:/m.test(readFileSync(file, 'utf8')),
  );
}

/**
 * What Yarn has to be told so that it fetches from where npm does: it does not
 * read npm's configuration. Anything already set for Yarn wins.
 *
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function yarnNetworkEnv() {
  const npm = await npmConfig();
  /** @type {NodeJS.ProcessEnv} */
  const env = {};
  if (!yarnHasRegistry()) {
    env.YARN_NPM_REGISTRY_SERVER = npm.registry;
    const { protocol, hostname } = new URL(npm.registry);
    if (protocol === 'http:') {
      env.YARN_UNSAFE_HTTP_WHITELIST = hostname;
    }
  }
  env.YARN_HTTPS_CA_FILE_PATH = npm.cafile;
  env.YARN_HTTP_PROXY = npm.httpProxy;
  env.YARN_HTTPS_PROXY = npm.httpsProxy;
  if (!npm.strictSsl) {
    env.YARN_ENABLE_STRICT_SSL = 'false';
  }
  return Object.fromEntries(
    Object.entries(env).filter(([name, value]) => value && !process.env[name]),
  );
}
