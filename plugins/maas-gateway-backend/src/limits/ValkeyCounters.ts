import { type Redis, type Result } from 'ioredis';
import { v7 as uuid } from 'uuid';
import type { CounterStore } from './CounterStore';
import { type Entry, isRate, isSum, judge, type SumCounter } from './counters';
import { BEAT, END, JOIN, TAKE } from './valkeyScripts';

declare module 'ioredis' {
  interface RedisCommander<Context> {
    maasTake(
      ...args: Array<string | number>
    ): Result<Array<string | number> | null, Context>;
    maasEnd(...args: Array<string | number>): Result<number, Context>;
    maasJoin(...args: Array<string | number>): Result<number, Context>;
    maasBeat(...args: Array<string | number>): Result<number, Context>;
  }
}

/** For how long a gateway is believed to live after it was heard of, in microseconds. */
const LIFE_US = 30_000_000;
const HEARTBEAT_MS = 10_000;

const DAY_MS = 24 * 60 * 60 * 1000;
/** Sums are remembered for as long after their period. */
const SUM_MS = 40 * DAY_MS;

/** One hash tag, so that all keys are in one slot of a cluster. */
const PREFIX = '{maas}:';
const ALIVE = `${PREFIX}gateways`;

/** How often a call is tried again where the gateway begins anew in between. */
const TRIES = 3;

/** What shared counters need. @internal */
export interface ValkeyCountersOptions {
  /** A connection without a queue for when it is down, and without resending. */
  redis: Redis;
  /** A command failed in the background: what it did is not known. */
  onFailure: (error: unknown) => void;
  /** How much of a sum is settled, whenever that is seen. */
  onSum?: (counter: SumCounter, settled: bigint) => void;
  /** Microseconds since 1970, for tests; the server's own time otherwise. */
  now?: () => number;
}

/**
 * Counters in Valkey or Redis, shared by several gateways: one round trip for taking and
 * one for the end.
 *
 * What calls hold is kept for each gateway and each time it began, its incarnation. Where
 * a command's outcome is not known, or the store has lost its memory, the gateway begins
 * anew and holds again what its running calls do: what the old incarnation held counts
 * nothing any more. So does what a gateway held that was killed, half a minute later.
 *
 * @internal
 */
export class ValkeyCounters implements CounterStore {
  private incarnation = uuid();
  private readonly running = new Set<Entry[]>();
  private readonly ending = new Set<Promise<void>>();
  private joining: Promise<void> | undefined;
  private heartbeat: NodeJS.Timeout | undefined;

  constructor(private readonly options: ValkeyCountersOptions) {
    const { redis } = options;
    redis.defineCommand('maasTake', { lua: TAKE });
    redis.defineCommand('maasEnd', { lua: END });
    redis.defineCommand('maasJoin', { lua: JOIN });
    redis.defineCommand('maasBeat', { lua: BEAT });
  }

  take(entries: Entry[]): Promise<boolean> {
    return this.ask('take', entries);
  }

  peek(entries: Entry[]): Promise<boolean> {
    return this.ask('peek', entries);
  }

  end(entries: Entry[]): void {
    if (!this.running.delete(entries)) {
      return;
    }
    const counted = entries.filter(isLasting);
    if (counted.length === 0) {
      return;
    }
    const args = counted.flatMap(entry => [
      kindOf(entry),
      String(entry.taken),
      String(entry.charge),
      rememberOf(entry),
    ]);
    const { redis, onFailure } = this.options;
    const { incarnation } = this;
    const ending = redis
      .maasEnd(...this.keys(counted), incarnation, this.now(), ...args)
      .then(alive => (alive ? undefined : this.rejoin(incarnation)))
      .catch(onFailure)
      .finally(() => this.ending.delete(ending));
    this.ending.add(ending);
  }

  /**
   * Begins anew: what is held is what the calls do that run.
   *
   * @throws Error (by rejecting) where the store does not answer
   */
  join(): Promise<void> {
    this.joining ??= this.begin().finally(() => {
      this.joining = undefined;
    });
    return this.joining;
  }

  /** Says every ten seconds that this gateway lives. */
  startBeating(): void {
    clearInterval(this.heartbeat);
    this.heartbeat = setInterval(
      () => this.beat().catch(this.options.onFailure),
      HEARTBEAT_MS,
    ).unref();
  }

  stopBeating(): void {
    clearInterval(this.heartbeat);
  }

  /** Says that this gateway lives; where it was believed dead, it begins anew. */
  async beat(): Promise<void> {
    const { incarnation } = this;
    const alive = await this.options.redis.maasBeat(
      ...this.keys([]),
      incarnation,
      this.now(),
      LIFE_US,
    );
    if (!alive) {
      await this.rejoin(incarnation);
    }
  }

