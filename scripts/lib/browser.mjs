import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { readPersonas } from './banner.mjs';
import { startPortal } from './portal.mjs';
import { freePortalPorts } from './ports.mjs';
import { Problem } from './problem.mjs';
import { RUN_ID } from './processes.mjs';
import { ROOT, elapsed } from './setup.mjs';
import { NOTHING_COUNTED } from './testRunners.mjs';
import { runTool } from './tools.mjs';

/** @typedef {import('./testRunners.mjs').Counts} Counts */

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];

const MAC_APPS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * @returns {string | undefined} a Chromium that Playwright can drive
 * @throws {Problem} when CHROMIUM_PATH names none
 */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!existsSync(named)) {
      throw new Problem(`CHROMIUM_PATH is ${named}, which does not exist.`, {
        advice: 'Correct it, or unset it to have a Chromium looked for.',
      });
    }
    return named;
  }
  const candidates = (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .flatMap(dir => NAMES.map(name => join(dir, name)));
  const { chromium } = createRequire(join(ROOT, 'package.json'))(
    '@playwright/test',
  );
  return [
    ...candidates,
    '/usr/bin/chromium',
    ...MAC_APPS,
    chromium.executablePath(),
  ].find(path => path && existsSync(path));
}

/**
 * Starts the portal with fresh data on free ports and runs the browser tests
 * against it.
 *
 * @param {object} options
 * @param {string} options.chromium the executable
 * @param {string} options.tempDir
 * @param {AbortSignal} options.signal
 * @returns {Promise<{code: number, counts: Counts}>}
 */
export async function runBrowserTests({ chromium, tempDir, signal }) {
  const begun = performance.now();
  const dataDir = join(tempDir, 'data');
  console.log('Starting the portal for the browser tests …');
  const portal = await startPortal({
    ports: await freePortalPorts(),
    dataDir,
    // Not what a developer has in app-config.local.yaml.
    configFiles: [join(ROOT, 'app-config.yaml')],
    person: readPersonas()[0]?.id,
    signal,
  });
  let result;
  try {
    console.log(`Portal ready at ${portal.urls.portal} (${elapsed(begun)})`);
    result = await runPlaywright({
      chromium,
      tempDir,
      signal,
      portal,
      dataDir,
    });
  } finally {
    await portal.stop();
  }
  const leftovers = portal.leftovers();
  if (leftovers.length > 0) {
    throw new Problem('Stopping the portal left processes behind.', {
      details: leftovers
        .map(({ pid, command }) => `${pid} ${command}`)
        .join('\n'),
    });
  }
  return result;
}

/**
 * @param {object} options
 * @param {string} options.chromium
 * @param {string} options.tempDir
 * @param {string} options.dataDir
 * @param {import('./portal.mjs').Portal} options.portal
 * @param {AbortSignal} options.signal
 */
async function runPlaywright({ chromium, tempDir, dataDir, portal, signal }) {
  const file = join(tempDir, 'playwright.json');
  const code = await runTool(
    'playwright',
    ['test', '-c', 'packages/app/playwright.config.ts'],
    {
      signal,
      env: {
        ...process.env,
        [RUN_ID]: portal.runId,
        // Browsers that are stopped half-way leave their profiles.
        TMPDIR: tempDir,
        CHROMIUM_PATH: chromium,
        PLAYWRIGHT_BASE_URL: portal.urls.portal,
        PLAYWRIGHT_JSON_FILE: file,
        MAAS_BACKEND_URL: portal.urls.backend,
        MAAS_GATEWAY_URL: portal.urls.gateway,
        MAAS_PORTAL_DATA_DIR: dataDir,
      },
    },
  );
  if (!existsSync(file)) {
    return { code: code || 1, counts: { ...NOTHING_COUNTED, failed: 1 } };
  }
  const { stats } = JSON.parse(readFileSync(file, 'utf8'));
  const counts = countPlaywright(stats);
  // No tests found, or a fault outside of a test.
  const failed = code !== 0 && counts.failed === 0 ? 1 : counts.failed;
  return { code, counts: { ...counts, failed } };
}

/**
 * @param {{expected: number, unexpected: number, flaky: number, skipped: number}} stats as Playwright
 *   writes them
 * @returns {Counts}
 */
export function countPlaywright({ expected, unexpected, flaky, skipped }) {
  return { passed: expected + flaky, failed: unexpected, skipped };
}
