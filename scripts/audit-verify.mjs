// Looks whether anybody changed the audit log: see docs/audit.md.
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chosenDataDir } from './lib/dataDir.mjs';
import { endWith, interruptSignal } from './lib/interrupt.mjs';
import { Problem } from './lib/problem.mjs';
import { ROOT } from './lib/setup.mjs';
import { runTool } from './lib/tools.mjs';

const HELP = `Looks whether the audit log is as it was written, in the database that the portal's
configuration names.

  npm run maas:audit-verify
  npm run maas:audit-verify -- --config app-config.yaml --config app-config.production.yaml
  npm run maas:audit-verify -- --expect 1234:0a1b…   an earlier end of the log, as the portal
                                                     writes it into its own log every hour

It ends with 0 where all is well, and with 1 where anything is wrong.
`;

/** Loads TypeScript as `yarn start` does. */
const TRANSFORM = join(
  ROOT,
  'node_modules/@backstage/cli/config/nodeTransform.cjs',
);

function readOptions() {
  try {
    return parseArgs({
      options: {
        config: { type: 'string', multiple: true, default: [] },
        expect: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new Problem(error instanceof Error ? error.message : String(error), {
      advice: 'See npm run maas:audit-verify -- --help.',
    });
  }
}

/** @param {string | undefined} text */
function readAnchor(text) {
  if (text === undefined) {
    return undefined;
  }
  const [, seq, hash] = /^([1-9][0-9]{0,14}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (!seq) {
    throw new Problem(`"${text}" is no end of an audit log.`, {
      advice:
        'Write it as the portal does: the number of an entry, a colon, and its hash of 64 characters.',
    });
  }
  return { seq: Number(seq), hash };
}

async function main() {
  const { config, expect, help } = readOptions();
  if (help) {
    process.stdout.write(HELP);
    return 0;
  }
  const options = {
    configFiles: config.map(file => resolve(file)),
    anchor: readAnchor(expect),
  };
  return runTool(
    'node',
    [
      `--require=${TRANSFORM}`,
      join(ROOT, 'scripts/lib/verifyAudit.cjs'),
      JSON.stringify(options),
    ],
    {
      env: {
        ...process.env,
        MAAS_DATA_DIR: chosenDataDir(),
        NODE_NO_WARNINGS: '1',
      },
      signal: interruptSignal(() => process.exit(130)),
    },
  );
}

try {
  process.exitCode = await main();
} catch (error) {
  endWith(error);
}
