import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import maasPlugin from '@openmaas/backstage-plugin-maas-backend';
import request from 'supertest';
import { randomUUID } from 'node:crypto';
import { fakeMessaging } from '../__testUtils__/fakeMessaging';
import { portalAuth, portalPermissions } from '../__testUtils__/portalServices';

jest.setTimeout(60_000);

const TEAMS: Record<string, string[]> = {
  dana: ['cs-department'],
  tom: ['cs-department'],
  bea: ['business-school'],
  olga: ['finance'],
  petra: ['platform-team'],
  mo: ['model-owners'],
  sue: ['security'],
};

const CONFIG = {
  app: { baseUrl: 'http://portal.test' },
  backend: { auth: { dangerouslyDisableDefaultAuthPolicy: false } },
  permission: { enabled: true },
  maas: {
    roles: {
      admins: ['group:default/platform-team'],
      readOnlyAdmins: ['group:default/finance'],
    },
    models: [
      { id: 'm', owner: 'model-owners' },
      { id: 'guarded', owner: 'model-owners', approver: 'security' },
    ],
  },
};

const userInfo = createServiceFactory({
  service: coreServices.userInfo,
  deps: {},
  factory: () =>
    mockServices.userInfo.mock({
      getUserInfo: async credentials => {
        const { userEntityRef } = (
          credentials as ReturnType<typeof mockCredentials.user>
        ).principal;
        const teams = TEAMS[userEntityRef.split('/')[1]] ?? [];
        return {
          userEntityRef,
          ownershipEntityRefs: [
            userEntityRef,
            ...teams.map(team => `group:default/${team}`),
          ],
        };
      },
    }),
});

type Method = 'get' | 'post';

interface Ids {
  request: string;
  key: string;
}

const ASK = {
  team: 'cs-department',
  models: ['m'],
  plan: 'premium',
  purpose: 'Course',
};
const EVERYBODY = Object.keys(TEAMS);

/** One call, charged to the team cs-department. */
function usageBatch(id: string = randomUUID()) {
  const time = new Date().toISOString();
  const event = {
    id,
    startedAt: time,
    endedAt: time,
    gateway: 'gw-1',
    team: 'group:default/cs-department',
    maker: 'user:default/dana',
    key: id,
    grant: id,
    plan: 'premium',
    model: 'm',
    path: '/v1/chat/completions',
    streamed: false,
    tokens: { input: 1, cachedInput: 0, output: 1, reasoning: 0 },
    estimated: false,
    endState: 'completed',
    attempts: 1,
    latencyMs: 1,
  };
  return { gateway: 'gw-1', events: [event] };
}

