import { randomUUID } from 'node:crypto';
import type { GatewayReport } from '@openmaas/backstage-plugin-maas-common';
import {
  createTestDatabases,
  createTestDomain,
  PEOPLE,
  TEAM,
} from '../__testUtils__/domain';
import { PolicyCopy } from '../__testUtils__/policyCopy';

jest.setTimeout(60_000);

const STARTED = '2026-11-21T09:00:00.000Z';

describe('GatewayService', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function setup() {
      const domain = await createTestDomain(await databases.init(databaseId));
      const copy = new PolicyCopy();
      await copy.pull(domain.policy);
      const report = (more: Partial<GatewayReport> = {}) =>
        domain.gateways.report({
          gateway: 'gw-1',
          startedAt: STARTED,
          state: 'running',
          ...copy.position,
          journal: { pendingEvents: 0, rejectedEvents: 0 },
          ...more,
        });
      const one = async () => (await domain.gateways.list())[0];
      return { ...domain, report, one };
    }

    it('shows what gateways say of themselves, by name', async () => {
      const { gateways, report } = await setup();
      await report({
        gateway: 'gw-2',
        state: 'draining',
        epoch: undefined,
        revision: undefined,
        journal: { pendingEvents: 12, rejectedEvents: 9007199254740991 },
      });
      await report();
      await expect(gateways.list()).resolves.toEqual([
        {
          id: 'gw-1',
          state: 'running',
          startedAt: STARTED,
          lastSeenAt: '2026-11-21T10:00:00.000Z',
          reporting: true,
          upToDate: true,
          journal: { pendingEvents: 0, rejectedEvents: 0 },
        },
        expect.objectContaining({
          id: 'gw-2',
          state: 'draining',
          reporting: true,
          upToDate: false,
          journal: { pendingEvents: 12, rejectedEvents: 9007199254740991 },
        }),
      ]);
    });

    it('knows who is behind', async () => {
      const { access, report, one } = await setup();
      await report();
      await access.create(
        { team: TEAM, models: ['small'], plan: 'free', purpose: 'Course' },
        PEOPLE.dana,
      );
      await expect(one()).resolves.toMatchObject({ upToDate: false });
      await report({ revision: 2 });
      await expect(one()).resolves.toMatchObject({ upToDate: true });
      await report({ revision: 2, epoch: randomUUID() });
      await expect(one()).resolves.toMatchObject({ upToDate: false });
    });

    it('counts who is silent for a minute or stopped as not reporting, and forgets after a day', async () => {
      const { clock, report, one, gateways } = await setup();
      const second = 1 / 24 / 60 / 60;
      await report();
      clock.advanceDays(60 * second);
      await expect(one()).resolves.toMatchObject({ reporting: true });
      clock.advanceDays(second);
      await expect(one()).resolves.toMatchObject({ reporting: false });
      clock.advanceDays(1);
      await expect(gateways.list()).resolves.toEqual([]);
      await report({ state: 'stopped' });
      await expect(one()).resolves.toMatchObject({
        state: 'stopped',
        reporting: false,
      });
    });

    it('does not go back by a report that is overtaken', async () => {
      const { clock, report, one } = await setup();
      await expect(report({ state: 'stopped' })).resolves.toBe(true);
      await expect(report({ state: 'running' })).resolves.toBe(false);
      await report({ state: 'draining' });
      await expect(one()).resolves.toMatchObject({ state: 'stopped' });

      const later = '2026-11-21T09:59:00.000Z';
      await report({ startedAt: later });
      await report({ state: 'stopped' });
      await expect(one()).resolves.toMatchObject({
        state: 'running',
        startedAt: later,
      });

      // Its clock was put back: it is not lost for good.
      clock.advanceDays(1 / 24);
      await report();
      await expect(one()).resolves.toMatchObject({ startedAt: STARTED });
    });

    it('shows all that gateways say, and nothing that they do not', async () => {
      const { gateways, report, one } = await setup();
      const endpoints = [
        {
          model: 'small',
          endpoint: '10.0.0.7:8000',
          healthy: false,
          problem: 'broken \0 \ud83d',
          running: 3,
          requests: 120,
          failures: 7,
          timeToFirstTokenMs: 85,
          tokensPerSecond: 41.5,
        },
      ];
      const journal = {
        pendingEvents: 1,
        rejectedEvents: 2,
        bytes: 9007199254740991,
        maxBytes: 1_000_000_000,
        droppedEvents: 4,
      };
      await report({ sharing: 'lost', endpoints, journal });
      await expect(one()).resolves.toMatchObject({
        sharing: 'lost',
        endpoints,
        journal,
      });
      // A process of an earlier version took its place.
      await report();
      const shown = await one();
      expect(shown.sharing).toBeUndefined();
      expect(shown.endpoints).toBeUndefined();
      expect(JSON.parse(JSON.stringify(shown.journal))).toEqual({
        pendingEvents: 0,
        rejectedEvents: 0,
      });
      await expect(gateways.list()).resolves.toHaveLength(1);
    });

    it('forgets who was silent for 30 days, for good', async () => {
      const { clock, gateways, knex, report } = await setup();
      await report({ gateway: 'gone' });
      clock.advanceDays(1);
      await report({ gateway: 'silent' });
      clock.advanceDays(29);
      await gateways.forgetSilent();
      await expect(knex('gateways')).resolves.toHaveLength(2);
      clock.advanceDays(0.001);
      await gateways.forgetSilent();
      await expect(knex('gateways').pluck('id')).resolves.toEqual(['silent']);
    });

    it('takes many reports at once', async () => {
      const { gateways, report } = await setup();
      await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          report({ gateway: `gw-${i % 4}` }),
        ),
      );
      await expect(gateways.list()).resolves.toHaveLength(4);
    });
  });
});
