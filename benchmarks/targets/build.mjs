import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { capture } from '../../scripts/lib/child.mjs';
import { Problem } from '../../scripts/lib/problem.mjs';
import { ROOT } from '../../scripts/lib/setup.mjs';

/** What the benchmark makes and fetches; safe to delete. */
export const CACHE = join(ROOT, 'benchmarks/.cache');

/**
 * Builds the standalone gateway as it is shipped and unpacks it, so that what is measured is
 * what a production installation runs. Packages from the registry are those of this checkout.
 *
 * @returns {Promise<string>} the root of the installation
 * @throws {Problem} where it cannot be built
 */
export async function buildGateway() {
  const cli = join(ROOT, 'node_modules/.bin/backstage-cli');
  const { code, output } = await capture(
    process.execPath,
    [cli, 'package', 'build'],
    {
      cwd: join(ROOT, 'packages/gateway'),
    },
  );
  if (code !== 0) {
    throw new Problem('The gateway cannot be built.', {
      details: output.trimEnd().split('\n').slice(-12).join('\n'),
      advice: 'Mend what the lines above say.',
    });
  }
  const root = join(CACHE, 'gateway');
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  const bundle = join(ROOT, 'packages/gateway/dist/bundle.tar.gz');
  execFileSync('tar', ['-xzf', bundle, '-C', root]);
  linkPackages(root);
  return root;
}

/**
 * What an installation of the bundle would do with the packages that are in it.
 *
 * @param {string} root
 */
export function linkPackages(root) {
  for (const parent of ['packages', 'plugins']) {
    for (const folder of readdirSync(join(root, parent))) {
      const target = join(root, parent, folder);
      const manifest = join(target, 'package.json');
      if (existsSync(manifest)) {
        const { name } = JSON.parse(readFileSync(manifest, 'utf8'));
        const link = join(root, 'node_modules', name);
        mkdirSync(join(link, '..'), { recursive: true });
        symlinkSync(target, link);
      }
    }
  }
}
