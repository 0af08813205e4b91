import fc from 'fast-check';
import type {
  TokenClass,
  UpdateModel,
} from '@openmaas/backstage-plugin-maas-common';
import {
  createTestDatabases,
  createTestDomain,
  PEOPLE,
} from '../../__testUtils__/domain';
import { definitionOf, sourceOf } from '../../__testUtils__/sources';
import { pricesAt } from '../prices';

jest.setTimeout(120_000);

type Prices = Partial<Record<TokenClass, number>>;

/** What somebody does, after some time. */
type Step = { days: number } & (
  | { by: 'source'; title?: string; multiplier?: string; prices: Prices }
  | {
      by: 'person';
      title?: string | null;
      multiplier?: string | null;
      prices?: Prices | null;
      /** Days from now; prices only. */
      from: number;
    }
);

const prices = fc.record(
  {
    input: fc.integer({ min: 0, max: 3 }),
    output: fc.integer({ min: 0, max: 3 }),
  },
  { requiredKeys: [] },
);
const title = fc.constantFrom('A', 'B', 'C');
const multiplier = fc.constantFrom('1', '2', '0.5');
const days = fc.integer({ min: 0, max: 3 });
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record(
      { by: fc.constant('source' as const), days, prices, title, multiplier },
      { requiredKeys: ['by', 'days', 'prices'] },
    ),
    fc.record(
      {
        by: fc.constant('person' as const),
        days,
        from: fc.integer({ min: 0, max: 4 }),
        title: fc.option(title),
        multiplier: fc.option(multiplier),
        prices: fc.option(prices),
      },
      { requiredKeys: ['by', 'days', 'from'] },
    ),
  ),
  { minLength: 1, maxLength: 12 },
);

/** The rules, said once more and as plainly as can be. */
class Expected {
  private day = 0;
  private source: { title: string; multiplier: string; prices: Prices } = {
    title: 'm',
    multiplier: '1',
    prices: {},
  };
  private person: { title?: string; multiplier?: string } = {};
  /** Of a person, each until the next one; from undefined: the source's again. */
  private lists: Array<{ from: number; prices?: Prices }> = [];
  /** The prices that held at the end of each day. */
  readonly past = new Map<number, Prices>();

  apply(step: Step): void {
    for (let i = 0; i < step.days; i++) {
      this.past.set(this.day, this.prices());
      this.day += 1;
    }
    if (step.by === 'source') {
      this.source = {
        title: step.title ?? 'm',
        multiplier: step.multiplier ?? '1',
        prices: step.prices,
      };
      return;
    }
    for (const name of ['title', 'multiplier'] as const) {
      const value = step[name];
      if (value !== undefined) {
        this.person[name] = value ?? undefined;
      }
    }
    if (step.prices !== undefined) {
      this.lists = this.lists.filter(({ from }) => from <= this.day);
      const from = step.prices ? this.day + step.from : this.day;
      this.lists.push({ from, prices: step.prices ?? undefined });
    }
  }

  terms() {
    return { ...this.source, ...defined(this.person), prices: this.prices() };
  }

  private prices(): Prices {
    const begun = this.lists.filter(({ from }) => from <= this.day);
    return begun[begun.length - 1]?.prices ?? this.source.prices;
  }
}

function defined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(value).filter(([, item]) => item !== undefined),
  ) as Partial<T>;
}

function toUpdate(step: Step & { by: 'person' }, now: Date) {
  const from = new Date(now.getTime() + step.from * 86_400_000).toISOString();
  return {
    ...defined({ title: step.title, multiplier: step.multiplier }),
    ...(step.prices === null && { prices: null }),
    ...(step.prices && {
      prices: Object.entries(step.prices).map(([tokenClass, nanos]) => ({
        tokenClass: tokenClass as TokenClass,
        nanosPerMillion: `${nanos}`,
      })),
      ...(step.from > 0 && { pricesFrom: from }),
    }),
  } satisfies Partial<UpdateModel>;
}

describe('any series of syncs, changes and resets', () => {
  const databases = createTestDatabases();

  it.each(databases.eachSupportedId())(
    "ends with the person's value where one is set, else with the source's latest, on %s",
    async databaseId => {
      const domain = await createTestDomain(await databases.init(databaseId));
      const { models, terms, clock } = domain;
      let count = 0;
      await fc.assert(
        fc.asyncProperty(steps, async series => {
          count += 1;
          const id = `m-${count}`;
          const expected = new Expected();
          const begin = clock.now().getTime();
          const say = (step: Partial<Step & { by: 'source' }>) =>
            models.sync(
              sourceOf(
                'x',
                definitionOf(id, {
                  title: step.title ?? 'm',
                  multiplier: step.multiplier,
                  prices: Object.fromEntries(
                    Object.entries(step.prices ?? {}).map(([name, nanos]) => [
                      name,
                      BigInt(nanos),
                    ]),
                  ),
                }),
              ),
            );
          await say({});
          const priceList = async (at: Date) => {
            const history = (await models.priceHistories([id])).get(id)!;
            return Object.fromEntries(
              pricesAt(history, at).map(price => [
                price.tokenClass,
                Number(price.nanosPerMillion),
              ]),
            );
          };
          for (const step of series) {
            clock.advanceDays(step.days);
            expected.apply(step);
            if (step.by === 'source') {
              await say(step);
            } else {
              const { version } = await terms.get(id);
              await terms.update(
                id,
                { version, ...toUpdate(step, clock.now()) },
                PEOPLE.petra,
              );
            }
            const model = await models.get(id);
            expect({
              title: model.title,
              multiplier: model.multiplier,
              prices: await priceList(clock.now()),
            }).toEqual(expected.terms());
          }
          // Calls of the past are billed at what held then.
          for (const [day, held] of expected.past) {
            const end = new Date(begin + day * 86_400_000 + 1);
            expect([day, await priceList(end)]).toEqual([day, held]);
          }
        }),
        { numRuns: 40 },
      );
    },
  );
});
