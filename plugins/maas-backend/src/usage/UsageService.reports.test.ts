import type { JsonObject } from '@backstage/types';
import { v7 as uuid } from 'uuid';
import { createTestDatabases, PEOPLE, TEAM } from '../__testUtils__/domain';
import {
  createTestLedger,
  KEYS,
  meteredCall,
  type TestLedger,
  usageBatch,
} from '../__testUtils__/usage';
import type { UsageQuery } from './UsageService';

jest.setTimeout(120_000);

const OTHER_TEAM = 'group:default/business-school';
const MINUTE = 60_000;

describe('Reports of UsageService', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    const setup = async (config?: JsonObject) =>
      createTestLedger(await databases.init(databaseId), config);

    /** Rows as `time group requests`. */
    const told = (
      { rows }: Awaited<ReturnType<TestLedger['report']>>,
      ...groups: Array<keyof (typeof rows)[0]['group']>
    ) =>
      rows.map(row =>
        [
          row.start.toISOString().slice(0, 16),
          ...groups.map(name => row.group[name]?.split('/').pop()),
          row.sums.requests,
        ].join(' '),
      );

    it('are by period and then by group', async () => {
      const { ingest, report } = await setup();
      await ingest(
        meteredCall({ startedAt: '2026-11-20T10:00:00Z', model: 'small' }),
        meteredCall({ startedAt: '2026-11-20T11:00:00Z', model: 'large' }),
        meteredCall({
          startedAt: '2026-11-20T23:59:59.999Z',
          model: 'large',
          plan: 'premium',
          estimated: true,
        }),
        meteredCall({
          startedAt: '2026-11-21T00:00:00Z',
          team: OTHER_TEAM,
          endState: 'lost',
        }),
      );
      const byModel = await report({
        granularity: 'day',
        groupBy: ['model', 'plan'],
      });
      expect(told(byModel, 'model', 'plan')).toEqual([
        '2026-11-20T00:00 large free 1',
        '2026-11-20T00:00 large premium 1',
        '2026-11-20T00:00 small free 1',
        '2026-11-21T00:00 small free 1',
      ]);
      const whole = await report();
      expect(told(whole)).toEqual(['2026-01-01T00:00 4']);
      expect(whole.total).toEqual(whole.rows[0].sums);
      expect(whole.total).toEqual({
        requests: 4n,
        failedRequests: 1n,
        estimatedRequests: 1n,
        input: 4000n,
        cachedInput: 0n,
        output: 800n,
        reasoning: 0n,
        cost: 160_000n,
      });
      const months = await report({ granularity: 'month', model: 'large' });
      expect(told(months)).toEqual(['2026-11-01T00:00 2']);
      const mine = await report({
        groupBy: ['team', 'key', 'maker'],
        team: OTHER_TEAM,
      });
      expect(told(mine, 'team', 'maker')).toEqual([
        '2026-01-01T00:00 business-school dana 1',
      ]);
      expect(told(await report({ key: KEYS[1] }))).toEqual([]);
    });

    it('show what may be seen, and nothing to whom that is nothing', async () => {
      const { ingest, report, events } = await setup();
      await ingest(meteredCall(), meteredCall({ team: OTHER_TEAM }));
      const criteria: UsageQuery['criteria'] = {
        anyOf: [
          { key: 'team', values: PEOPLE.bea.claims },
          { key: 'team', values: [] },
        ],
      };
      const mine = { criteria };
      const seen = await report({ ...mine, groupBy: ['team'] });
      expect(told(seen, 'team')).toEqual([
        '2026-01-01T00:00 business-school 1',
      ]);
      expect(seen.total.requests).toBe(1n);
      await expect(events(mine)).resolves.toHaveLength(1);
      await expect(events({ ...mine, team: TEAM })).resolves.toEqual([]);
      const nothing = await report({ criteria: 'none' });
      expect([nothing.rows, nothing.total.requests]).toEqual([[], 0n]);
      await expect(events({ criteria: 'none' })).resolves.toEqual([]);
    });

    it('have days as long as they are in the zone', async () => {
      const { ingest, report } = await setup({
        reporting: { timeZone: 'Europe/Berlin' },
      });
      // One call each quarter of an hour, from the 24th to the 26th.
      const first = Date.parse('2026-10-23T22:00:00Z');
      const calls = Array.from({ length: 73 * 4 }, (_, i) =>
        meteredCall({
          startedAt: new Date(first + i * 15 * MINUTE).toISOString(),
        }),
      );
      await ingest(...calls);
      const days = await report({ granularity: 'day' });
      expect(days.timeZone).toBe('Europe/Berlin');
      expect(told(days)).toEqual([
        '2026-10-23T22:00 96',
        '2026-10-24T22:00 100',
        '2026-10-25T23:00 96',
      ]);
      expect(days.total.requests).toBe(292n);
    });

    it('have days that begin at half past in a half-hour zone', async () => {
      const { ingest, report } = await setup({
        reporting: { timeZone: 'Asia/Kolkata' },
      });
      await ingest(
        meteredCall({ startedAt: '2026-10-31T18:29:59.999Z' }),
        meteredCall({ startedAt: '2026-10-31T18:30:00Z' }),
        meteredCall({ startedAt: '2026-11-01T18:29:00Z' }),
      );
      expect(told(await report({ granularity: 'day' }))).toEqual([
        '2026-10-30T18:30 1',
        '2026-10-31T18:30 2',
      ]);
      expect(told(await report({ granularity: 'month' }))).toEqual([
        '2026-09-30T18:30 1',
        '2026-10-31T18:30 2',
      ]);
      expect(told(await report({ granularity: 'hour' }))).toEqual([
        '2026-10-31T17:30 1',
        '2026-10-31T18:30 1',
        '2026-11-01T17:30 1',
      ]);
    });

    it('count whole quarters of an hour, and say so', async () => {
      const { ingest, report } = await setup();
      await ingest(
        ...['09:59', '10:00', '10:20', '10:29', '10:30'].map(time =>
          meteredCall({ startedAt: `2026-11-20T${time}:00Z` }),
        ),
      );
      const part = await report({
        from: new Date('2026-11-20T10:10:00Z'),
        to: new Date('2026-11-20T10:20:00Z'),
        granularity: 'hour',
      });
      expect(part.from.toISOString()).toBe('2026-11-20T10:00:00.000Z');
      expect(part.to.toISOString()).toBe('2026-11-20T10:30:00.000Z');
      expect(told(part)).toEqual(['2026-11-20T10:00 3']);
    });

    it('are of the last 30 days unless said otherwise', async () => {
      const { ingest, usage } = await setup();
      await ingest(
        meteredCall({ startedAt: '2026-10-22T09:59:59Z' }),
        meteredCall({ startedAt: '2026-10-22T10:00:00Z' }),
      );
      const report = await usage.report({
        granularity: 'total',
        groupBy: [],
      });
      expect(report.from.toISOString()).toBe('2026-10-22T10:00:00.000Z');
      expect(report.to.toISOString()).toBe('2026-11-21T10:00:00.000Z');
      expect(report.total.requests).toBe(1n);
    });

    it('are refused where they are of no time or too long', async () => {
      const { ingest, report, events, usage } = await setup();
      const to = new Date('2026-11-20T10:00:00Z');
      await expect(report({ from: to, to })).rejects.toThrow('before to');
      await expect(events({ from: to, to })).rejects.toThrow('before to');
      const from = new Date('2020-01-01T00:00:00Z');
      await expect(report({ from, granularity: 'hour' })).rejects.toThrow(
        'choose a shorter time',
      );
      for (let batch = 0; batch < 10; batch++) {
        const calls = Array.from({ length: 1000 }, () =>
          meteredCall({ key: uuid() }),
        );
        await usage.ingest(usageBatch(...calls));
      }
      const most = await report({ groupBy: ['key'] });
      expect(most.rows).toHaveLength(10_000);
      await ingest(meteredCall({ key: uuid() }));
      await expect(report({ groupBy: ['key'] })).rejects.toThrow(
        'more than 10000 rows: choose a shorter time',
      );
    });
  });
});
