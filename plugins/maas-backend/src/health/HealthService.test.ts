import type {
  EndpointReport,
  GatewayReport,
} from '@openmaas/backstage-plugin-maas-common';
import { createTestDatabases, createTestDomain } from '../__testUtils__/domain';

jest.setTimeout(60_000);

const MINUTE = 1 / (24 * 60);

describe('HealthService', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function setup() {
      const domain = await createTestDomain(await databases.init(databaseId));
      const { gateways, health } = domain;
      const report = async (
        endpoints: Array<Partial<EndpointReport>>,
        more: Partial<GatewayReport> = {},
      ) => {
        const said: GatewayReport = {
          gateway: 'gw-1',
          startedAt: '2026-11-21T09:00:00.000Z',
          state: 'running',
          journal: { pendingEvents: 0, rejectedEvents: 0 },
          endpoints: endpoints.map(endpoint => ({
            model: 'small',
            endpoint: 'h:1',
            healthy: true,
            running: 0,
            requests: 0,
            failures: 0,
            ...endpoint,
          })),
          ...more,
        };
        await gateways.report(said);
        await health.note(said);
      };
      const rows = async () => (await domain.knex('model_health')).length;
      const speed = async () => (await health.snapshot()).speeds.get('small');
      return { ...domain, report, rows, speed };
    }

    it('keeps only what there is to tell', async () => {
      const { health, report, rows } = await setup();
      await report([{}, { endpoint: 'h:2' }]);
      await report([], { endpoints: undefined });
      await expect(rows()).resolves.toBe(0);
      await expect(health.points('small')).resolves.toEqual([]);
      await report([
        { requests: 1 },
        { endpoint: 'h:2', healthy: false },
        { endpoint: 'h:3', timeToFirstTokenMs: 7 },
        { endpoint: 'h:4' },
      ]);
      await expect(rows()).resolves.toBe(3);
    });

    it('counts a minute once, however often a gateway reports in it', async () => {
      const { clock, health, report } = await setup();
      await report([{ requests: 10, failures: 2, healthy: false }]);
      clock.advanceDays(MINUTE / 3);
      await report([{ requests: 12, failures: 1, tokensPerSecond: 30 }]);
      await expect(health.points('small')).resolves.toEqual([
        {
          start: '2026-11-21T10:00:00.000Z',
          requests: 12,
          failures: 1,
          healthy: false,
          tokensPerSecond: 30,
        },
      ]);
      // The calls of the minute before, which a report at its start still has.
      clock.advanceDays(MINUTE);
      await report([{ requests: 5, timeToFirstTokenMs: 9 }]);
      clock.advanceDays(MINUTE / 3);
      await report([{ requests: 0 }]);
      const [point] = await health.points('small');
      expect(point).toMatchObject({ requests: 12, failures: 1 });
      expect(point).not.toHaveProperty('timeToFirstTokenMs');
    });

    it('adds gateways, servers and minutes up to points of a quarter of an hour', async () => {
      const { clock, health, report } = await setup();
      const same = { endpoint: 'h:1', requests: 1, tokensPerSecond: 40 };
      await report([same, { ...same, requests: 3, tokensPerSecond: 20 }]);
      await report(
        [
          { requests: 4, tokensPerSecond: 9, timeToFirstTokenMs: 100 },
          { endpoint: 'h:2', requests: 2, failures: 2 },
          { model: 'large', requests: 50, healthy: false },
        ],
        { gateway: 'gw-2' },
      );
      clock.advanceDays(14 * MINUTE);
      await report([{ requests: 12, timeToFirstTokenMs: 300 }]);
      clock.advanceDays(MINUTE);
      await report([{ healthy: false }]);
      clock.advanceDays(30 * MINUTE);
      await report([{ requests: 1 }]);
      await expect(health.points('small')).resolves.toEqual([
        {
          start: '2026-11-21T10:00:00.000Z',
          requests: 22,
          failures: 2,
          healthy: true,
          // (4 × 25 + 4 × 9) / 8
          tokensPerSecond: 17,
          // (4 × 100 + 12 × 300) / 16
          timeToFirstTokenMs: 250,
        },
        {
          start: '2026-11-21T10:15:00.000Z',
          requests: 0,
          failures: 0,
          healthy: false,
        },
        {
          start: '2026-11-21T10:45:00.000Z',
          requests: 1,
          failures: 0,
          healthy: true,
        },
      ]);
    });

    it('has the speed of the last report with figures within the hour', async () => {
      const { clock, report, speed } = await setup();
      await expect(speed()).resolves.toBeUndefined();
      const figures = { tokensPerSecond: 20, timeToFirstTokenMs: 80 };
      await report([{ requests: 2, ...figures }]);
      const measuredAt = clock.now().toISOString();
      clock.advanceDays(MINUTE);
      await report([{ requests: 9 }]);
      await expect(speed()).resolves.toEqual({ ...figures, measuredAt });
      await report([{ requests: 6, tokensPerSecond: 40 }], { gateway: 'gw-2' });
      await expect(speed()).resolves.toEqual({
        tokensPerSecond: 35,
        timeToFirstTokenMs: 80,
        measuredAt: clock.now().toISOString(),
      });
      clock.advanceDays(59.5 * MINUTE);
      await expect(speed()).resolves.toMatchObject({ tokensPerSecond: 40 });
      clock.advanceDays(MINUTE);
      await expect(speed()).resolves.toBeUndefined();
    });

    it('has what gateways say that report now, and reads it once', async () => {
      const { clock, health, report } = await setup();
      await report([{ healthy: false }]);
      await report([{}], { gateway: 'gw-2' });
      await report([{ healthy: false }], { gateway: 'gw-3', state: 'stopped' });
      const seen = await health.snapshot();
      expect(seen.reports.get('small')).toEqual([
        { model: 'small', endpoint: 'h:1', healthy: false, gateway: 'gw-1' },
        { model: 'small', endpoint: 'h:1', healthy: true, gateway: 'gw-2' },
      ]);
      await expect(health.snapshot()).resolves.toBe(seen);
      await report([{}]);
      const { reports } = await health.snapshot();
      expect(reports.get('small')).toMatchObject([
        { healthy: true },
        { healthy: true },
      ]);
      clock.advanceDays(1.1 * MINUTE);
      expect((await health.snapshot()).reports.size).toBe(0);
    });

    it('forgets what is older than a day', async () => {
      const { clock, health, knex, report, rows } = await setup();
      const busy = [{ requests: 1, tokensPerSecond: 5 }];
      await report(busy);
      clock.advanceDays(20 * MINUTE);
      await report(busy);
      clock.advanceDays(1 - 19 * MINUTE);
      await report(busy, { gateway: 'gw-2' });
      await health.deleteOld();
      await expect(rows()).resolves.toBe(2);
      await expect(health.points('small')).resolves.toHaveLength(2);
      clock.advanceDays(1);
      await health.deleteOld(AbortSignal.abort());
      await expect(rows()).resolves.toBe(2);
      await health.deleteOld();
      await expect(rows()).resolves.toBe(1);
      await expect(knex('model_speeds').pluck('gateway')).resolves.toEqual([
        'gw-2',
      ]);
    });

    it('takes whatever text and numbers a gateway sends, of models that there are not', async () => {
      const { health, report, rows } = await setup();
      await report([
        {
          model: 'never-heard-of',
          endpoint: 'a\0b\ud83d',
          requests: Number.MAX_SAFE_INTEGER,
          tokensPerSecond: 1e12,
        },
        { endpoint: 'x'.repeat(200), requests: 1 },
      ]);
      await expect(rows()).resolves.toBe(2);
      await expect(health.points('never-heard-of')).resolves.toMatchObject([
        { requests: Number.MAX_SAFE_INTEGER },
      ]);
    });

    it('takes many reports at once', async () => {
      const { health, report, rows } = await setup();
      await Promise.all(
        Array.from({ length: 12 }, (_, i) =>
          report([{ requests: 5 }, { endpoint: 'h:2', healthy: false }], {
            gateway: `gw-${i % 3}`,
          }),
        ),
      );
      await expect(rows()).resolves.toBe(6);
      await expect(health.points('small')).resolves.toMatchObject([
        { requests: 15, healthy: false },
      ]);
    });
  });
});
