// The guards beyond the tests: types, lint, formatting, config, reports, generated code and builds.
// Runs all of them, then fails if one did. `--only name,name` chooses.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Interrupted, endWith, interruptSignal } from './lib/interrupt.mjs';
import { GENERATED, generateOpenApi } from './lib/openapi.mjs';
import { Problem, printProblem } from './lib/problem.mjs';
import { ROOT, elapsed } from './lib/setup.mjs';
import { API_REPORTS, runTool } from './lib/tools.mjs';

/**
 * @typedef {object} Context
 * @property {AbortSignal} signal
 * @property {(line: string) => void} onLine is given what explains a failure
 */

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {(context: Context) => Promise<boolean>} run says whether all is well
 * @property {string} [remedy] what usually mends it
 */

/**
 * @param {string} name of the tool
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env] added to the environment
 * @returns {Step['run']}
 */
const tool =
  (name, args, env = {}) =>
  async context =>
    (await runTool(name, args, {
      ...context,
      env: { ...process.env, ...env },
    })) === 0;

/**
 * @param {...Step['run']} runs
 * @returns {Step['run']} well if all are
 */
const all =
  (...runs) =>
  async context => {
    let well = true;
    for (const run of runs) {
      well = (await run(context)) && well;
    }
    return well;
  };

/**
 * @param {string} file
 * @returns {NodeJS.ProcessEnv} what a configuration reads from the environment; nothing of it is used
 */
const productionEnv = file => ({
  NODE_ENV: 'production',
  ...Object.fromEntries(
    [
      ...readFileSync(join(ROOT, file), 'utf8').matchAll(
        /^[^#\n]*\$\{([A-Z0-9_]+)\}/gm,
      ),
    ].map(([, name]) => [
      name,
      name.endsWith('_URL') ? 'https://portal.example.com' : 'check',
    ]),
  ),
});

/** @type {Step['run']} */
async function generatedCodeIsCurrent({ onLine, signal }) {
  const dir = mkdtempSync(join(tmpdir(), 'maas-openapi-'));
  try {
    if ((await generateOpenApi(dir, { onLine, signal })) !== 0) {
      return false;
    }
    const stale = GENERATED.filter(
      file =>
        !existsSync(join(ROOT, file)) ||
        readFileSync(join(ROOT, file), 'utf8') !==
          readFileSync(join(dir, file), 'utf8'),
    );
    for (const file of stale) {
      onLine(`${file} does not fit openapi.yaml`);
    }
    return stale.length === 0;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/**
 * Everybody installs from their own registry.
 *
 * @type {Step['run']}
 */
async function lockFileNamesNoRegistry({ onLine }) {
  const addresses = readFileSync(join(ROOT, 'yarn.lock'), 'utf8')
    .split('\n')
    .filter(line => /https?:\/\//.test(line));
  addresses.forEach(line => onLine(`yarn.lock: ${line.trim()}`));
  return addresses.length === 0;
}

/** @type {Step[]} The API reports and builds need the type declarations that "types" makes. */
const STEPS = [
  { name: 'lockfile', run: lockFileNamesNoRegistry },
  {
    name: 'types',
    run: all(
      tool('tsc', ['-p', 'tsconfig.json', '--incremental', 'false']),
      tool('tsc', ['-p', 'scripts/tsconfig.json']),
      tool('tsc', ['-p', 'benchmarks/tsconfig.json']),
    ),
  },
  {
    name: 'lint',
    run: all(
      tool('backstage-cli', ['repo', 'lint', '--max-warnings', '0']),
      tool('eslint', ['scripts', 'benchmarks', '--max-warnings', '0']),
    ),
  },
  {
    name: 'format',
    run: tool('prettier', ['--check', '.']),
    remedy: 'npm run format',
  },
  {
    name: 'config',
    run: all(
      tool('backstage-cli', [
        'config:check',
        '--strict',
        '--config',
        'app-config.yaml',
      ]),
      tool(
        'backstage-cli',
        [
          'config:check',
          '--strict',
          '--config',
          'app-config.yaml',
          '--config',
          'app-config.production.yaml',
        ],
        productionEnv('app-config.production.yaml'),
      ),
      tool(
        'backstage-cli',
        [
          'config:check',
          '--strict',
          '--package',
          'gateway',
          '--config',
          'packages/gateway/app-config.yaml',
        ],
        productionEnv('packages/gateway/app-config.yaml'),
      ),
    ),
  },
  {
    name: 'openapi',
    run: generatedCodeIsCurrent,
    remedy: 'npm run openapi',
  },
  {
    name: 'api-reports',
    run: tool('backstage-repo-tools', [...API_REPORTS, '--ci']),
    remedy: 'npm run api-reports, and commit what it changes',
  },
  { name: 'build', run: tool('backstage-cli', ['repo', 'build', '--all']) },
];

/** @returns {Step[]} */
function chosenSteps() {
  const names = STEPS.map(({ name }) => name);
  const advice = `Name some of: ${names.join(', ')}.`;
  let only;
  try {
    ({ only } = parseArgs({ options: { only: { type: 'string' } } }).values);
  } catch (error) {
    throw new Problem(error instanceof Error ? error.message : String(error), {
      advice: `npm run check -- --only name,name. ${advice}`,
    });
  }
  const chosen = only?.split(',').map(name => name.trim()) ?? names;
  const unknown = chosen.find(name => !names.includes(name));
  if (unknown !== undefined) {
    throw new Problem(`There is no check "${unknown}".`, { advice });
  }
  return STEPS.filter(({ name }) => chosen.includes(name));
}

/**
 * @param {Step} step
 * @param {AbortSignal} signal
 * @returns {Promise<boolean>}
 */
async function runStep({ name, run, remedy }, signal) {
  const begun = performance.now();
  /** @type {string[]} */
  const lines = [];
  let well = false;
  try {
    well = await run({ signal, onLine: line => lines.push(line) });
  } catch (error) {
    if (error instanceof Interrupted) {
      throw error;
    }
    printProblem(error);
  }
  console.log(
    `${well ? 'ok    ' : 'FAILED'} ${elapsed(begun).padStart(8)}  ${name}`,
  );
  if (!well) {
    console.log(lines.map(line => `        ${line}`).join('\n'));
    if (remedy) {
      console.log(`        To mend it: ${remedy}`);
    }
  }
  return well;
}

process.chdir(ROOT);
try {
  const begun = performance.now();
  const steps = chosenSteps();
  const signal = interruptSignal(() => process.exit(130));
  /** @type {string[]} */
  const failed = [];
  for (const step of steps) {
    if (!(await runStep(step, signal))) {
      failed.push(step.name);
    }
  }
  console.log(
    failed.length > 0
      ? `Checks failed (${elapsed(begun)}): ${failed.join(', ')}`
      : `All checks are well (${elapsed(begun)})`,
  );
  process.exitCode = failed.length > 0 ? 1 : 0;
} catch (error) {
  endWith(error);
}
