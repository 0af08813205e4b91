import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createOutput } from './output.mjs';
import { PORTS, PORT_NAMES } from './ports.mjs';
import { Problem } from './problem.mjs';
import { startGroup } from './processGroup.mjs';
import { RUN_ID, killRun, runMembers } from './processes.mjs';
import { waitUntilReady } from './readiness.mjs';
import { ROOT } from './setup.mjs';

/** @typedef {import('./ports.mjs').Ports} Ports */
/** @typedef {import('./ports.mjs').PortName} PortName */

/** @typedef {Record<PortName, string>} Urls where each part answers; programs add /v1 to the gateway's */

/**
 * @typedef {object} PortalOptions
 * @property {Ports} ports must be free
 * @property {string} dataDir absolute; databases and logs go there
 * @property {string[]} [configFiles] absolute; without them app-config.yaml and app-config.local.yaml
 * @property {(event: {name: string, line: string, important: boolean}) => void} [onLog] is given every line
 *   that the processes write; `important`: a warning, an error or a step in its life
 * @property {AbortSignal} [signal] aborting stops the start
 * @property {string} [person] a demo person who must be able to sign in before the portal counts as ready, if there are demo people
 */

/**
 * @typedef {object} Portal
 * @property {Urls} urls
 * @property {boolean} hasDemoPeople whether one can sign in as the demo people
 * @property {string} logDir
 * @property {string} runId give it to what belongs to this portal as MAAS_RUN_ID, and `stop` ends it too
 * @property {Promise<Problem>} ended settles when a process ends that should not, and says which
 * @property {() => Promise<void>} stop ends all processes; may be called more than once
 * @property {() => void} kill ends all processes at once
 * @property {() => import('./processes.mjs').ProcessInfo[]} leftovers what still runs after `stop`
 */

const CLI = join(ROOT, 'node_modules/@backstage/cli/bin/backstage-cli');
const TRANSFORM = join(
  ROOT,
  'node_modules/@backstage/cli-node/config/nodeTransform.cjs',
);
const EXIT_NOTICE = join(ROOT, 'scripts/lib/exitNotice.cjs');
const BACKEND_ENDED = /^backend process ended with code \d+$/;

/** @param {PortalOptions} options */
function commands({ ports, configFiles = [] }) {
  const config = configFiles.flatMap(file => ['--config', file]);
  return [
    {
      name: 'simulator',
      cwd: ROOT,
      args: [
        '--require',
        TRANSFORM,
        join(ROOT, 'packages/simulator/src/cli.ts'),
        '--config',
        join(ROOT, 'examples/simulator.yaml'),
        '--port',
        String(ports.simulator),
      ],
    },
    {
      name: 'backend',
      cwd: join(ROOT, 'packages/backend'),
      args: [CLI, 'package', 'start', `--require=${EXIT_NOTICE}`, ...config],
    },
    {
      name: 'app',
      cwd: join(ROOT, 'packages/app'),
      args: [CLI, 'package', 'start', ...config],
    },
  ];
}

/**
 * @param {PortalOptions} options
 * @param {string} runId
 * @returns {NodeJS.ProcessEnv}
 */
function portalEnv({ ports, dataDir }, runId) {
  return {
    ...process.env,
    NODE_ENV: 'development',
    ...Object.fromEntries(
      PORT_NAMES.map(name => [PORTS[name].env, String(ports[name])]),
    ),
    MAAS_DATA_DIR: dataDir,
    BROWSER: 'none',
    [RUN_ID]: runId,
  };
}

/**
 * @param {string} name
 * @param {{code: number | null, signal: NodeJS.Signals | null} | undefined} exit
 * @param {string[]} tail
 * @param {string} logDir
 */
function endedProblem(name, exit, tail, logDir) {
  const how = exit?.signal
    ? `was ended by ${exit.signal}`
    : `ended${exit ? ` with code ${exit.code}` : ''}`;
  return new Problem(`the ${name} ${how}.`, {
    details: tail.map(line => `${name} │ ${line}`).join('\n'),
    advice: `See ${join(logDir, `${name}.log`)} for all that it wrote.`,
  });
}

/**
 * Starts simulator, backend with its gateway, and app, and waits until people can use them.
 *
 * @param {PortalOptions} options
 * @returns {Promise<Portal>}
 * @throws {Problem} when one of them ends or is not ready in time; nothing runs on then
 */
export async function startPortal(options) {
  const { ports, dataDir, onLog = () => undefined, signal } = options;
  const runId = randomUUID();
  const logDir = join(dataDir, 'logs');
  mkdirSync(logDir, { recursive: true });
  const env = portalEnv(options, runId);

  /** @type {import('./processGroup.mjs').ProcessGroup[]} */
  const groups = [];
  /** @type {ReturnType<typeof createOutput>[]} */
  const outputs = [];
  /** @type {(problem: Problem) => void} */
  let reportEnd = () => undefined;
  /** @type {Promise<Problem>} */
  const ended = new Promise(resolve => {
    reportEnd = resolve;
  });
  let ready = false;
  let hasDemoPeople = false;

  /** @type {Promise<void> | undefined} */
  let stopping;
  const stop = () => {
    stopping ??= (async () => {
      await Promise.all(groups.map(group => group.stop()));
      killRun(runId);
      await Promise.all(outputs.map(output => output.close()));
    })();
    return stopping;
  };
  const kill = () => {
    groups.forEach(group => group.kill());
    killRun(runId);
  };

  /** @param {ReturnType<typeof commands>[number]} command */
  const start = async ({ name, cwd, args }) => {
    const output = createOutput(name, logDir, event => {
      onLog(event);
      // Once it has been up, somebody may be mending the code: saving starts it again.
      if (!ready && name === 'backend' && BACKEND_ENDED.test(event.line)) {
        reportEnd(endedProblem(name, undefined, output.tail(), logDir));
      }
    });
    outputs.push(output);
    const group = await startGroup({
      command: process.execPath,
      args,
      cwd,
      env,
      onLine: output.write,
    });
    groups.push(group);
    group.exited.then(exit =>
      reportEnd(endedProblem(name, exit, output.tail(), logDir)),
    );
  };

  const urls = /** @type {Urls} */ (
    Object.fromEntries(
      PORT_NAMES.map(name => [name, `http://localhost:${ports[name]}`]),
    )
  );
  const missing = [TRANSFORM, CLI].find(file => !existsSync(file));
  if (missing) {
    throw new Problem(`${missing} is missing.`, {
      advice: 'Delete node_modules and run it again to install afresh.',
    });
  }
  try {
    const started = await Promise.allSettled(commands(options).map(start));
    const failure = started.find(result => result.status === 'rejected');
    if (failure?.status === 'rejected') {
      throw failure.reason;
    }
    hasDemoPeople = await waitUntilReady({
      urls,
      ended,
      signal,
      person: options.person,
    });
    ready = true;
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    urls,
    hasDemoPeople,
    logDir,
    runId,
    ended,
    stop,
    kill,
    leftovers: () => runMembers(runId),
  };
}
