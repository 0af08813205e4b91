import { mockCredentials } from '@backstage/backend-test-utils';
import {
  MaasClient,
  type ListModelsQuery,
  type Model,
  type ModelAllowance,
} from '@openmaas/backstage-plugin-maas-common';
import { readModels } from '@openmaas/backstage-plugin-maas-node';
import type { Knex } from 'knex';
import { startRest } from '../__testUtils__/backend';
import {
  createTestDatabases,
  migrate,
  PEOPLE,
  TEAM,
  withMaas,
} from '../__testUtils__/domain';
import { meteredCall, usageBatch } from '../__testUtils__/usage';

jest.setTimeout(60_000);

type Rest = Awaited<ReturnType<typeof startRest>>;

const GATEWAY = { service: 'plugin:maas-gateway' };
const CATALOG = { service: 'plugin:catalog' };
const { signal } = new AbortController();

const CONFIG = withMaas({
  plans: {
    free: { approval: 'none', tokensPerMonth: 100_000 },
    premium: { approval: 'required' },
    enterprise: { approval: 'required' },
  },
  budgets: {
    ours: { team: TEAM, tokens: 5000 },
    'ours-small': { team: TEAM, model: 'small', amount: '2.50' },
    'ours-large': { team: TEAM, model: 'large', tokens: 1 },
    theirs: { team: 'group:default/business-school', tokens: 1 },
    everybody: { amount: 100 },
  },
});