  /** Waits for what is under way, and lets go of all that is held. */
  async leave(): Promise<void> {
    this.stopBeating();
    await Promise.all(this.ending);
    await this.options.redis.zrem(ALIVE, this.incarnation);
  }

  private async ask(mode: 'take' | 'peek', entries: Entry[]): Promise<boolean> {
    const keys = this.keys(entries);
    const args = entries.flatMap(argumentsOf);
    for (let tries = 0; tries < TRIES; tries++) {
      const { incarnation } = this;
      const found = await this.options.redis.maasTake(
        ...keys,
        incarnation,
        this.now(),
        mode,
        ...args,
      );
      // What was taken in the meantime by an incarnation that is over is not held.
      if (found && incarnation === this.incarnation) {
        const letIn = readAnswer(found, entries);
        this.tellSums(entries);
        if (letIn && mode === 'take') {
          // At once, so that nobody begins anew in between without these.
          this.running.add(entries);
        }
        return letIn;
      }
      await this.rejoin(incarnation);
    }
    throw new Error('The shared counters forget this gateway again and again');
  }

  /** An incarnation is not believed to live; another one may have begun already. */
  private async rejoin(incarnation: string): Promise<void> {
    if (this.joining || incarnation === this.incarnation) {
      await this.join();
    }
  }

  private async begin(): Promise<void> {
    const before = this.incarnation;
    // From here on all that is sent is sent after this, on the same connection.
    this.incarnation = uuid();
    const holds = [...this.heldByRunning().values()];
    await this.options.redis.maasJoin(
      ...this.keys(holds.map(({ entry }) => entry)),
      this.incarnation,
      this.now(),
      before,
      LIFE_US,
      ...holds.flatMap(({ entry, held }) => [String(held), rememberOf(entry)]),
    );
  }

  private tellSums(entries: Entry[]): void {
    const { onSum } = this.options;
    for (const entry of entries) {
      if (onSum && isSum(entry)) {
        onSum(entry.counter, entry.spent);
      }
    }
  }

  private heldByRunning() {
    const holds = new Map<string, { entry: Entry; held: bigint }>();
    for (const entry of [...this.running].flat()) {
      if (isLasting(entry) && entry.taken > 0) {
        const { id } = entry.counter;
        const held = (holds.get(id)?.held ?? 0n) + BigInt(entry.taken);
        holds.set(id, { entry, held });
      }
    }
    return holds;
  }

  private keys(entries: Entry[]): Array<string | number> {
    const keys = entries.map(({ counter }) => `${PREFIX}${counter.id}`);
    return [keys.length + 1, ALIVE, ...keys];
  }

  private now(): string | number {
    return this.options.now?.() ?? '';
  }
}

/** Whether something is left to be done when the call ends. */
function isLasting(entry: Entry): boolean {
  const isOver = isRate(entry) && entry.counter.atOnce;
  return !isOver && (isSum(entry) || entry.fits);
}

function kindOf(entry: Entry): string {
  return isRate(entry) && entry.counter.atOnce ? 'request' : entry.counter.kind;
}

function argumentsOf(entry: Entry): Array<string | number> {
  const { counter, wanted } = entry;
  const [limit, least] =
    counter.kind === 'rate'
      ? [counter.rate.periodUs, counter.least]
      : [counter.limit, counter.kind === 'sum' ? counter.base : 0];
  return [
    kindOf(entry),
    String(wanted),
    String(limit),
    String(least),
    counter.shadow ? 1 : 0,
    rememberOf(entry),
  ];
}

/** In milliseconds. */
function rememberOf({ counter }: Entry): number {
  return counter.kind === 'sum'
    ? Math.max(DAY_MS, counter.period.end + SUM_MS - Date.now())
    : DAY_MS;
}

/** Follows the script: the same numbers lead to the same verdict. */
function readAnswer(found: Array<string | number>, entries: Entry[]): boolean {
  let letIn = true;
  entries.forEach((entry, i) => {
    const [fits, spent, held] = found.slice(3 * i, 3 * i + 3);
    if (isSum(entry)) {
      entry.spent = BigInt(spent);
      entry.held = BigInt(held);
    } else {
      entry.spent = Number(spent);
      entry.held = Number(held);
    }
    judge(entry);
    // Beyond 2^53 the script may have decided otherwise, and it is the one who took.
    entry.fits = fits === 1;
    letIn &&= entry.fits || entry.counter.shadow;
  });
  return letIn;
}
