import type {
  MeteredCall,
  UsageEvent,
  UsageReport,
} from '@openmaas/backstage-plugin-maas-common';
import { mockCredentials } from '@backstage/backend-test-utils';
import { startRest } from '../__testUtils__/backend';
import {
  createTestDatabases,
  migrate,
  PEOPLE,
  TEAM,
} from '../__testUtils__/domain';
import { KEYS, meteredCall, usageBatch } from '../__testUtils__/usage';

jest.setTimeout(60_000);

type Rest = Awaited<ReturnType<typeof startRest>>;

const GATEWAY = { service: 'plugin:maas-gateway' };
const OTHER_TEAM = 'group:default/business-school';
const DAY = 24 * 60 * 60 * 1000;

describe('REST of usage', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    let rest: Rest;
    const startedAt = new Date(Date.now() - DAY).toISOString();
    const own = meteredCall({ startedAt, finishReason: 'stop' });
    const foreign = meteredCall({
      startedAt,
      team: OTHER_TEAM,
      maker: PEOPLE.bea.userRef,
      key: KEYS[1],
      model: 'large',
      endState: 'client_aborted',
    });

    const ingest = (...events: MeteredCall[]) =>
      rest.call('post', '/gateway/usage', GATEWAY).send(usageBatch(...events));

    beforeAll(async () => {
      const knex = await migrate(await databases.init(databaseId));
      rest = await startRest(knex);
      // A price from before the calls.
      await knex('model_prices').update({ valid_from: new Date(0) });
      await ingest(own, foreign).expect(200, { written: 2, known: 0 });
    });
    afterAll(() => rest.stop());

    const report = async (as: keyof typeof PEOPLE, query = '') => {
      const answer = await rest.call('get', `/usage${query}`, as).expect(200);
      return answer.body as UsageReport;
    };
    const events = async (as: keyof typeof PEOPLE, query = '') => {
      const { body } = await rest
        .call('get', `/usage/events${query}`, as)
        .expect(200);
      return body as { items: UsageEvent[]; totalItems: number };
    };

    it('sums what was used', async () => {
      const days = await report(
        'dana',
        '?granularity=day&groupBy=team,model,key,maker,plan',
      );
      const sums = {
        requests: 1,
        failedRequests: 0,
        estimatedRequests: 0,
        tokens: { input: 1000, cachedInput: 0, output: 200, reasoning: 0 },
        cost: '80000',
      };
      expect(days).toEqual({
        from: expect.stringMatching(/:(00|15|30|45):00\.000Z$/),
        to: expect.stringMatching(/:(00|15|30|45):00\.000Z$/),
        timeZone: 'UTC',
        currency: 'USD',
        rows: [
          {
            start: `${startedAt.slice(0, 10)}T00:00:00.000Z`,
            team: TEAM,
            model: 'small',
            key: KEYS[0],
            maker: PEOPLE.dana.userRef,
            plan: 'free',
            sums,
          },
        ],
        total: sums,
      });
    });

    it('shows single calls with what they were billed at', async () => {
      await expect(events('tom')).resolves.toEqual({
        items: [
          {
            ...own,
            price: { input: '50000000', output: '150000000', factor: '1' },
            cost: '80000',
            currency: 'USD',
          },
        ],
        totalItems: 1,
      });
    });

    it.each([
      ['dana', [own]],
      ['tom', [own]],
      ['bea', [foreign]],
      ['petra', []],
      ['nobody', []],
    ] as const)('shows %s the usage of their own teams', async (as, seen) => {
      const { rows, total } = await report(as, '?groupBy=team,key');
      expect(rows.map(row => [row.team, row.key])).toEqual(
        seen.map(call => [call.team, call.key]),
      );
      expect(total.requests).toBe(seen.length);
      const { items, totalItems } = await events(as);
      expect(items.map(item => item.id)).toEqual(seen.map(call => call.id));
      expect(totalItems).toBe(seen.length);
    });

    it('narrows by team, model and key, never beyond what may be seen', async () => {
      for (const [query, requests] of [
        ['?team=cs-department', 1],
        [`?team=${TEAM}&model=small&key=${KEYS[0]}`, 1],
        [`?team=${OTHER_TEAM}`, 0],
        ['?model=large', 0],
        [`?key=${KEYS[1]}`, 0],
        [`?from=${startedAt}`, 1],
        [`?to=2020-01-01T00:00:00%2B01:00`, 0],
      ] as const) {
        const { total } = await report('dana', query);
        expect([query, total.requests]).toEqual([query, requests]);
        const { totalItems } = await events('dana', query);
        expect([query, totalItems]).toEqual([query, requests]);
      }
    });

    it('pages through events', async () => {
      const calls = Array.from({ length: 5 }, () =>
        meteredCall({ startedAt, key: KEYS[2] }),
      );
      await ingest(...calls).expect(200);
      const first = await rest
        .call('get', `/usage/events?key=${KEYS[2]}&limit=3`, 'dana')
        .expect(200);
      expect(first.body.totalItems).toBe(5);
      const second = await events(
        'dana',
        `?key=${KEYS[2]}&limit=3&cursor=${first.body.nextCursor}`,
      );
      expect(
        [...first.body.items, ...second.items].map(item => item.id),
      ).toEqual(calls.map(call => call.id).reverse());
    });

    it('takes a whole batch of a thousand, and no body that is larger', async () => {
      const calls = Array.from({ length: 1000 }, () =>
        meteredCall({
          startedAt,
          team: OTHER_TEAM,
          maker: `user:default/${'m'.repeat(180)}`,
          errorCode: 'e'.repeat(100),
          finishReason: 'f'.repeat(100),
          endpoint: 'h'.repeat(200),
          path: `/${'p'.repeat(99)}`,
          gateway: 'g'.repeat(100),
        }),
      );
      await ingest(...calls).expect(200, { written: 1000, known: 0 });
      await ingest(...calls).expect(200, { written: 0, known: 1000 });
      for (const [path, size] of [
        ['/gateway/usage', 4 * 1024 * 1024],
        ['/gateway/refusals', 4 * 1024 * 1024],
        ['/gateway/status', 4 * 1024 * 1024],
        ['/gateway/keys/resolve', 64 * 1024],
      ] as const) {
        const { status } = await rest
          .call('post', path, GATEWAY)
          .send({ padding: 'x'.repeat(size) });
        expect([path, status]).toEqual([path, 413]);
      }
    });

    it('says of a key when it was last used', async () => {
      const { body: asked } = await rest
        .call('post', '/access-requests', 'dana')
        .send({ team: TEAM, models: ['small'], plan: 'free', purpose: 'Use' })
        .expect(201);
      const path = `/keys/${asked.keyId}`;
      const before = await rest.call('get', path, 'dana').expect(200);
      expect(before.body.lastUsedAt).toBeUndefined();
      await ingest(meteredCall({ startedAt, key: asked.keyId })).expect(200);
      const after = await rest.call('get', path, 'dana').expect(200);
      expect(after.body.lastUsedAt).toBe(startedAt);
      const list = await rest.call('get', '/keys', 'tom').expect(200);
      expect(list.body.items[0].lastUsedAt).toBe(startedAt);
    });

    it('answers the permission framework about the usage of a team', async () => {
      const about = (resourceRef: string) => ({
        id: resourceRef,
        resourceRef,
        resourceType: 'maas-usage',
        conditions: {
          rule: 'IS_TEAM_MEMBER',
          resourceType: 'maas-usage',
          params: { claims: PEOPLE.dana.claims },
        },
      });
      const { body } = await rest
        .call('post', '/.well-known/backstage/permissions/apply-conditions')
        .set(
          'authorization',
          mockCredentials.service.header({
            onBehalfOf: mockCredentials.service('plugin:permission'),
            targetPluginId: 'maas',
          }),
        )
        .send({
          items: [TEAM, OTHER_TEAM, PEOPLE.dana.userRef, "' OR 1=1"].map(about),
        })
        .expect(200);
      expect(body.items.map((item: { result: string }) => item.result)).toEqual(
        ['ALLOW', 'DENY', 'DENY', 'DENY'],
      );
    });

    it('tells of the audio of a call, where it has any', async () => {
      const call = meteredCall({
        startedAt,
        team: OTHER_TEAM,
        model: 'large',
        path: '/v1/audio/transcriptions',
        audioMs: 12_345,
      });
      await ingest(call).expect(200);
      const { items } = await events('bea', '?model=large');
      expect(items.find(({ id }) => id === call.id)).toMatchObject({
        audioMs: 12_345,
      });
      expect(items.find(({ id }) => id === foreign.id)).not.toHaveProperty(
        'audioMs',
      );
    });

    it('is for people: a service is refused', async () => {
      for (const path of [
        '/usage',
        '/usage/events',
        `/usage/requests/${own.id}`,
      ]) {
        const { status } = await rest.call('get', path, GATEWAY);
        expect(status).toBe(403);
      }
    });
  });
});
