import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../../scripts/lib/problem.mjs';
import { startGroup } from '../../scripts/lib/processGroup.mjs';
import { ROOT } from '../../scripts/lib/setup.mjs';
import { CACHE, linkPackages } from '../targets/build.mjs';

/** Where the portal is unpacked. */
const INSTALLATION = join(CACHE, 'portal');

/**
 * @returns {string} the root of the portal that an earlier run built
 * @throws {Problem} where there is none
 */
export function builtPortal() {
  if (!existsSync(join(INSTALLATION, 'node_modules'))) {
    throw new Problem('No earlier run built the portal.', {
      advice: 'Leave --no-build out.',
    });
  }
  return INSTALLATION;
}

/**
 * Builds the portal as it is shipped, web app included, and unpacks it. Packages from the
 * registry are those of this checkout.
 *
 * @param {AbortSignal} signal
 * @returns {Promise<string>} the root of the installation
 * @throws {Problem} where it cannot be built; the signal's reason when aborted
 */
export async function buildPortal(signal) {
  signal.throwIfAborted();
  /** @type {string[]} */
  const lines = [];
  const build = await startGroup({
    command: process.execPath,
    args: [join(ROOT, 'node_modules/.bin/backstage-cli'), 'package', 'build'],
    cwd: join(ROOT, 'packages/backend'),
    onLine: line => lines.push(line),
  });
  const stop = () => build.kill();
  signal.addEventListener('abort', stop);
  const { code } = await build.exited;
  signal.removeEventListener('abort', stop);
  // A backend that is started for development would serve it, however old it is.
  rmSync(join(ROOT, 'packages/app/dist'), { recursive: true, force: true });
  signal.throwIfAborted();
  if (code !== 0) {
    throw new Problem('The portal cannot be built.', {
      details: lines.slice(-12).join('\n'),
      advice: 'Mend what the lines above say.',
    });
  }
  rmSync(INSTALLATION, { recursive: true, force: true });
  mkdirSync(INSTALLATION, { recursive: true });
  const bundle = join(ROOT, 'packages/backend/dist/bundle.tar.gz');
  execFileSync('tar', ['-xzf', bundle, '-C', INSTALLATION]);
  linkPackages(INSTALLATION);
  return INSTALLATION;
}
