import {
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { capture } from './child.mjs';
import { Problem, toolFailure } from './problem.mjs';

/**
 * @typedef {object} NpmConfig what of the user's npm configuration matters to Yarn too
 * @property {string} registry
 * @property {string | undefined} cafile
 * @property {string | undefined} httpProxy
 * @property {string | undefined} httpsProxy
 * @property {boolean} strictSsl
 */

/** @returns {{command: string, args: string[], env: NodeJS.ProcessEnv}} how to run npm */
function findNpm() {
  const bundled = join(
    dirname(dirname(realpathSync(process.execPath))),
    'lib/node_modules/npm/bin/npm-cli.js',
  );
  if (existsSync(bundled)) {
    return { command: process.execPath, args: [bundled], env: process.env };
  }
  for (const dir of (process.env.PATH ?? '').split(delimiter)) {
    const executable = join(dir, 'npm');
    if (dir && existsSync(executable)) {
      // An npm goes with the Node that lies beside it, which need not be the one running this.
      const path = existsSync(join(dir, 'node'))
        ? `${dir}${delimiter}${process.env.PATH}`
        : process.env.PATH;
      return {
        command: executable,
        args: [],
        env: { ...process.env, PATH: path },
      };
    }
  }
  throw new Problem('npm was not found.', {
    advice:
      'It comes with Node: install Node from https://nodejs.org or, on Debian and Ubuntu, `apt install npm`.',
  });
}

/**
 * @param {string[]} args
 * @param {{cwd?: string}} [options]
 */
function npm(args, options = {}) {
  const { command, args: first, env } = findNpm();
  return capture(command, [...first, ...args], {
    ...options,
    env: { ...env, npm_config_update_notifier: 'false' },
    echo: process.env.MAAS_DEBUG === '1' && args[0] === 'install',
  });
}

/** @type {Promise<NpmConfig> | undefined} */
let config;

/**
 * Reads the user's npm configuration, once.
 *
 * @returns {Promise<NpmConfig>}
 */
export function npmConfig() {
  config ??= (async () => {
    const { code, output, stdout } = await npm(['config', 'list', '--json']);
    /** @type {Record<string, unknown>} */
    let values;
    try {
      values = JSON.parse(stdout);
    } catch {
      throw new Problem(
        `npm could not tell its configuration (exit code ${code}).`,
        { details: output, advice: 'See whether `npm config list` works.' },
      );
    }
    const text = (/** @type {string} */ name) => {
      const value = values[name];
      return typeof value === 'string' && value ? value : undefined;
    };
    const registry = text('registry');
    if (!registry) {
      throw new Problem('npm has no registry configured.', {
        advice: 'Set one: npm config set registry ADDRESS.',
      });
    }
    return {
      registry,
      cafile: text('cafile'),
      httpProxy: text('proxy'),
      httpsProxy: text('https-proxy') ?? text('proxy'),
      strictSsl: values['strict-ssl'] !== false,
    };
  })();
  return config;
}

/**
 * Fetches one package from the user's registry into a directory of its own.
 * The directory appears only when it is complete, so that an interrupted
 * download leaves nothing behind that looks finished.
 *
 * @param {string} spec such as `@yarnpkg/cli-dist@4.13.0`
 * @param {string} target the directory to make; its `node_modules` holds the package
 * @param {string} what the thing in words, for the error message
 */
export async function fetchPackage(spec, target, what) {
  const parent = dirname(target);
  mkdirSync(parent, { recursive: true });
  for (const name of readdirSync(parent)) {
    if (name.endsWith('.part')) {
      rmSync(join(parent, name), { recursive: true, force: true });
    }
  }
  // An npm that was orphaned may still write to the draft of its dead bootstrap.
  const draft = `${target}.${process.pid}.part`;
  mkdirSync(draft);
  const { code, output } = await npm(
    [
      'install',
      `--prefix=${draft}`,
      '--global=false',
      '--workspaces=false',
      '--no-save',
      '--no-package-lock',
      '--no-audit',
      '--no-fund',
      '--no-progress',
      '--ignore-scripts',
      '--fetch-retries=2',
      '--fetch-retry-mintimeout=1000',
      '--loglevel=error',
      spec,
    ],
    { cwd: draft },
  );
  if (code !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw toolFailure(`Could not fetch ${what}`, output);
  }
  rmSync(target, { recursive: true, force: true });
  renameSync(draft, target);
}