describe('the portal policy', () => {
  let backend: TestBackend;

  beforeAll(async () => {
    backend = await startTestBackend({
      features: [
        maasPlugin,
        ...portalPermissions,
        portalAuth,
        ...fakeMessaging,
        userInfo,
        mockServices.rootConfig.factory({ data: CONFIG }),
      ],
    });
  });
  afterAll(() => backend.stop());

  const call = (
    authorization: string,
    method: Method,
    path: string,
    body?: object,
  ) =>
    request(backend.server)
      [method](`/api/maas${path}`)
      .set('authorization', authorization)
      .send(body);
  const userHeader = (name: string) =>
    mockCredentials.user.header(`user:default/${name}`);

  /** A request of Dana's, granted where a revealable key is wanted. */
  async function prepare(granted: boolean): Promise<Ids> {
    const asked = await call(
      userHeader('dana'),
      'post',
      '/access-requests',
      ASK,
    );
    expect([asked.status, asked.body.error]).toEqual([201, undefined]);
    const ids = { request: asked.body.id, key: asked.body.keyId };
    if (granted) {
      await call(
        userHeader('petra'),
        'post',
        `/access-requests/${ids.request}/approve`,
      ).expect(200);
    }
    return ids;
  }

  it('lists for each what they may read', async () => {
    const { key, request: id } = await prepare(true);
    const seen = async (name: string, path: string) =>
      (await call(userHeader(name), 'get', path)).body.items.map(
        (item: { id: string }) => item.id,
      );
    for (const name of EVERYBODY) {
      const [keys, requests] = await Promise.all([
        seen(name, '/keys?limit=500'),
        seen(name, '/access-requests?scope=all&limit=500'),
      ]);
      expect([name, keys.includes(key)]).toEqual([
        name,
        ['dana', 'tom', 'olga', 'petra'].includes(name),
      ]);
      expect([name, requests.includes(id)]).toEqual([
        name,
        !['bea', 'sue'].includes(name),
      ]);
    }
  });

  it('shows to each the usage they may see', async () => {
    const batch = usageBatch();
    const gateway = mockCredentials.service.header({
      onBehalfOf: mockCredentials.service('plugin:maas-gateway'),
      targetPluginId: 'maas',
    });
    await call(gateway, 'post', '/gateway/usage', batch).expect(200);
    const key = batch.events[0].id;
    for (const name of EVERYBODY) {
      const [report, events] = await Promise.all(
        ['/usage', '/usage/events'].map(path =>
          call(userHeader(name), 'get', `${path}?key=${key}`).expect(200),
        ),
      );
      const seen = ['dana', 'tom', 'olga', 'petra'].includes(name) ? 1 : 0;
      expect([name, report.body.total.requests]).toEqual([name, seen]);
      expect([name, events.body.totalItems]).toEqual([name, seen]);
    }
  });

  it.each([
    ['maas.gateway.read', 'read', ['olga', 'petra']],
    ['maas.model.update', 'update', ['petra']],
    ['maas.model-source.read', 'read', ['olga', 'petra']],
    ['maas.audit.read', 'read', ['olga', 'petra']],
    ['maas.model-request.decide', 'update', ['petra']],
    [
      'maas.delegation.update',
      'update',
      ['dana', 'tom', 'bea', 'petra', 'mo', 'sue'],
    ],
    ['maas.gateway.connect', 'update', []],
    ['maas.usage.read', 'read', ['dana', 'tom', 'olga', 'petra']],
  ])('gives %s to whom it belongs', async (name, action, allowed) => {
    const isOfTeam = name === 'maas.usage.read';
    const item = {
      id: '1',
      permission: {
        name,
        attributes: { action },
        ...(isOfTeam
          ? { type: 'resource', resourceType: 'maas-usage' }
          : { type: 'basic' }),
      },
      ...(isOfTeam && { resourceRef: 'group:default/cs-department' }),
    };
    for (const person of EVERYBODY) {
      const { body } = await request(backend.server)
        .post('/api/permission/authorize')
        .set('authorization', userHeader(person))
        .send({ items: [item] })
        .expect(200);
      expect([person, body.items[0].result]).toEqual([
        person,
        allowed.includes(person) ? 'ALLOW' : 'DENY',
      ]);
    }
  });

  it.each([
    ['m', ['petra', 'mo'], ['dana', 'tom', 'olga', 'petra', 'mo']],
    [
      'guarded',
      ['petra', 'sue'],
      ['dana', 'tom', 'olga', 'petra', 'mo', 'sue'],
    ],
  ])(
    'shows to each what they could decide and read about %s',
    async (model, deciders, readers) => {
      const { body: asked } = await call(
        userHeader('dana'),
        'post',
        '/access-requests',
        { ...ASK, models: [model] },
      ).expect(201);
      for (const name of EVERYBODY) {
        const [toDecide, all] = await Promise.all(
          ['to-decide', 'all'].map(scope =>
            call(
              userHeader(name),
              'get',
              `/access-requests?scope=${scope}&limit=500`,
            ).expect(200),
          ),
        );
        const has = ({ body }: typeof all) =>
          body.items.some(({ id }: { id: string }) => id === asked.id);
        expect([name, has(toDecide), has(all)]).toEqual([
          name,
          deciders.includes(name),
          readers.includes(name),
        ]);
      }
    },
  );

  it('asks everybody once whose decision it takes', async () => {
    const ask = async () => {
      const { body } = await call(
        userHeader('dana'),
        'post',
        '/access-requests',
        { ...ASK, monthlyBudget: '5000000000' },
      ).expect(201);
      return body.id;
    };
    const approve = async (name: string, id: string) => {
      const path = `/access-requests/${id}/approve`;
      const { body } = await call(userHeader(name), 'post', path, {});
      return body.state;
    };
    // The model's owner, then those who decide about a budget.
    const id = await ask();
    await expect(approve('mo', id)).resolves.toBe('pending');
    await expect(approve('petra', id)).resolves.toBe('approved');
    // An admin may decide both.
    await expect(approve('petra', await ask())).resolves.toBe('approved');
  });

  it('lets the approver decide, and the owner read', async () => {
    const { body: asked } = await call(
      userHeader('dana'),
      'post',
      '/access-requests',
      { ...ASK, models: ['guarded'] },
    ).expect(201);
    const approve = (name: string) =>
      call(
        userHeader(name),
        'post',
        `/access-requests/${asked.id}/approve`,
        {},
      );
    const statuses: Record<string, number> = {};
    for (const name of ['mo', 'bea', 'sue']) {
      statuses[name] = (await approve(name)).status;
    }
    expect(statuses).toEqual({ mo: 403, bea: 404, sue: 200 });
  });
});
