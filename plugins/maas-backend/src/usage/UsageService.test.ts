import { ConfigReader } from '@backstage/config';
import type { MeteredCall } from '@openmaas/backstage-plugin-maas-common';
import type { JsonObject } from '@backstage/types';
import * as fc from 'fast-check';
import { createTestDatabases, PEOPLE, TEAM } from '../__testUtils__/domain';
import {
  createTestLedger,
  KEYS,
  meteredCall,
  type TestLedger,
} from '../__testUtils__/usage';
import { ConfigModelSource } from '../models/sources/ConfigModelSource';
import { pageQuery } from '../http/page';
import { rollUp } from './rollups';
import type { StoredUsageEvent } from './UsageStore';

jest.setTimeout(120_000);

const OTHER_TEAM = 'group:default/business-school';
const MINUTE = 60_000;

const byAmount = (a: bigint, b: bigint) => Number(a - b);

describe('UsageService', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    const setup = async (config?: JsonObject) =>
      createTestLedger(await databases.init(databaseId), config);

    /** The rollups must be what the events add up to, computed anew. */
    async function expectRollupsToMatch({ knex }: TestLedger) {
      const events = await knex('usage_events').select(
        '*',
        knex.raw('CAST(cost AS TEXT) AS exact_cost'),
      );
      const expected = rollUp(
        events.map(
          row =>
            ({
              team: row.team_ref,
              key: row.key_id,
              maker: row.maker_ref,
              model: row.model_id,
              plan: row.plan,
              startedAt: new Date(row.started_at),
              estimated: Boolean(row.estimated),
              endState: row.end_state,
              tokens: {
                input: Number(row.input_tokens),
                cachedInput: Number(row.cached_input_tokens),
                output: Number(row.output_tokens),
                reasoning: Number(row.reasoning_tokens),
              },
              cost: BigInt(row.exact_cost),
            } as StoredUsageEvent),
        ),
      ).map(({ bucket, group, sums }) =>
        [
          bucket.getTime(),
          ...['team', 'key', 'maker', 'model', 'plan'].map(
            name => group[name as keyof typeof group],
          ),
          ...Object.values(sums),
        ].join(' '),
      );
      const columns = [
        'bucket',
        'team_ref',
        'key_id',
        'maker_ref',
        'model_id',
        'plan',
        'requests',
        'failed_requests',
        'estimated_requests',
        'input_tokens',
        'cached_input_tokens',
        'output_tokens',
        'reasoning_tokens',
        'cost',
      ];
      const rows = await knex('usage_rollups').select(
        columns.map(column =>
          knex.raw('CAST(?? AS TEXT) AS ??', [column, column]),
        ),
      );
      const actual = rows.map(row => columns.map(name => row[name]).join(' '));
      expect(actual.sort()).toEqual(expected.sort());
      return events.length;
    }

    it('writes down all of a call, and what it cost', async () => {
      const { ingest, events, clock } = await setup();
      const whole = meteredCall({
        endedAt: '2026-11-21T09:00:02.345Z',
        endpoint: '10.0.0.7:8000',
        streamed: true,
        tokens: { input: 1000, cachedInput: 400, output: 200, reasoning: 50 },
        estimated: true,
        endState: 'upstream_aborted',
        errorCode: 'upstream_error',
        finishReason: 'length',
        attempts: 2,
        timeToFirstTokenMs: 120,
      });
      const { status: _, ...bare } = meteredCall({ model: 'large' });
      await expect(ingest(whole, bare)).resolves.toEqual({
        written: 2,
        known: 0,
      });
      const times = (call: MeteredCall) => ({
        startedAt: new Date(call.startedAt),
        endedAt: new Date(call.endedAt),
        receivedAt: clock.now(),
      });
      await expect(events()).resolves.toEqual([
        {
          ...bare,
          ...times(bare),
          endpoint: undefined,
          status: undefined,
          errorCode: undefined,
          finishReason: undefined,
          timeToFirstTokenMs: undefined,
          price: { factor: '1' },
          cost: 0n,
        },
        {
          ...whole,
          ...times(whole),
          price: { input: '50000000', output: '150000000', factor: '1' },
          cost: 80_000n,
        },
      ]);
    });

    it('writes an event once, and the first of two', async () => {
      const ledger = await setup();
      const { ingest, events, report } = ledger;
      const call = meteredCall();
      const forged = { ...call, tokens: { ...call.tokens, output: 9999 } };
      await expect(ingest(call, call, forged)).resolves.toEqual({
        written: 1,
        known: 2,
      });
      await expect(ingest(forged, meteredCall())).resolves.toEqual({
        written: 1,
        known: 1,
      });
      const stored = await events();
      expect(stored.map(event => event.tokens.output)).toEqual([200, 200]);
      expect((await report()).total).toMatchObject({
        requests: 2n,
        output: 400n,
        cost: 160_000n,
      });
      await expectRollupsToMatch(ledger);
    });

    it('writes once what many gateways hand in at the same time', async () => {
      const ledger = await setup();
      const calls = Array.from({ length: 300 }, (_, i) =>
        meteredCall({
          key: KEYS[i % KEYS.length],
          model: i % 3 ? 'small' : 'large',
          startedAt: new Date(
            Date.UTC(2026, 10, 21, 8) + (i % 7) * 10 * MINUTE,
          ).toISOString(),
        }),
      );
      const receipts = await Promise.all(
        Array.from({ length: 12 }, (_, i) => {
          // Each in another order.
          const shifted = [...calls.slice(i * 25), ...calls.slice(0, i * 25)];
          return ledger.ingest(...(i % 2 ? shifted.reverse() : shifted));
        }),
      );
      expect(receipts.reduce((sum, { written }) => sum + written, 0)).toBe(300);
      expect(receipts.reduce((sum, { known }) => sum + known, 0)).toBe(3300);
      await expect(expectRollupsToMatch(ledger)).resolves.toBe(300);
      expect((await ledger.report()).total.requests).toBe(300n);
    });

    it('has rollups that are the sum of the events, however these come', async () => {
      const ledger = await setup();
      const anyCall = fc
        .record({
          startedAt: fc
            .integer({ min: 0, max: 90 })
            .map(minute =>
              new Date(
                Date.UTC(2026, 10, 21, 8) + minute * MINUTE,
              ).toISOString(),
            ),
          team: fc.constantFrom(TEAM, OTHER_TEAM),
          key: fc.constantFrom(...KEYS),
          maker: fc.constantFrom(PEOPLE.dana.userRef, PEOPLE.bea.userRef),
          model: fc.constantFrom('small', 'large', 'never-heard-of'),
          plan: fc.constantFrom('free', 'premium'),
          estimated: fc.boolean(),
          endState: fc.constantFrom('completed' as const, 'lost' as const),
          tokens: fc
            .tuple(fc.nat(1e6), fc.nat(1e6), fc.nat(1e6), fc.nat(1e6))
            .map(([a, b, c, d]) => ({
              input: a + b,
              cachedInput: b,
              output: c + d,
              reasoning: d,
            })),
        })
        .map(change => meteredCall(change));
      let expected = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(anyCall, { minLength: 1, maxLength: 20 }),
          fc.infiniteStream(fc.nat()),
          async (calls, dice) => {
            const rolls = dice[Symbol.iterator]();
            const roll = (below: number) => rolls.next().value % below;
            // Each call in one to three batches, some of them at the same time.
            const batches: MeteredCall[][] = [[], [], [], []];
            for (const call of calls) {
              for (let copies = 0; copies <= roll(3); copies++) {
                const batch = batches[roll(batches.length)];
                batch.splice(roll(batch.length + 1), 0, call);
              }
            }
            await Promise.all(
              batches
                .filter(batch => batch.length > 0)
                .map(batch => ledger.ingest(...batch)),
            );
            expected += calls.length;
            await expect(expectRollupsToMatch(ledger)).resolves.toBe(expected);
          },
        ),
        { numRuns: 25 },
      );
    });

    it('bills late calls at the price of their time, and never anew', async () => {
      const { models, clock, ingest, events, report, knex } = await setup();
      const repriced = (prices?: JsonObject) =>
        models.sync(
          new ConfigModelSource(
            new ConfigReader({
              maas: {
                models: prices
                  ? [{ id: 'small', owner: 'platform-team', prices }]
                  : [],
              },
            }),
          ),
        );
      const costs = async () =>
        (await events()).map(event => event.cost).sort(byAmount);
      const on = (day: number) =>
        meteredCall({ startedAt: `2026-11-${day}T12:00:00Z` });

      await ingest(on(20));
      clock.advanceDays(1);
      await repriced({ input: 5, output: 10 });
      clock.advanceDays(1);
      await expect(costs()).resolves.toEqual([80_000n]);

      // Late, new, and of a time before there was a price.
      await ingest(on(20), on(22), on(18));
      const before = [0n, 80_000n, 80_000n, 7_000_000n];
      await expect(costs()).resolves.toEqual(before);

      // Withdrawn, and with a price that only holds later.
      await knex('model_prices').insert({
        model_id: 'small',
        token_class: 'input',
        valid_from: new Date('2026-11-23T12:00:00.001Z'),
        nanos_per_million: '77000000000',
      });
      clock.advanceDays(1);
      await repriced();
      await ingest(on(23));
      await expect(costs()).resolves.toEqual([...before, 7_000_000n]);
      expect((await report()).total.cost).toBe(14_160_000n);
    });

    it('multiplies by the factor of the plan', async () => {
      const { ingest, events } = await setup({
        plans: { free: { priceFactor: '0.5' }, premium: { priceFactor: 1.25 } },
      });
      await ingest(
        meteredCall(),
        meteredCall({ plan: 'premium' }),
        meteredCall({ plan: 'of-old' }),
      );
      const costs = (await events()).map(({ plan, price, cost }) => [
        plan,
        price.factor,
        cost,
      ]);
      expect(costs).toEqual([
        ['of-old', '1', 80_000n],
        ['premium', '1.25', 100_000n],
        ['free', '0.5', 40_000n],
      ]);
    });

    it('bills audio by its time', async () => {
      const { ingest, events, report, knex } = await setup();
      await knex('model_prices').insert({
        model_id: 'small',
        token_class: 'audioSecond',
        valid_from: new Date('2026-11-19T00:00:00Z'),
        nanos_per_million: '100000000000',
      });
      await ingest(
        meteredCall({ audioMs: 90_000 }),
        meteredCall({ audioMs: Number.MAX_SAFE_INTEGER, model: 'large' }),
      );
      await expect(events()).resolves.toMatchObject([
        { audioMs: Number.MAX_SAFE_INTEGER, cost: 0n },
        {
          audioMs: 90_000,
          price: { audioSecond: '100000000000' },
          cost: 9_080_000n,
        },
      ]);
      expect((await report()).total.cost).toBe(9_080_000n);
    });

    it('keeps the calls of a model that it does not know', async () => {
      const { ingest, report } = await setup();
      await ingest(meteredCall({ model: 'from-a-backup' }));
      await expect(report({ groupBy: ['model'] })).resolves.toMatchObject({
        rows: [
          {
            group: { model: 'from-a-backup' },
            sums: { requests: 1n, output: 200n, cost: 0n },
          },
        ],
      });
    });

    it('sums exactly beyond what a double holds', async () => {
      const { ingest, report, events } = await setup();
      const tokens = { input: 0, cachedInput: 0, reasoning: 0 };
      const many = { ...tokens, input: 1e15 + 1, output: 0 };
      const most = { ...tokens, output: Number.MAX_SAFE_INTEGER };
      await ingest(
        meteredCall({ tokens: many }),
        meteredCall({ tokens: many }),
        meteredCall({ tokens: many, startedAt: '2026-11-20T09:00:00Z' }),
        meteredCall({ tokens: most, model: 'large' }),
        meteredCall({ tokens: most, model: 'large', key: KEYS[1] }),
      );
      await ingest(meteredCall({ tokens: most, model: 'large' }));
      const { total } = await report();
      expect(total.cost).toBe(150_000_000_000_000_150n);
      expect(total.output).toBe(3n * BigInt(Number.MAX_SAFE_INTEGER));
      expect((await events({ model: 'small' }))[0].cost).toBe(
        50_000_000_000_000_050n,
      );
    });

    it('would rather fail than keep a sum that is not exact', async () => {
      const ledger = await setup();
      await ledger.ingest(meteredCall());
      await ledger.knex('usage_rollups').update({
        output_tokens: ledger.knex.raw(`9223372036854775700`),
      });
      const call = meteredCall();
      await expect(ledger.ingest(call)).rejects.toThrow();
      await expect(ledger.events()).resolves.toHaveLength(1);
    });

    it.each<[string, Partial<MeteredCall>, string]>([
      [
        'a start far in the future',
        { startedAt: '2026-11-21T10:10:00.001Z' },
        'endedAt is more than ten minutes ahead',
      ],
      [
        'an end far in the future',
        { endedAt: '2026-11-21T10:10:00.001Z' },
        'endedAt is more than ten minutes ahead',
      ],
      [
        'an end before the start',
        { endedAt: '2026-11-21T08:59:59.999Z' },
        'endedAt is before startedAt',
      ],
      [
        'a leap second',
        { startedAt: '2026-06-30T23:59:60Z' },
        'startedAt is not a time',
      ],
      [
        'more cached input than input',
        { tokens: { input: 5, cachedInput: 6, output: 0, reasoning: 0 } },
        'tokens.cachedInput',
      ],
      [
        'more reasoning than output',
        { tokens: { input: 0, cachedInput: 0, output: 5, reasoning: 6 } },
        'tokens.reasoning',
      ],
      ['a NUL from upstream', { finishReason: 'st\0p' }, 'finishReason'],
      ['half a character', { errorCode: 'broken \ud83d' }, 'errorCode'],
      [
        'a cost beyond all reason',
        {
          tokens: { input: 2.1e15, cachedInput: 0, output: 0, reasoning: 0 },
        },
        'its tokens and audio would cost',
      ],
    ])('refuses %s, and the batch with it', async (_, change, message) => {
      const ledger = await setup();
      const good = meteredCall();
      const bad = meteredCall(change);
      const outcome = ledger.ingest(good, bad);
      await expect(outcome).rejects.toMatchObject({ name: 'InputError' });
      await expect(outcome).rejects.toThrow(bad.id);
      await expect(outcome).rejects.toThrow(message);
      await expect(expectRollupsToMatch(ledger)).resolves.toBe(0);
    });

    it('takes a call from a clock that is a little ahead', async () => {
      const { ingest, keyStore } = await setup();
      const startedAt = '2026-11-21T10:09:59.999Z';
      await ingest(meteredCall({ startedAt }));
      await expect(keyStore.lastUses([KEYS[0]])).resolves.toEqual(
        new Map([[KEYS[0], { at: new Date(startedAt) }]]),
      );
    });

    it('knows when a key was last used, whatever comes late', async () => {
      const { ingest, keyStore } = await setup();
      const at = (startedAt: string, key: string) =>
        meteredCall({ startedAt, key });
      const lastUses = async () =>
        Object.fromEntries(
          [...(await keyStore.lastUses(KEYS))].map(([key, use]) => [
            KEYS.indexOf(key),
            use.at.toISOString().slice(11, 16),
          ]),
        );
      await ingest(
        at('2026-11-21T09:01:00Z', KEYS[0]),
        at('2026-11-21T09:03:00Z', KEYS[0]),
        at('2026-11-21T09:02:00Z', KEYS[0]),
        at('2026-11-21T08:00:00Z', KEYS[1]),
      );
      await expect(lastUses()).resolves.toEqual({ 0: '09:03', 1: '08:00' });
      await ingest(
        at('2026-11-21T09:02:30Z', KEYS[0]),
        at('2026-11-21T08:00:01Z', KEYS[1]),
        at('2026-11-21T09:04:00+01:00', KEYS[2]),
      );
      await expect(lastUses()).resolves.toEqual({
        0: '09:03',
        1: '08:00',
        2: '08:04',
      });
    });

    it('pages through a thousand events, newest first', async () => {
      const { ingest, usage } = await setup();
      // A gateway whose clock is behind makes smaller ids; many calls start at once.
      const calls = Array.from({ length: 1000 }, (_, i) =>
        meteredCall({
          key: KEYS[i % 2],
          startedAt: `2026-11-21T09:0${i < 300 ? 5 : Math.floor(i / 250)}:00Z`,
        }),
      );
      await ingest(...calls);
      const newest = [...calls].sort((a, b) =>
        a.startedAt + a.id < b.startedAt + b.id ? 1 : -1,
      );
      const seen: string[] = [];
      let after: string | undefined;
      for (let page = 0; page < 4; page++) {
        const { items, totalItems, nextCursor } = await usage.listEvents({
          limit: 300,
          after,
        });
        expect(totalItems).toBe(1000);
        expect(nextCursor === undefined).toBe(page === 3);
        seen.push(...items.map(item => item.id));
        ({ after } = pageQuery({ limit: 300, cursor: nextCursor }, 'start'));
      }
      expect(seen).toEqual(newest.map(call => call.id));
      const ofKey = await usage.listEvents({ limit: 1, key: KEYS[1] });
      expect(ofKey.totalItems).toBe(500);
    });

    it('lists the events of a time to the millisecond', async () => {
      const { ingest, events } = await setup();
      const times = ['10:00:00.000', '10:00:00.001', '10:00:01.000'];
      const calls = times.map(time =>
        meteredCall({ startedAt: `2026-11-20T${time}Z` }),
      );
      await ingest(...calls);
      const found = await events({
        from: new Date('2026-11-20T10:00:00.001Z'),
        to: new Date('2026-11-20T10:00:01.000Z'),
      });
      expect(found.map(event => event.id)).toEqual([calls[1].id]);
    });
  });
});
