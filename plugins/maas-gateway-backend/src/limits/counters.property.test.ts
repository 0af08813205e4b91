import fc from 'fast-check';
import { ModelCounters, type ModelCall } from './__testUtils__/ModelCounters';
import { TestRedis } from './__testUtils__/redisServer';
import {
  budget,
  entryOf,
  parallelRequests,
  requestsPerMinute,
  tokensPerMinute,
} from './__testUtils__/testCounters';
import type { Counter, Entry } from './counters';
import type { CounterStore } from './CounterStore';
import { MemoryCounters } from './MemoryCounters';
import { connectValkey } from './valkeyClient';
import { ValkeyCounters } from './ValkeyCounters';

jest.setTimeout(60_000);

/** Beyond 2^53, where only sums have to be exact. */
const MUCH = 2n ** 60n;

const BUDGETS = [
  { limit: 5_000_000n },
  { limit: 2_000_000n, shadow: true, base: 1_500_000n },
  { limit: MUCH + 30_000_000n, base: MUCH },
];

/** Fresh counters of all kinds, with one limit or another. */
function countersOf(run: number, limit: number): Counter[] {
  const id = (name: string) => `${name}:${run}`;
  return [
    tokensPerMinute(id('plan'), limit),
    tokensPerMinute(id('key'), 60_000, limit % 2 === 0),
    requestsPerMinute(id('requests'), 7),
    parallelRequests(id('parallel'), 3),
    parallelRequests(id('shadow'), 1, true),
    ...BUDGETS.map((more, n) => budget(id(`budget-${n}`), more)),
  ];
}

const amounts = fc.array(fc.integer({ min: 0, max: 2_000_000 }), {
  minLength: 8,
  maxLength: 8,
});
const steps = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('take' as const),
        replica: fc.nat(1),
        amounts,
        counters: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('end' as const),
        call: fc.nat(20),
        amounts,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('wait' as const),
        us: fc.oneof(fc.nat(3_000_000), fc.nat(200_000_000)),
      }),
    },
  ),
  { maxLength: 40 },
);

/** What a call wants: requests and parallel ones are what they are. */
function wantedOf(counter: Counter, amount: number): bigint {
  if (counter.kind === 'parallel') {
    return 1n;
  }
  return counter.kind === 'rate' && counter.atOnce
    ? BigInt(counter.least)
    : BigInt(amount) * (counter.kind === 'rate' ? 40n : 1n);
}

const foundOf = ({ fits, spent, held, taken }: Entry) => ({
  fits,
  spent: BigInt(spent),
  held: BigInt(held),
  taken: BigInt(taken),
});

interface Store {
  replicas: CounterStore[];
  /** Is fulfilled when all that was sent has been done. */
  done(): Promise<unknown>;
}

/** Does the same to a store and to the model, and compares all that they find. */
async function compare(
  { replicas, done }: Store,
  clock: { us: number },
  run: number,
  limit: number,
  all: typeof steps extends fc.Arbitrary<infer T> ? T : never,
) {
  const counters = countersOf(run, limit);
  const model = new ModelCounters();
  const open: Array<{
    store: CounterStore;
    entries: Entry[];
    call: ModelCall;
  }> = [];
  const end = (n: number, charged: number[]) => {
    const [{ store, entries, call }] = open.splice(n, 1);
    const charges = new Map<Counter, bigint>();
    for (const entry of entries) {
      const { counter } = entry;
      if (counter.kind !== 'parallel') {
        const charge = BigInt(charged[counters.indexOf(counter)]);
        charges.set(counter, charge);
        Object.assign(entry, {
          charge: counter.kind === 'sum' ? charge : Number(charge),
        });
      }
    }
    store.end(entries);
    model.end(call, charges, BigInt(clock.us));
  };
  for (const step of all) {
    if (step.kind === 'wait') {
      clock.us += step.us;
      await done();
    } else if (step.kind === 'end') {
      if (open.length > 0) {
        end(step.call % open.length, step.amounts);
        await done();
      }
    } else {
      const wanted = new Map(
        counters
          .filter((_, n) => step.counters[n])
          .map(one => [
            one,
            wantedOf(one, step.amounts[counters.indexOf(one)]),
          ]),
      );
      const store = replicas[step.replica % replicas.length];
      const entries = [...wanted].map(([counter, amount]) =>
        entryOf(counter, amount),
      );
      const { letIn, found } = model.take(wanted, BigInt(clock.us));
      expect(await store.peek(entries)).toBe(letIn);
      expect(entries.map(foundOf)).toEqual([...found.values()]);
      expect(await store.take(entries)).toBe(letIn);
      expect(entries.map(foundOf)).toEqual([...found.values()]);
      if (letIn) {
        open.push({ store, entries, call: found });
      }
    }
  }
  while (open.length > 0) {
    end(0, Array(8).fill(0));
  }
  await done();
  // All holds are gone, and what is left is what the model says.
  const last = counters.map(counter => entryOf(counter, 0n));
  const { found } = model.take(
    new Map(counters.map(counter => [counter, 0n])),
    BigInt(clock.us),
  );
  await replicas[0].peek(last);
  expect(last.map(foundOf)).toEqual([...found.values()]);
  expect(last.every(({ held }) => BigInt(held) === 0n)).toBe(true);
}

describe('counters do exactly what the model does', () => {
  const clock = { us: 1_763_719_200_000_000 };
  const limits = fc.constantFrom(1, 10, 200, 7_000_000);
  let run = 0;

  it('in memory', async () => {
    await fc.assert(
      fc.asyncProperty(limits, steps, async (limit, all) => {
        const store = {
          replicas: [new MemoryCounters(() => clock.us)],
          done: async () => {},
        };
        await compare(store, clock, run++, limit, all);
      }),
      { numRuns: 500 },
    );
    expect(run).toBeGreaterThanOrEqual(500);
  });

  it('in Valkey, where two gateways share them', async () => {
    const server = await TestRedis.start();
    const clients = [1, 2].map(() =>
      connectValkey({ url: server.url, commandTimeoutMs: 5000 }),
    );
    const failures: unknown[] = [];
    try {
      const replicas = await Promise.all(
        clients.map(async redis => {
          await redis.connect();
          const counters = new ValkeyCounters({
            redis,
            onFailure: error => failures.push(error),
            now: () => clock.us,
          });
          await counters.join();
          return counters;
        }),
      );
      const store = {
        replicas,
        // After half a minute both are believed dead, and hold all anew.
        done: () => Promise.all(replicas.map(counters => counters.beat())),
      };
      await fc.assert(
        fc.asyncProperty(limits, steps, (limit, all) =>
          compare(store, clock, run++, limit, all),
        ),
        { numRuns: 150 },
      );
      expect(failures).toEqual([]);
    } finally {
      clients.forEach(redis => redis.disconnect());
      await server.kill();
    }
  });
});
