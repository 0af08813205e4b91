// Brings up the whole portal with the demo organization: simulated model servers, backend,
// gateway and app.
import { homedir } from 'node:os';
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { banner, readPersonas } from './lib/banner.mjs';
import { chosenDataDir, resetDataDir, takeDataDir } from './lib/dataDir.mjs';
import { Interrupted, interruptSignal } from './lib/interrupt.mjs';
import { shortenLine } from './lib/output.mjs';
import { startPortal } from './lib/portal.mjs';
import {
  PORTS,
  PORT_NAMES,
  choosePorts,
  parsePort,
  requirePorts,
} from './lib/ports.mjs';
import { Problem, printProblem } from './lib/problem.mjs';
import { ROOT, elapsed } from './lib/setup.mjs';

const HELP = `Starts the portal with the demo organization.

  npm start                          start it; Ctrl-C stops it
  npm start -- --reset               delete the development data, then start afresh
  npm start -- --verbose             show everything that the parts write
  npm start -- --portal-port N       choose a port:

${PORT_NAMES.map(name => {
  const { what, env, flag, fallback } = PORTS[name];
  return `    ${flag.padEnd(20)}  ${env.padEnd(23)}  ${fallback}  ${what}`;
}).join('\n')}

Each port can be set by its flag or by the variable beside it. MAAS_DATA_DIR says where
databases and logs are kept.
`;

function readOptions() {
  let values;
  try {
    ({ values } = parseArgs({
      options: {
        verbose: { type: 'boolean', default: false },
        reset: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        'portal-port': { type: 'string' },
        'backend-port': { type: 'string' },
        'gateway-port': { type: 'string' },
        'gateway-admin-port': { type: 'string' },
        'simulator-port': { type: 'string' },
      },
    }));
  } catch (error) {
    throw new Problem(error instanceof Error ? error.message : String(error), {
      advice: 'See npm start -- --help.',
    });
  }
  const port = (/** @type {import('./lib/ports.mjs').PortName} */ name) => {
    const { env, flag, fallback } = PORTS[name];
    const given = values[/** @type {'portal-port'} */ (flag.slice(2))];
    if (given !== undefined) {
      return parsePort(given, flag);
    }
    return process.env[env] ? parsePort(process.env[env], env) : fallback;
  };
  return { ...values, ports: choosePorts(port) };
}

/** @param {string} dir */
function shorten(dir) {
  const fromHere = relative(process.cwd(), dir);
  if (!fromHere.startsWith('..')) {
    return fromHere;
  }
  const home = homedir();
  return dir.startsWith(`${home}/`) ? `~${dir.slice(home.length)}` : dir;
}

/** @returns {Promise<number>} the exit code */
async function main() {
  const begun = performance.now();
  const options = readOptions();
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const dataDir = chosenDataDir();
  await requirePorts(options.ports);
  if (options.reset && resetDataDir(dataDir)) {
    console.log(`Deleted ${shorten(dataDir)}`);
  }
  const release = takeDataDir(dataDir);
  /** @type {import('./lib/portal.mjs').Portal | undefined} */
  let portal;
  const signal = interruptSignal(() => {
    console.log('Killing everything');
    portal?.kill();
    release();
    // The leash ends what has just been starting.
    process.exit(130);
  });
  try {
    console.log(
      'Starting the portal: simulated model servers, backend, gateway and app …',
    );
    portal = await startPortal({
      ports: options.ports,
      dataDir,
      person: readPersonas()[0]?.id,
      signal,
      onLog: ({ name, line, important }) => {
        if ((important || options.verbose) && !signal.aborted) {
          const shown = options.verbose ? line : shortenLine(line);
          console.log(`${name.padEnd(9)} │ ${shown}`);
        }
      },
    });
    console.log(banner({ portal, dataDir, seconds: elapsed(begun), shorten }));
    const problem = await Promise.race([
      portal.ended,
      new Promise(resolve => {
        signal.addEventListener('abort', () => resolve(undefined));
      }),
    ]);
    if (problem) {
      throw problem;
    }
    throw signal.reason;
  } catch (error) {
    if (error instanceof Interrupted) {
      console.log('\nStopping the portal …');
      await portal?.stop();
      console.log('Stopped.');
      // Ctrl-C is the way to stop it, so it is no failure.
      return 0;
    }
    await portal?.stop();
    throw error;
  } finally {
    release();
  }
}

process.chdir(ROOT);
try {
  process.exitCode = await main();
} catch (error) {
  printProblem(error);
  process.exitCode = 1;
}
