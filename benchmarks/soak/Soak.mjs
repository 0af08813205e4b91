import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { OTHER_CORE } from '../lib/cores.mjs';
import { startHelper } from '../lib/helper.mjs';
import { buildGateway } from '../targets/build.mjs';
import { startGateway } from '../targets/gateway.mjs';
import { createPolicy } from '../targets/policy.mjs';
import { readMetrics } from './metrics.mjs';

/** Streams that run all the time, beside the calls with small answers. */
const STREAMS = 20;
const WORDS = 200;
const CHUNKS_PER_SECOND = 50;

/** How hard the gateway is worked, as a share of what it can do. */
const SHARE = 0.8;

const CONNECTIONS = 64;
const WARM_UP = 5_000;
const SATURATION = 10_000;
const PERIOD = 5_000;
/** How long the last usage may take to reach the control plane, in milliseconds. */
const PATIENCE = 30_000;
const MIB = 1024 * 1024;

/**
 * @typedef {object} Sample
 * @property {number} at seconds since the beginning
 * @property {number} rssMiB of the process that makes the calls
 * @property {number} heapMiB used, garbage included
 * @property {number} loopDelayMs of its event loop, 99th percentile
 * @property {number} running calls
 * @property {number} pending events that the control plane does not have yet
 * @property {number} p50 latency of the calls since the last sample, in milliseconds
 * @property {number} p99
 */

/** @typedef {import('../lib/helper.mjs').Helper} Helper */
/** @typedef {import('../targets/target.mjs').Target} Target */
/**
 * @typedef {object} Parts
 * @property {Helper} upstream
 * @property {Helper} controlPlane
 * @property {Helper} calls the load of small answers
 * @property {Helper} streams
 * @property {Target} gateway
 * @property {string} key
 */

const file = (/** @type {string} */ path) =>
  fileURLToPath(new URL(path, import.meta.url));

/** A gateway under load for a long time. */
export class Soak {
  /** @type {Helper[]} */
  helpers = [];
  /** @type {Sample[]} */
  samples = [];
  /** @type {Target | undefined} */
  #gateway;
  /** @type {Parts | undefined} */
  #parts;

  /**
   * @param {object} options
   * @param {number} options.minutes
   * @param {AbortSignal} options.signal
   * @param {(line: string) => void} options.say
   */
  constructor({ minutes, signal, say }) {
    this.minutes = minutes;
    this.signal = signal;
    this.say = say;
  }

  async prepare() {
    this.say('Building the gateway …');
    const root = await buildGateway();
    const upstream = await this.help('../servers/upstream.mjs');
    await upstream.ask({ chunksPerSecond: CHUNKS_PER_SECOND });
    const endpoint = `http://127.0.0.1:${upstream.ready.port}/v1`;
    const { key, policy } = createPolicy(root, endpoint);
    const controlPlane = await this.help('../servers/controlPlane.mjs', {
      policy,
    });
    const calls = await this.help('../load/main.mjs');
    const streams = await this.help('../load/main.mjs');
    const gateway = await startGateway({
      root,
      sync: 'write',
      controlPlanePort: controlPlane.ready.port,
      signal: this.signal,
    });
    this.#gateway = gateway;
    this.#parts = { upstream, controlPlane, calls, streams, gateway, key };
  }

  async close() {
    await this.#gateway?.stop();
    await Promise.all(this.helpers.map(helper => helper.stop()));
  }

  get parts() {
    if (!this.#parts) {
      throw new Error('Not prepared');
    }
    return this.#parts;
  }

  /** Finds out what the gateway can do, and watches it do less than that for a while. */
  async run() {
    await this.begin(this.parts.streams, {
      kind: 'streams',
      connections: STREAMS,
      events: WORDS + 2,
      rampMs: (1000 * WORDS) / CHUNKS_PER_SECOND,
      body: body({ stream: true, max_tokens: WORDS }),
    });
    const saturation = await this.saturation();
    const rate = Math.floor(SHARE * saturation);
    this.say(
      `Beside ${STREAMS} streams, ${Math.round(
        saturation,
      )} calls/s saturate it; now ${rate} calls/s for ${this.minutes} min.`,
    );
    await this.begin(this.parts.calls, { kind: 'open', rate, body: body() });
    await this.rest(WARM_UP);
    await this.watch();
    await this.parts.calls.ask({ do: 'stop' });
    await this.parts.streams.ask({ do: 'stop' });
  }

  /** Every call that reached the model server is in the ledger, once. */
  async books() {
    const { calls: reached } = await this.parts.upstream.ask({});
    const id = { gateway: this.parts.gateway.gateway };
    const deadline = Date.now() + PATIENCE;
    for (;;) {
      const { calls: entered, repeated } = await this.parts.controlPlane.ask(
        id,
      );
      if (entered === reached || Date.now() > deadline) {
        return { reached, entered, repeated };
      }
      await this.rest(100);
    }
  }

  async saturation() {
    const load = { kind: 'closed', connections: CONNECTIONS, body: body() };
    await this.begin(this.parts.calls, load);
    await this.rest(WARM_UP);
    const from = await this.parts.calls.ask({ do: 'mark' });
    await this.rest(SATURATION);
    const to = await this.parts.calls.ask({ do: 'mark' });
    await this.parts.calls.ask({ do: 'stop' });
    return ((to.ended - from.ended) / (to.at - from.at)) * 1000;
  }

  async watch() {
    const begun = performance.now();
    const end = begun + this.minutes * 60_000;
    await this.parts.calls.ask({ do: 'mark' });
    for (let next = begun + PERIOD; next <= end; next += PERIOD) {
      await this.rest(next - performance.now());
      this.samples.push(await this.sample((next - begun) / 1000));
    }
  }

  /**
   * @param {number} at
   * @returns {Promise<Sample>}
   */
  async sample(at) {
    const [rss, heap, loopDelay, running, pending] = await readMetrics(
      this.parts.gateway.adminPort ?? 0,
      [
        'process_resident_memory_bytes',
        'nodejs_heap_size_used_bytes',
        'nodejs_eventloop_lag_p99_seconds',
        'maas_gateway_running_requests',
        'maas_gateway_journal_pending_events',
      ],
    );
    const { latency } = await this.parts.calls.ask({ do: 'mark' });
    await this.parts.streams.ask({ do: 'mark' });
    return {
      at,
      rssMiB: rss / MIB,
      heapMiB: heap / MIB,
      loopDelayMs: 1000 * loopDelay,
      running,
      pending,
      p50: latency.p50,
      p99: latency.p99,
    };
  }

  /**
   * @param {string} path
   * @param {object} [told]
   */
  async help(path, told = {}) {
    const helper = await startHelper(file(path), {
      core: OTHER_CORE,
      with: told,
    });
    this.helpers.push(helper);
    return helper;
  }

  /**
   * @param {Helper} helper
   * @param {object} load
   */
  async begin(helper, load) {
    const { key, gateway } = this.parts;
    const headers = { authorization: `Bearer ${key}` };
    const options = { ...load, headers, port: gateway.port };
    await helper.ask({ do: 'start', load: options });
  }

  /** @param {number} ms */
  async rest(ms) {
    await sleep(Math.max(0, ms), undefined, { signal: this.signal });
  }
}

/** @param {object} [more] */
function body(more = {}) {
  return JSON.stringify({
    model: 'bench',
    ...more,
    messages: [{ role: 'user', content: 'What does a gateway do?' }],
  });
}
