import type { CounterStore } from './CounterStore';
import { type Entry, isRate, isSum, judge, type SumCounter } from './counters';
import { take } from './gcra';

const SWEEP_US = 60_000_000;

interface Pool {
  /** Of a rate: when it is full again. */
  fullAt: number;
  /** Of a rate or of parallel calls. */
  held: number;
}

interface Sum {
  settled: bigint;
  held: bigint;
  /** When its period is over, in microseconds. */
  end: number;
}

const EMPTY_POOL: Pool = { fullAt: 0, held: 0 };

/**
 * Counters of one gateway. Those that are as good as new are forgotten, so that there are
 * only those of who called in the last minute, owes something or has a limit per month.
 *
 * @internal
 */
export class MemoryCounters implements CounterStore {
  private readonly pools = new Map<string, Pool>();
  private readonly sums = new Map<string, Sum>();
  private sweptAt = -Infinity;

  /** @param clock - never goes back; whole microseconds since 1970 */
  constructor(private readonly clock: () => number = steadyUs) {}

  take(entries: Entry[]): boolean {
    const now = this.clock();
    this.sweep(now);
    if (!this.look(entries, now)) {
      return false;
    }
    for (const entry of entries) {
      if (isSum(entry)) {
        const sum = this.sum(entry.counter);
        sum.settled = entry.spent;
        sum.held += entry.taken;
      } else if (entry.taken > 0) {
        const pool = this.pool(entry.counter.id);
        if (isRate(entry) && entry.counter.atOnce) {
          pool.fullAt = take(pool.fullAt, now, entry.taken);
        } else {
          pool.held += entry.taken;
        }
      }
    }
    return true;
  }

  peek(entries: Entry[]): boolean {
    return this.look(entries, this.clock());
  }

  end(entries: Entry[]): void {
    const now = this.clock();
    for (const entry of entries) {
      if (isSum(entry)) {
        const sum = this.sum(entry.counter);
        sum.held -= entry.taken;
        sum.settled += entry.charge;
      } else if (entry.fits && !(isRate(entry) && entry.counter.atOnce)) {
        const pool = this.pool(entry.counter.id);
        pool.held -= entry.taken;
        if (entry.charge > 0) {
          pool.fullAt = take(pool.fullAt, now, entry.charge);
        }
      }
    }
  }

  /** A sum is known to be so high, by another store. */
  raise(counter: SumCounter, settled: bigint): void {
    const sum = this.sum(counter);
    sum.settled = larger(sum.settled, settled);
  }

  /** Counters that are remembered. */
  get size(): number {
    return this.pools.size + this.sums.size;
  }

  private look(entries: Entry[], now: number): boolean {
    let letIn = true;
    for (const entry of entries) {
      const { counter } = entry;
      if (isSum(entry)) {
        const sum = this.sums.get(counter.id);
        const { base } = entry.counter;
        entry.spent = sum ? larger(sum.settled, base) : base;
        entry.held = sum ? sum.held : 0n;
      } else {
        const pool = this.pools.get(counter.id) ?? EMPTY_POOL;
        entry.spent = Math.max(0, pool.fullAt - now);
        entry.held = pool.held;
      }
      letIn = judge(entry) && letIn;
    }
    return letIn;
  }

  private pool(id: string): Pool {
    let pool = this.pools.get(id);
    if (!pool) {
      pool = { ...EMPTY_POOL };
      this.pools.set(id, pool);
    }
    return pool;
  }

  private sum({ id, period }: SumCounter): Sum {
    let sum = this.sums.get(id);
    if (!sum) {
      sum = { settled: 0n, held: 0n, end: period.end * 1000 };
      this.sums.set(id, sum);
    }
    return sum;
  }

  private sweep(now: number): void {
    if (now - this.sweptAt < SWEEP_US) {
      return;
    }
    this.sweptAt = now;
    for (const [id, { fullAt, held }] of this.pools) {
      if (held === 0 && fullAt <= now) {
        this.pools.delete(id);
      }
    }
    for (const [id, { held, end }] of this.sums) {
      if (held === 0n && end <= now) {
        this.sums.delete(id);
      }
    }
  }
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

/** The time of day when the process began, and from there a clock that never goes back. */
function steadyUs(): number {
  return Math.floor((performance.timeOrigin + performance.now()) * 1000);
}
