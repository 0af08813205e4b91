// Runs the test of the gateway's exactness at its full size: 100 000 calls, or as many as
// MAAS_TEST_CALLS says. MAAS_TEST_SEED repeats a run.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endWith, interruptSignal } from './lib/interrupt.mjs';
import { ROOT } from './lib/setup.mjs';
import { runJest } from './lib/testRunners.mjs';

process.chdir(ROOT);
const tempDir = mkdtempSync(join(tmpdir(), 'maas-exactness-'));
const clean = () => rmSync(tempDir, { recursive: true, force: true });
const signal = interruptSignal(() => {
  clean();
  process.exit(130);
});
try {
  const { code } = await runJest({
    args: ['--runInBand', 'packages/gateway/src/exactness'],
    env: {
      ...process.env,
      NODE_ENV: 'test',
      MAAS_TEST_CALLS: process.env.MAAS_TEST_CALLS ?? '100000',
    },
    tempDir,
    signal,
  });
  process.exitCode = code;
} catch (error) {
  endWith(error);
} finally {
  clean();
}
