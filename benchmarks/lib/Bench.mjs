import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../../scripts/lib/problem.mjs';
import { cpuMicros, processTree, residentMiB } from './usage.mjs';

/** @typedef {import('../scenarios.mjs').Scenario} Scenario */
/** @typedef {import('../targets/target.mjs').Target} Target */
/** @typedef {ReturnType<Scenario['load']>} LoadShape */

/** How long usage may take to reach the control plane, in milliseconds. */
const SHIPPING_PATIENCE = 20_000;

/** Between two looks at the memory, in milliseconds. */
const MEMORY_PERIOD = 50;

/** Before each measurement, in milliseconds. */
const WARM_UP = 1_000;

/** CPU time after which code is compiled as it will be, in microseconds, and how long that may take, in milliseconds. */
const WARM_CPU = 5_000_000;
const LONGEST_WARM_UP = 20_000;

/**
 * @typedef {object} Sample of one round
 * @property {number} perSecond calls, or chunks of streams
 * @property {number} cpuMicros per call, or per chunk
 * @property {number} p50 latency, in milliseconds; the same of the rest
 * @property {number} p99
 * @property {number} firstByteP50
 * @property {number} lateP99 by how much calls of the open loop began late
 * @property {number} memoryMiB at its peak, beyond what it had before
 */

/** Measures servers, and sees to it that what is measured is right. */
export class Bench {
  /**
   * @param {import('./Setup.mjs').Setup} setup
   * @param {object} options
   * @param {number} options.seconds
   * @param {AbortSignal} options.signal
   */
  constructor(setup, { seconds, signal }) {
    this.setup = setup;
    this.seconds = seconds;
    this.signal = signal;
  }

  /**
   * Measures one server for one round.
   *
   * @param {Scenario} scenario
   * @param {Target} target
   * @param {boolean} first whether it has not been warmed up yet
   * @returns {Promise<Sample>}
   */
  async measure(scenario, target, first) {
    await this.setup.upstream.ask({
      chunksPerSecond: scenario.chunksPerSecond,
    });
    const pids = target.pid ? processTree(target.pid) : [];
    const idle = residentMiB(pids);
    const options = scenario.load(this);
    if (first && target.pid && !scenario.fresh) {
      await this.warmUp(target, options, pids);
    }
    return this.run(target, options, async mark => {
      await this.rest(WARM_UP + (options.rampMs ?? 0));
      const from = await mark();
      const cpuFrom = cpuMicros(pids);
      const peak = await this.watch(pids, scenario.fresh === true);
      const cpu = cpuMicros(pids) - cpuFrom;
      const to = await mark();
      const done = scenario.per === 'call' ? 'ended' : 'events';
      const count = to[done] - from[done];
      return {
        perSecond: (count / (to.at - from.at)) * 1000,
        cpuMicros: pids.length > 0 ? cpu / count : NaN,
        p50: to.latency.p50,
        p99: to.latency.p99,
        firstByteP50: to.firstByte.p50,
        lateP99: to.lateness.p99,
        memoryMiB: peak - idle,
      };
    });
  }

  /**
   * Keeps a process busy until its code is compiled as it will be, or as busy as the load allows
   * for a while: who is called seldom would be measured cold.
   *
   * @param {Target} target
   * @param {LoadShape} options
   * @param {number[]} pids
   */
  async warmUp(target, options, pids) {
    const busy =
      options.kind === 'open'
        ? { ...options, kind: /** @type {const} */ ('closed'), connections: 16 }
        : options;
    await this.run(target, busy, async () => {
      const enough = cpuMicros(pids) + WARM_CPU;
      const end = performance.now() + LONGEST_WARM_UP;
      while (cpuMicros(pids) < enough && performance.now() < end) {
        await this.rest(100);
      }
    });
  }

  /**
   * Puts a load on a server for as long as something is done meanwhile, and checks afterwards
   * that no call was lost.
   *
   * @template T
   * @param {Target} target
   * @param {LoadShape} options
   * @param {(mark: () => Promise<any>) => Promise<T>} meanwhile
   * @returns {Promise<T>}
   */
  async run(target, options, meanwhile) {
    const { load, upstream, key } = this.setup;
    if (!load) {
      throw new Error('Not prepared');
    }
    const books = await upstream.ask({});
    const ledger = await this.ledgerOf(target);
    const { port } = target;
    const headers = { authorization: `Bearer ${key}`, ...target.headers };
    await load.ask({ do: 'start', load: { ...options, port, headers } });
    const result = await meanwhile(() => load.ask({ do: 'mark' }));
    const { begun } = await load.ask({ do: 'stop' });
    await this.check(target, { calls: begun, books, ledger });
    return result;
  }

  /**
   * Lets the time of a round pass.
   *
   * @param {number[]} pids
   * @param {boolean} memory whether to look at it
   * @returns {Promise<number>} the most memory that they had, in MiB
   */
  async watch(pids, memory) {
    if (!memory) {
      await this.rest(1000 * this.seconds);
      return NaN;
    }
    let peak = 0;
    const end = performance.now() + 1000 * this.seconds;
    while (performance.now() < end) {
      peak = Math.max(peak, residentMiB(pids));
      await this.rest(MEMORY_PERIOD);
    }
    return peak;
  }

  /** @param {number} ms */
  async rest(ms) {
    // A helper that failed is heard of with the next question.
    await sleep(ms, undefined, { signal: this.signal });
  }

  /** @param {Target} target */
  async ledgerOf({ gateway }) {
    return gateway ? this.setup.controlPlane?.ask({ gateway }) : undefined;
  }

  /**
   * Every call reached the model server once; those of the gateway are in the ledger, once and
   * with the tokens that the model server reported.
   *
   * @param {Target} target
   * @param {{calls: number, books: any, ledger: any}} before
   */
  async check(target, { calls, books, ledger }) {
    const now = await this.setup.upstream.ask({});
    const reached = now.calls - books.calls;
    const expected = {
      calls,
      input: now.input - books.input,
      output: now.output - books.output,
      repeated: 0,
      unsure: 0,
    };
    if (reached !== calls) {
      throw wrong(
        target,
        `${calls} calls were made and ${reached} reached the model server`,
      );
    }
    if (!ledger) {
      return;
    }
    const deadline = Date.now() + SHIPPING_PATIENCE;
    for (;;) {
      const after = await this.ledgerOf(target);
      const entered = Object.fromEntries(
        Object.entries(after).map(([name, value]) => [
          name,
          value - ledger[name],
        ]),
      );
      if (JSON.stringify(entered) === JSON.stringify(expected)) {
        return;
      }
      if (Date.now() > deadline) {
        throw wrong(
          target,
          `the ledger has ${JSON.stringify(
            entered,
          )} instead of ${JSON.stringify(expected)}`,
        );
      }
      await this.rest(50);
    }
  }
}

/**
 * @param {Target} target
 * @param {string} what
 */
function wrong({ name }, what) {
  return new Problem(`With ${name}, ${what}.`, {
    advice: 'What is measured is worth nothing: mend that first.',
  });
}