describe('REST of models', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    let knex: Knex;
    let rest: Rest;

    beforeAll(async () => {
      knex = await migrate(await databases.init(databaseId));
      rest = await startRest(knex, CONFIG);
      rest.permissionBackend.admins = [PEOPLE.petra.userRef];
      for (const [team, plan, models] of [
        [TEAM, 'free', ['small']],
        [TEAM, 'premium', ['large']],
      ] as const) {
        await rest
          .call('post', '/access-requests', 'dana')
          .send({ team, plan, models, purpose: 'Use' })
          .expect(201);
      }
    });
    afterAll(() => rest.stop());

    type Who = Parameters<Rest['call']>[2];
    const get = async (path: string, as: Who, status = 200) =>
      (await rest.call('get', path, as).expect(status)).body;
    const list = async (query: string, as: Who = 'dana') => {
      const { items, totalItems } = await get(`/models${query}`, as);
      expect(totalItems).toBe(items.length);
      return items.map(({ id }: Model) => id).join();
    };

    it.each([
      ['?capability=chat', 'small'],
      ['?capability=chat&capability=tools', 'small'],
      ['?capability=chat&capability=vision', ''],
      ['?capability[]=tools', 'small'],
      ['?modality=text', 'large,secret-sauce,small'],
      ['?modality=text&modality=image', ''],
      ['?provider=Acme', 'small'],
      ['?provider=Acme&provider=IBM%20%2F%20Red%20Hat', 'small'],
      ['?license=mit', ''],
      ['?state=ready', 'small'],
      ['?state=off&state=ready', 'large,secret-sauce,small'],
      ['?minContext=16384', 'small'],
      ['?minContext=16385', ''],
      ['?maxInputPrice=50000000', 'small'],
      ['?maxInputPrice=49999999', ''],
      ['?maxOutputPrice=150000000', 'small'],
      ['?ids=small', 'small'],
      ['?ids=small&ids=large&ids=unseen', 'large,small'],
      [
        `?${Array.from({ length: 49 }, (_, i) => `ids=m${i}`).join(
          '&',
        )}&ids=small`,
        'small',
      ],
      ['?sort=title', 'large,secret-sauce,small'],
      ['?sort=context', 'small,large,secret-sauce'],
      ['?mine=true', 'small'],
      ['?mine=false', 'large,secret-sauce,small'],
      ['?mine=true&search=large', ''],
      ['?hidden=false', 'large,secret-sauce,small'],
      [`?team=${TEAM}`, 'small'],
      ['?team=cs-department&mine=true', 'small'],
      ['?search=SMALL%20acme', 'small'],
      ['?search=SMALL+acme', 'small'],
      ['?search=acme/large', 'large'],
    ])('lists models by %s', async (query, ids) => {
      await expect(list(query)).resolves.toBe(ids);
    });

    it('is listed the same by the client, as a plugin and as a person', async () => {
      const client = async (as: 'dana' | 'catalog') =>
        new MaasClient({
          discoveryApi: { getBaseUrl: async () => rest.baseUrl },
          fetchApi: {
            fetch: async (input, init) => {
              const headers = new Headers(init?.headers);
              headers.set(
                'authorization',
                as === 'dana'
                  ? mockCredentials.user.header(PEOPLE.dana.userRef)
                  : mockCredentials.service.header({
                      onBehalfOf: mockCredentials.service('plugin:catalog'),
                      targetPluginId: 'maas',
                    }),
              );
              return fetch(input, { ...init, headers });
            },
          },
        });
      const queries: Array<[ListModelsQuery, string]> = [
        [{ capability: ['chat', 'tools'], ids: ['small', 'large'] }, 'small'],
        [{ provider: ['Acme', 'IBM / Red Hat, & others'] }, 'small'],
        [{ state: ['off'], minContext: 1 }, ''],
        [{ team: TEAM, sort: 'speed' }, 'small'],
        [{ mine: false, hidden: false, limit: 2 }, 'large,secret-sauce'],
      ];
      for (const as of ['dana', 'catalog'] as const) {
        const api = await client(as);
        for (const [query, ids] of queries) {
          const page = await api.listModels(query);
          expect(page.items.map(({ id }) => id).join()).toBe(ids);
        }
        const all = await readModels(api, signal);
        expect(all.map(({ id }) => id)).toEqual([
          'large',
          'secret-sauce',
          'small',
        ]);
        const { capability } = await api.getModelFacets();
        expect(capability).toContainEqual({ value: 'chat', count: 1 });
      }
    });

    it('shows a team beside the models only to those who may see its usage', async () => {
      const access = (as: Who) => get(`/models?team=${TEAM}`, as);
      for (const as of ['dana', 'tom', 'petra', CATALOG] as const) {
        const { items } = await access(as);
        expect(items).toHaveLength(1);
        expect(items[0].access).toMatchObject([{ team: TEAM, plan: 'free' }]);
      }
      const foreign = await get(`/models?team=${TEAM}`, 'bea', 404);
      const nothing = await get('/models?team=no-such-team', 'bea', 404);
      expect(foreign.error.message.replace('cs-department', 'X')).toBe(
        nothing.error.message.replace('no-such-team', 'X'),
      );
      // A pending grant is shown, and is none that models can be called by.
      const { items } = await get('/models?ids=large', 'tom');
      expect(items[0].access).toMatchObject([{ team: TEAM, state: 'pending' }]);
      await expect(list('?mine=true', CATALOG)).resolves.toBe('');
    });

    it('shows a hidden model to those who may edit models, and to nobody else', async () => {
      await expect(list('?hidden=true', 'petra')).resolves.toBe('unseen');
      await get('/models?hidden=true', 'dana', 403);
      for (const path of ['', '/health', '/allowances']) {
        await get(`/models/unseen${path}`, 'petra');
        const { error } = await get(`/models/unseen${path}`, 'dana', 404);
        expect(error.message).toBe('There is no model "unseen"');
        await get(`/models/nothing${path}`, 'petra', 404);
      }
      for (const as of ['dana', 'petra', CATALOG] as const) {
        const { body } = await rest.call('get', '/models', as);
        expect(JSON.stringify(body)).not.toContain('unseen');
      }
    });

    it('pages with cursors that are bound to their sort', async () => {
      const first = await get('/models?sort=title&limit=2', 'dana');
      expect(first.totalItems).toBe(3);
      const second = await get(
        `/models?sort=title&limit=2&cursor=${first.nextCursor}`,
        'dana',
      );
      expect(second.items.map(({ id }: Model) => id)).toEqual(['small']);
      const { error } = await get(
        `/models?limit=2&cursor=${first.nextCursor}`,
        'dana',
        400,
      );
      expect(error.message).toContain('sorted by title');
    });

    it('tells how a model is, from the reports of gateways', async () => {
      const report = (healthy: boolean) =>
        rest.call('post', '/gateway/status', GATEWAY).send({
          gateway: 'gw-1',
          startedAt: '2026-11-21T09:00:00.000Z',
          state: 'running',
          journal: { pendingEvents: 0, rejectedEvents: 0 },
          endpoints: [
            {
              model: 'small',
              endpoint: '127.0.0.1:1',
              healthy,
              problem: 'connect ECONNREFUSED 127.0.0.1:1',
              running: 0,
              requests: 4,
              failures: 1,
              timeToFirstTokenMs: 85,
              tokensPerSecond: 41.5,
            },
          ],
        });
      await report(false).expect(204);
      const health = await get('/models/small/health', 'bea');
      const speed = {
        tokensPerSecond: 41.5,
        timeToFirstTokenMs: 85,
        measuredAt: expect.stringMatching(/Z$/),
      };
      const status = {
        state: 'unreachable',
        reason: 'Its server does not answer',
      };
      expect(health).toEqual({
        status,
        speed,
        servers: 1,
        healthyServers: 0,
        pointSeconds: 900,
        points: [
          {
            start: expect.stringMatching(/:(00|15|30|45):00\.000Z$/),
            requests: 4,
            failures: 1,
            healthy: false,
            tokensPerSecond: 41.5,
            timeToFirstTokenMs: 85,
          },
        ],
      });
      const model = await get('/models/small', 'bea');
      expect(model).toMatchObject({ status, speed });
      expect(JSON.stringify([health, model])).not.toContain('127.0.0.1');
      await expect(list('?state=unreachable')).resolves.toBe('small');
      await expect(list('?sort=speed')).resolves.toMatch(/^small/);
      const { state } = await get('/models/facets', 'dana');
      expect(state).toContainEqual({ value: 'unreachable', count: 1 });
      await report(true).expect(204);
      await expect(list('?state=ready')).resolves.toBe('small');
      await get('/models/large/health', 'dana').then(body =>
        expect(body).toEqual({
          status: { state: 'off', reason: expect.any(String) },
          servers: 0,
          healthyServers: 0,
          pointSeconds: 900,
          points: [],
        }),
      );
    });

    it("tells what is left of the caller's teams", async () => {
      const now = new Date().toISOString();
      await rest
        .call('post', '/gateway/usage', GATEWAY)
        .send(usageBatch(meteredCall({ startedAt: now })))
        .expect(200);
      const allowances = async (
        model: string,
        as: Who,
      ): Promise<ModelAllowance[]> =>
        (await get(`/models/${model}/allowances`, as)).items;
      const [own, ...others] = await allowances('small', 'tom');
      expect(others).toEqual([]);
      expect(own).toEqual({
        team: TEAM,
        plan: 'free',
        state: 'active',
        expiresAt: expect.stringMatching(/Z$/),
        requestId: expect.any(String),
        tokensPerMonth: { limit: 100_000, used: 1200 },
        budgets: [
          { title: 'ours', unit: 'tokens', limit: '5000', used: '1200' },
          {
            title: 'ours-small',
            unit: 'money',
            limit: '2500000000',
            used: expect.stringMatching(/^[0-9]+$/),
          },
        ],
      });
      await expect(allowances('large', 'dana')).resolves.toMatchObject([
        { plan: 'premium', state: 'pending', budgets: [{ title: 'ours' }, {}] },
      ]);
      for (const as of ['bea', 'nobody', CATALOG] as const) {
        await expect(allowances('small', as)).resolves.toEqual([]);
      }
      await expect(allowances('secret-sauce', 'dana')).resolves.toEqual([]);
      // What everybody together used is not a member's business.
      rest.permissionBackend.admins.push(PEOPLE.tom.userRef);
      try {
        const [seen] = await allowances('small', 'tom');
        expect(seen.budgets.map(({ title }) => title)).toEqual([
          'ours',
          'ours-small',
          'everybody',
        ]);
      } finally {
        rest.permissionBackend.admins.pop();
      }
    });
  });
});
