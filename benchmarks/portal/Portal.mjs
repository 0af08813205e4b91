import { createWriteStream, mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePortalPorts, freePorts } from '../../scripts/lib/ports.mjs';
import { startPostgres } from '../../scripts/lib/postgres.mjs';
import { Problem } from '../../scripts/lib/problem.mjs';
import { startGroup } from '../../scripts/lib/processGroup.mjs';
import { ROOT } from '../../scripts/lib/setup.mjs';
import { processTree, residentMiB } from '../lib/usage.mjs';
import { Configuration } from './configuration.mjs';

const PROBE = fileURLToPath(new URL('probe.cjs', import.meta.url));

/**
 * @typedef {object} Vitals
 * @property {number} backendMiB resident memory of the backend
 * @property {number} gatewayMiB resident memory of the gateway, a process that the backend starts
 * @property {number} cpuSeconds CPU time that the backend has used since its start, all threads
 * @property {number} loopP99Ms how long the backend's event loop kept others waiting since asked last
 * @property {number} loopMaxMs the same at worst
 */

/** The portal with its database and its model servers, as an installation runs it. */
export class Portal {
  /** @type {Array<() => Promise<unknown>>} */
  #stops = [];
  /** @type {string[]} */
  #tail = [];
  #pid = 0;
  #probe = '';

  /** When the backend was started, from `performance.now()`. */
  startedAt = 0;
  url = '';

  /** @param {(problem: Problem) => void} onEnd told when the backend ends */
  constructor(onEnd) {
    this.onEnd = onEnd;
  }

  /**
   * Starts everything; nobody answers yet when it is done.
   *
   * @param {object} options
   * @param {string} options.root of the installation
   * @param {string} options.dir a new directory for all data, which PostgreSQL's user can look into
   * @param {{models: number, teams: number}} options.size
   * @param {AbortSignal} options.signal
   * @returns {Promise<Configuration>} what it works with
   */
  async start({ root, dir, size, signal }) {
    const postgres = await startPostgres(dir, signal);
    this.#stops.push(postgres.stop);
    const serverUrl = await this.#startModelServers();
    const ports = await freePortalPorts();
    const [probePort] = await freePorts(1);
    this.url = `http://localhost:${ports.backend}`;
    this.#probe = `http://127.0.0.1:${probePort}`;
    const configuration = new Configuration(dir, size, {
      root,
      url: this.url,
      port: ports.backend,
      database: postgres.connectionString,
      serverUrl,
    });
    mkdirSync(join(dir, 'gateway'));
    const log = createWriteStream(join(dir, 'backend.log'));
    signal.throwIfAborted();
    this.startedAt = performance.now();
    const backend = await startGroup({
      command: process.execPath,
      args: [
        '--require',
        PROBE,
        'packages/backend',
        '--config',
        join(ROOT, 'app-config.yaml'),
        '--config',
        configuration.file,
      ],
      cwd: root,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        MAAS_DATA_DIR: dir,
        MAAS_BACKEND_PORT: String(ports.backend),
        MAAS_GATEWAY_PORT: String(ports.gateway),
        MAAS_GATEWAY_ADMIN_PORT: String(ports.gatewayAdmin),
        MAAS_BENCH_PROBE_PORT: String(probePort),
      },
      onLine: line => {
        log.write(`${line}\n`);
        this.#tail.push(line);
        this.#tail.splice(0, this.#tail.length - 20);
      },
    });
    this.#pid = backend.pid;
    this.#stops.push(() => backend.stop());
    backend.exited.then(() => {
      const details = this.#tail.join('\n');
      this.onEnd(new Problem("The portal's backend ended.", { details }));
    });
    return configuration;
  }

  /** @returns {Promise<Vitals>} */
  async vitals() {
    const response = await fetch(this.#probe);
    const { rss, ...figures } =
      /** @type {{rss: number, cpuSeconds: number, loopP99Ms: number, loopMaxMs: number}} */ (
        await response.json()
      );
    const others = processTree(this.#pid).filter(pid => pid !== this.#pid);
    return {
      backendMiB: rss / 2 ** 20,
      gatewayMiB: residentMiB(others),
      ...figures,
    };
  }

  /** Ends all processes, the last one first. */
  async stop() {
    for (const stop of this.#stops.reverse()) {
      await stop();
    }
    this.#stops = [];
  }

  /** Servers that say that they are well, which is all that gateways ask of them here. */
  async #startModelServers() {
    const server = createServer((_req, res) => {
      res.setHeader('content-type', 'application/json');
      res.end('{"object":"list","data":[]}');
    });
    await new Promise(resolve => {
      server.listen(0, '127.0.0.1', () => resolve(undefined));
    });
    this.#stops.push(async () => {
      server.closeAllConnections();
      server.close();
    });
    const address = server.address();
    if (address === null || typeof address === 'string') {
      throw new TypeError('A server on a port has an address');
    }
    return `http://127.0.0.1:${address.port}`;
  }
}
