// `npm run bench:portal` measures the portal with many models and teams.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { findChromium } from '../../scripts/lib/browser.mjs';
import { endWith, interruptSignal } from '../../scripts/lib/interrupt.mjs';
import { Problem } from '../../scripts/lib/problem.mjs';
import { elapsed } from '../../scripts/lib/setup.mjs';
import { readCount } from '../lib/readCount.mjs';
import { median } from '../lib/stats.mjs';
import { Portal } from './Portal.mjs';
import { buildPortal, builtPortal } from './build.mjs';
import { measureCalls } from './calls.mjs';
import { grantAccess } from './grants.mjs';
import { Visitor } from './pages.mjs';
import { toMarkdown } from './report.mjs';
import { followChange, followStart } from './sync.mjs';

const HELP = `Measures the portal with many models and teams: how long its pages, its API and its
catalog take, and how much memory it needs.

  npm run bench:portal
  npm run bench:portal -- --models=500   2000 if left out
  npm run bench:portal -- --teams=50     200 if left out
  npm run bench:portal -- --rounds=3     rounds of the pages; 5 if left out
  npm run bench:portal -- --no-build     measure what the last run built
`;

/** Who looks at the pages. */
const PERSON = 'dana';

function readOptions() {
  try {
    const { values } = parseArgs({
      allowNegative: true,
      options: {
        models: { type: 'string', default: '2000' },
        teams: { type: 'string', default: '200' },
        rounds: { type: 'string', default: '5' },
        build: { type: 'boolean', default: true },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    return {
      help: values.help,
      build: values.build,
      rounds: readCount(values.rounds, '--rounds'),
      size: {
        models: readCount(values.models, '--models'),
        teams: readCount(values.teams, '--teams'),
      },
    };
  } catch (error) {
    throw new Problem(error instanceof Error ? error.message : String(error), {
      advice: 'See npm run bench:portal -- --help.',
    });
  }
}

/** @returns {string} */
function requireChromium() {
  const path = findChromium();
  if (!path) {
    throw new Problem('There is no Chromium to open the pages with.', {
      advice: 'Install one, or name it in CHROMIUM_PATH.',
    });
  }
  return path;
}

/** Measures everything there is, one thing after the other, and reports it. */
class Run {
  #begun = performance.now();
  /** @type {number[]} */
  #loads = [];

  /**
   * @param {ReturnType<typeof readOptions>} options
   * @param {Portal} portal
   * @param {string} dir of all data
   * @param {AbortSignal} signal
   */
  constructor(options, portal, dir, signal) {
    this.options = options;
    this.portal = portal;
    this.dir = dir;
    this.signal = signal;
  }

  /** @returns {Promise<string>} the report */
  async all() {
    const { options, portal, dir, signal } = this;
    this.#say('Building the portal');
    const root = options.build ? await buildPortal(signal) : builtPortal();
    this.#say('Starting the portal');
    const configuration = await portal.start({
      root,
      dir,
      size: options.size,
      signal,
    });
    const { client, figures: start } = await followStart(
      portal,
      configuration,
      PERSON,
      signal,
    );
    this.#say('Asking for access');
    const grants = await grantAccess(portal, configuration, client, signal);
    const atStart = await portal.vitals();
    this.#say('Changing models');
    const change = (/** @type {number | undefined} */ count) => {
      const models = configuration.listed.slice(0, count);
      return followChange(portal, configuration, models, client, signal);
    };
    const oneChanged = [];
    for (let round = 0; round < options.rounds; round++) {
      oneChanged.push(await change(1));
    }
    const allChanged = await change(undefined);
    this.#say('Calling the API');
    const calls = await measureCalls(client, signal);
    const pages = await this.#pages(client, configuration.listed[0]);
    return toMarkdown({
      ...options.size,
      grants,
      start,
      atStart,
      atEnd: await portal.vitals(),
      allChanged,
      oneChanged,
      pages,
      calls,
      load: median(this.#loads),
    });
  }

  /**
   * @param {import('./Client.mjs').Client} client
   * @param {import('./models.mjs').ModelConfig} model
   */
  async #pages(client, model) {
    const { rounds } = this.options;
    const browser = await chromium.launch({
      executablePath: requireChromium(),
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
      // The interrupt closes it.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    const close = () => browser.close();
    this.signal.addEventListener('abort', close);
    try {
      const visitor = new Visitor(browser, client, PERSON);
      this.#say('Opening the pages once, which does not count');
      await visitor.round(model);
      const results = [];
      for (let round = 1; round <= rounds; round++) {
        this.#say(`Opening the pages, round ${round} of ${rounds}`);
        results.push(await visitor.round(model));
      }
      return results;
    } finally {
      this.signal.removeEventListener('abort', close);
      await close();
    }
  }

  /** @param {string} what */
  #say(what) {
    this.signal.throwIfAborted();
    this.#loads.push(loadavg()[0]);
    console.log(`${elapsed(this.#begun).padStart(8)}  ${what} …`);
  }
}

async function main() {
  const options = readOptions();
  if (options.help) {
    process.stdout.write(HELP);
    return;
  }
  requireChromium();
  const dir = mkdtempSync(join(tmpdir(), 'maas-portal-'));
  // PostgreSQL may run as another user and has to get through.
  chmodSync(dir, 0o711);
  const stopped = new AbortController();
  const signal = AbortSignal.any([
    interruptSignal(() => process.exit(130)),
    stopped.signal,
  ]);
  const portal = new Portal(problem => stopped.abort(problem));
  try {
    console.log(`\n${await new Run(options, portal, dir, signal).all()}`);
  } catch (error) {
    // What fails because all is being stopped says less than why that is.
    throw signal.aborted ? signal.reason : error;
  } finally {
    await portal.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

try {
  await main();
} catch (error) {
  endWith(error);
}
