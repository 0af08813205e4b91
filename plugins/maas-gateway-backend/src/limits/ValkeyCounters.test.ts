import type { Redis } from 'ioredis';
import { TestRedis } from './__testUtils__/redisServer';
import {
  budget,
  entryOf,
  parallelRequests,
  requestsPerMinute,
  tokensPerMinute,
} from './__testUtils__/testCounters';
import type { Entry } from './counters';
import { connectValkey } from './valkeyClient';
import { ValkeyCounters } from './ValkeyCounters';

const SECOND = 1_000_000;

describe('ValkeyCounters', () => {
  let server: TestRedis;
  const clients: Redis[] = [];
  const failures: unknown[] = [];
  const clock = { us: 1_763_719_200_000_000 };
  let isFrozen = true;

  async function replica(): Promise<ValkeyCounters> {
    const redis = connectValkey({ url: server.url, commandTimeoutMs: 5000 });
    clients.push(redis);
    await redis.connect();
    const counters = new ValkeyCounters({
      redis,
      onFailure: error => failures.push(error),
      now: isFrozen ? () => clock.us : undefined,
    });
    await counters.join();
    return counters;
  }

  const keys = () => clients[0].keys('{maas}:*');

  beforeAll(async () => {
    server = await TestRedis.start();
  });

  afterEach(async () => {
    await clients[0].flushall();
    clients.splice(0).forEach(redis => redis.disconnect());
    isFrozen = true;
    if (failures.length > 0) {
      throw failures[0];
    }
  });

  afterAll(async () => {
    await server.kill();
  });

  it('lets no more in than there is room for, of 200 calls at once', async () => {
    const replicas = [await replica(), await replica()];
    const calls = Array.from({ length: 200 }, (_, i) => ({
      store: replicas[i % 2],
      entries: [
        entryOf(tokensPerMinute('pool', 200), 1_200_000n * 5n),
        entryOf(budget('budget', { limit: 60n }), 5n),
        entryOf(parallelRequests('parallel', 50), 1n),
      ],
    }));
    const answers = await Promise.all(
      calls.map(({ store, entries }) => store.take(entries)),
    );
    const running = calls.filter((_, i) => answers[i]);
    expect(answers).toHaveLength(200);
    expect(running).toHaveLength(10);
    running.forEach(({ store, entries }) => store.end(entries));
    const [{ entries }] = calls;
    // Behind all that was sent on the other connection.
    await replicas[1].beat();
    await expect(replicas[0].peek(entries)).resolves.toBe(true);
    expect(entries.map(({ spent, held }) => [spent, held])).toEqual([
      [0, 0],
      [0n, 0n],
      [0, 0],
    ]);
  });

  it('needs one round trip for taking and one for the end', async () => {
    const counters = await replica();
    const calls = async () => {
      const stats = await clients[0].info('commandstats');
      return [...stats.matchAll(/cmdstat_eval(?:sha)?:calls=(\d+)/g)].reduce(
        (sum, [, count]) => sum + Number(count),
        0,
      );
    };
    const entries = [
      entryOf(tokensPerMinute('pool', 200), 1n),
      entryOf(parallelRequests('parallel', 50), 1n),
    ];
    const before = await calls();
    for (let i = 0; i < 10; i++) {
      await counters.take(entries);
      counters.end(entries);
    }
    expect((await calls()) - before).toBe(20);
  });

  it('forgets what a gateway held that is gone, half a minute later', async () => {
    const pool = tokensPerMinute('pool', 200);
    const held = 200n * 300_000n;
    const dead = await replica();
    await dead.take([entryOf(pool, held)]);
    const living = await replica();
    clock.us += 29 * SECOND;
    await living.beat();
    expect(await living.take([entryOf(pool, held)])).toBe(false);
    clock.us += SECOND;
    expect(await living.take([entryOf(pool, held)])).toBe(true);
    const fields = await clients[0].hkeys('{maas}:pool');
    expect(fields).toHaveLength(1);
  });

  it('holds again what its calls do after it was believed dead', async () => {
    const counter = parallelRequests('parallel', 2);
    const [paused, other] = [await replica(), await replica()];
    const call = [entryOf(counter, 1n)];
    await paused.take(call);
    clock.us += 31 * SECOND;
    await other.beat();
    // Nobody knows of the paused one, so its hold is removed.
    await other.take([entryOf(counter, 1n)]);
    await paused.beat();
    expect(await other.take([entryOf(counter, 1n)])).toBe(false);
    paused.end(call);
    await paused.beat();
    expect(await other.take([entryOf(counter, 1n)])).toBe(true);
  });

  it('begins anew for a call that finds it dead, once for many', async () => {
    const counters = await replica();
    const counter = parallelRequests('parallel', 100);
    await counters.take([entryOf(counter, 1n)]);
    await clients[0].flushall();
    const calls = Array.from({ length: 20 }, () => [entryOf(counter, 1n)]);
    await Promise.all(calls.map(call => counters.take(call)));
    const last = [entryOf(counter, 1n)];
    await counters.peek(last);
    expect(last[0].held).toBe(21);
    expect(await clients[0].zcard('{maas}:gateways')).toBe(1);
  });

  it('holds what was taken just before it began anew', async () => {
    const counters = await replica();
    const counter = parallelRequests('parallel', 100);
    const taking = counters.take([entryOf(counter, 1n)]);
    await Promise.all([taking, counters.join()]);
    const last = [entryOf(counter, 1n)];
    await counters.peek(last);
    expect(last[0].held).toBe(1);
  });

  it('leaves nothing behind that does not expire by itself', async () => {
    isFrozen = false;
    const counters = await replica();
    const calls: Entry[][] = [1n, 2n].map(amount => [
      entryOf(tokensPerMinute('tokens', 200), amount),
      entryOf(requestsPerMinute('requests', 60), amount),
      entryOf(parallelRequests('parallel', 5), 1n),
      entryOf(budget('budget'), amount),
    ]);
    const expiries = async () => {
      const all = (await keys()).sort();
      const times = all.map(key => clients[0].pttl(key));
      return Object.fromEntries(
        (await Promise.all(times)).map((time, i) => [all[i], time]),
      );
    };
    for (const call of calls) {
      await counters.take(call);
    }
    expect(Object.values(await expiries()).every(time => time > 0)).toBe(true);
    counters.end(calls[0]);
    calls[1].forEach(entry => {
      if (entry.counter.kind === 'sum') {
        Object.assign(entry, { charge: 7n });
      } else if (entry.counter.name === 'tokensPerMinute') {
        Object.assign(entry, { charge: 30 * SECOND });
      }
    });
    counters.end(calls[1]);
    await counters.leave();
    const left = await expiries();
    // As soon as the rate is full again, and a second for good measure.
    expect(left['{maas}:tokens']).toBeLessThanOrEqual(31_000);
    expect(left['{maas}:tokens']).toBeGreaterThan(20_000);
    expect(left['{maas}:requests']).toBeLessThanOrEqual(3_000);
    expect(left).not.toHaveProperty('{maas}:parallel');
    expect(left['{maas}:budget']).toBeGreaterThan(40 * 24 * 3_600_000);
    expect(await clients[0].hgetall('{maas}:budget')).toEqual({ s: '7' });
    expect(left).not.toHaveProperty('{maas}:gateways');
  });

  it('adds money up exactly beyond 2^53, and stops before it leaves 64 bits', async () => {
    const counters = await replica();
    const odd = 2n ** 53n + 1n;
    const counter = budget('money', { limit: 2n ** 62n, base: odd });
    for (const charge of [odd, 2n, 2n ** 63n - 1n]) {
      const call = [entryOf(counter, 1n)];
      expect(await counters.take(call)).toBe(true);
      Object.assign(call[0], { charge });
      counters.end(call);
    }
    await counters.beat();
    expect(await clients[0].hget('{maas}:money', 's')).toBe(
      String(2n * odd + 2n),
    );
  });
});
