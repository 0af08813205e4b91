import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startBareProxy } from '../targets/bareProxy.mjs';
import { CACHE, buildGateway } from '../targets/build.mjs';
import { startGateway } from '../targets/gateway.mjs';
import { findNginx, startNginx } from '../targets/nginx.mjs';
import { createPolicy } from '../targets/policy.mjs';
import { fetchPortkey, startPortkey } from '../targets/portkey.mjs';
import { OTHER_CORE } from './cores.mjs';
import { startHelper } from './helper.mjs';

/** @typedef {import('../scenarios.mjs').Scenario} Scenario */
/** @typedef {import('../targets/target.mjs').Target} Target */
/** @typedef {import('./helper.mjs').Helper} Helper */

/**
 * @typedef {object} Entrant
 * @property {string} name
 * @property {() => Promise<Target>} start
 * @property {boolean} [optional] a peer that fails under a load is left out of the rest of it
 */

/** Where profiles of the gateway are written. */
export const PROFILES = join(CACHE, 'profiles');

const file = (/** @type {string} */ path) =>
  fileURLToPath(new URL(path, import.meta.url));

/** The servers at both ends, and what can be put between them. */
export class Setup {
  /** @type {Set<Helper>} */
  #helpers = new Set();
  /** @type {Set<Target>} */
  #targets = new Set();
  /** @type {Helper | undefined} */
  controlPlane;
  /** @type {Helper | undefined} */
  load;

  /**
   * @param {object} options
   * @param {string} options.root the gateway's installation
   * @param {string | undefined} options.nginx its program, where it can be had
   * @param {boolean} options.profile the gateway alone, and where its time goes
   * @param {AbortSignal} options.signal
   * @param {Helper} options.upstream
   */
  constructor(options) {
    const { root, upstream } = options;
    const endpoint = `http://127.0.0.1:${upstream.ready.port}/v1`;
    const { key, policy } = createPolicy(root, endpoint);
    this.options = options;
    this.upstream = upstream;
    this.key = key;
    this.policy = policy;
    this.#helpers.add(upstream);
  }

  /**
   * Builds the gateway, fetches its peers and starts the servers at both ends.
   *
   * @param {object} options
   * @param {boolean} options.profile
   * @param {AbortSignal} options.signal
   * @param {(line: string) => void} options.say
   */
  static async create({ say, ...options }) {
    mkdirSync(PROFILES, { recursive: true });
    say('Building the gateway and fetching its peers …');
    const root = await buildGateway();
    await fetchPortkey();
    const nginx = await findNginx();
    if (!nginx) {
      say(
        'nginx is left out: it is not installed, and apt-get has no package of it.',
      );
    }
    const upstream = await startHelper(file('../servers/upstream.mjs'), {
      core: OTHER_CORE,
    });
    const setup = new Setup({ ...options, root, nginx, upstream });
    const { policy } = setup;
    setup.controlPlane = await setup.#help('../servers/controlPlane.mjs', {
      policy,
    });
    await setup.renewLoad();
    return setup;
  }

  /** Starts the process that makes the load, again where it has been given up. */
  async renewLoad() {
    await this.load?.stop();
    this.load = await this.#help('../load/main.mjs');
  }

  /** Ends everything. */
  async close() {
    await Promise.all([...this.#targets].map(target => target.stop()));
    await Promise.all([...this.#helpers].map(helper => helper.stop()));
  }

  /** @param {Entrant} entrant */
  async begin({ start }) {
    const target = await start();
    this.#targets.add(target);
    return target;
  }

  /** @param {Target} target */
  async end(target) {
    await target.stop();
    this.#targets.delete(target);
  }

  /**
   * @param {Scenario} scenario
   * @returns {Entrant[]} what is measured in it, in this order
   */
  entrants({ also = [] }) {
    const { nginx, profile, signal, upstream } = this.options;
    const { port } = upstream.ready;
    if (profile) {
      return [this.#gateway('write')];
    }
    const direct = {
      name: 'direct',
      port,
      headers: {},
      pid: 0,
      stop: async () => {},
    };
    /** @type {Array<Entrant | undefined>} */
    const entrants = [
      this.#gateway('write'),
      also.includes('fsync') ? this.#gateway('fsync') : undefined,
      also.includes('log') ? this.#gateway('write', true) : undefined,
      { name: 'bare Node proxy', start: () => startBareProxy(port) },
      nginx
        ? {
            name: 'nginx',
            start: () => startNginx(nginx, port, signal),
            optional: true,
          }
        : undefined,
      {
        name: 'Portkey',
        start: () => startPortkey(port, signal),
        optional: true,
      },
      also.includes('direct')
        ? { name: 'direct', start: async () => direct }
        : undefined,
    ];
    return entrants.flatMap(entrant => entrant ?? []);
  }

  /**
   * @param {'write' | 'fsync'} sync
   * @param {boolean} [accessLog] which no peer writes
   * @returns {Entrant}
   */
  #gateway(sync, accessLog = false) {
    const { root, profile, signal } = this.options;
    return {
      name: `gateway, ${sync}${accessLog ? ' + log' : ''}`,
      start: () =>
        startGateway({
          root,
          sync,
          accessLog,
          controlPlanePort: this.controlPlane?.ready.port,
          nodeArgs: profile ? ['--cpu-prof', `--cpu-prof-dir=${PROFILES}`] : [],
          signal,
        }),
    };
  }

  /**
   * @param {string} path
   * @param {object} [told]
   */
  async #help(path, told) {
    const helper = await startHelper(file(path), {
      core: OTHER_CORE,
      with: told,
    });
    this.#helpers.add(helper);
    return helper;
  }
}
