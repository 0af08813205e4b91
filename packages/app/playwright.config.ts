import { defineConfig } from '@playwright/test';

/**
 * The browser tests. `npm test` starts a portal with fresh data, says where it
 * is through the environment, and runs them.
 */
export default defineConfig({
  testDir: './e2e-tests',
  outputDir: '../../e2e-test-report/results',
  // All tests share one portal, and some build on what an earlier one did there.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  // Generous: a busy machine needs many seconds for the first load of a development bundle.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [
    ['list'],
    [
      'json',
      {
        outputFile:
          process.env.PLAYWRIGHT_JSON_FILE ??
          '../../e2e-test-report/results.json',
      },
    ],
  ],
  use: {
    baseURL: process.env.PLAYWRIGHT_BASE_URL ?? 'http://localhost:3000',
    screenshot: 'only-on-failure',
    // A trace holds every byte of the development bundle, which makes each page many times
    // slower: ask for one with --trace on.
    trace: 'off',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
