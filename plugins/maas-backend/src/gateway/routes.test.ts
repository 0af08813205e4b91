import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  API_KEY_PATTERN,
  MaasGatewayClient,
} from '@openmaas/backstage-plugin-maas-common';
import { hashApiKey } from '@openmaas/backstage-plugin-maas-node';
import type { Knex } from 'knex';
import { startRest } from '../__testUtils__/backend';
import {
  BAD_GATEWAY_INPUTS,
  REFUSAL,
  REPORT,
} from '../__testUtils__/badGatewayInputs';
import { GOOD } from '../__testUtils__/badInputs';
import { createTestDatabases, TEST_CONFIG } from '../__testUtils__/domain';
import { listeners } from '../__testUtils__/postgres';
import { isPostgres } from '../database/isPostgres';

jest.setTimeout(60_000);

type Rest = Awaited<ReturnType<typeof startRest>>;
const GATEWAY = { service: 'plugin:maas-gateway' };
const { signal } = new AbortController();

const CONFIG = {
  ...TEST_CONFIG,
  maas: {
    ...(TEST_CONFIG.maas as object),
    gateway: {
      externalSubjects: ['external:gw', 'external:gw-only', 'external:reader'],
    },
  },
};

const METERED_CALL = {
  id: '019a9b1c-7d2e-7f00-8a1b-2c3d4e5f6072',
  startedAt: '2026-11-21T09:00:00.000Z',
  endedAt: '2026-11-21T09:00:01.000Z',
  gateway: 'gw-1',
  team: 'group:default/cs-department',
  maker: 'user:default/dana',
  key: '019a9b1c-7d2e-7f00-8a1b-2c3d4e5f6073',
  grant: '019a9b1c-7d2e-7f00-8a1b-2c3d4e5f6074',
  plan: 'free',
  model: 'small',
  path: '/v1/chat/completions',
  streamed: false,
  tokens: { input: 10, cachedInput: 0, output: 5, reasoning: 0 },
  estimated: false,
  endState: 'completed' as const,
  attempts: 1,
  latencyMs: 1000,
};

/** What `backend.auth.externalAccess` restricts some subjects to. */
const RESTRICTIONS: Record<string, string[]> = {
  'external:gw-only': ['maas.gateway.connect'],
  'external:reader': ['maas.model.read'],
};

const restrictingAuth = createServiceFactory({
  service: coreServices.httpAuth,
  deps: {},
  factory: () => {
    const all = mockServices.httpAuth({ pluginId: 'maas' });
    return mockServices.httpAuth.mock({
      credentials: async (req, options) => {
        const credentials = await all.credentials(req, options);
        const { subject } = credentials.principal as { subject?: string };
        const permissionNames = RESTRICTIONS[subject ?? ''];
        return permissionNames
          ? (mockCredentials.service(subject, {
              permissionNames,
            }) as typeof credentials)
          : credentials;
      },
    });
  },
});

/** The client that gateways use, with a token of a service. */
function clientOf({ baseUrl }: Rest, service: string): MaasGatewayClient {
  const authorization = mockCredentials.service.header({
    onBehalfOf: mockCredentials.service(service),
    targetPluginId: 'maas',
  });
  return new MaasGatewayClient({
    discoveryApi: { getBaseUrl: async () => baseUrl },
    fetchApi: {
      fetch: (url, init) => {
        const headers = new Headers(init?.headers);
        headers.set('authorization', authorization);
        return fetch(url, { ...init, headers });
      },
    },
  });
}

describe('REST for gateways', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    let knex: Knex;
    let rest: Rest;
    const call: Rest['call'] = (...args) => rest.call(...args);

    beforeAll(async () => {
      knex = await databases.init(databaseId);
      rest = await startRest(knex, CONFIG, [restrictingAuth]);
    });
    afterAll(() => rest.stop());

    const tables = async () =>
      Promise.all(
        [
          'gateways',
          'usage_events',
          'refusals',
          'policy_state',
          'policy_changes',
        ].map(table => knex(table)),
      );

    it('takes a gateway from its first policy to a revoked key', async () => {
      const gateway = clientOf(rest, GATEWAY.service);
      const policy = await gateway.policy(undefined, 0, signal);
      expect(policy).toMatchObject({ full: true, keys: [], grants: [] });
      expect(policy.models).toHaveLength(4);

      const asked = await call('post', '/access-requests', 'dana')
        .send(GOOD)
        .expect(201);
      const { keyId } = asked.body;
      const granted = await gateway.policy(policy, 55, signal);
      expect(granted).toMatchObject({ full: false, models: [] });
      expect(granted.grants[0].id).toBe(asked.body.grants[0].id);

      const revealed = await call('post', `/keys/${keyId}/reveal`, 'dana');
      const { secret } = revealed.body;
      const hash = hashApiKey(secret);
      const resolved = await gateway.resolveKey(hash, signal);
      expect(resolved).toMatchObject({ key: { id: keyId }, grants: [{}] });
      await expect(gateway.resolveKey('0'.repeat(64), signal)).resolves.toEqual(
        { epoch: policy.epoch, grants: [] },
      );

      const shown = await gateway.policy(granted, 55, signal);
      expect(shown.keys).toEqual([resolved.key]);
      const waiting = gateway.policy(shown, 55, signal);
      await call('post', `/keys/${keyId}/revoke`, 'tom').expect(200);
      const ended = await waiting;
      expect(ended.keys).toMatchObject([
        { id: keyId, revokedAt: expect.any(String), secrets: [{ hash }] },
      ]);
      const whole = await gateway.policy(undefined, 55, signal);
      expect(whole).toMatchObject({ full: true, revision: ended.revision });

      const told = JSON.stringify([granted, resolved, shown, ended, whole]);
      expect(told).not.toMatch(API_KEY_PATTERN);
      expect(told).not.toContain(secret.slice(-40));
      const logged = JSON.stringify(rest.logs.mock.calls);
      expect(logged).not.toMatch(API_KEY_PATTERN);
      expect(logged).not.toContain(hash);
    });

    it('hears a gateway and shows it to people', async () => {
      const gateway = clientOf(rest, 'external:gw');
      await gateway.sendStatus({ ...REPORT, state: 'running' }, signal);
      const { body } = await call('get', '/gateways', 'petra').expect(200);
      expect(body.items).toEqual([
        {
          id: 'gw-1',
          state: 'running',
          startedAt: REPORT.startedAt,
          lastSeenAt: expect.any(String),
          reporting: true,
          upToDate: false,
          journal: REPORT.journal,
        },
      ]);
      await call('get', '/gateways', GATEWAY).expect(403);
      await call('get', '/gateways').expect(401);
    });

    it.each([
      ['the gateway plugin', GATEWAY, 200],
      ['an external gateway', { service: 'external:gw' }, 200],
      ['one restricted to it', { service: 'external:gw-only' }, 200],
      ['one restricted to something else', { service: 'external:reader' }, 403],
      ['another external one', { service: 'external:maas-gateway' }, 403],
      ['another plugin', { service: 'plugin:catalog' }, 403],
      ['the control plane itself', { service: 'plugin:maas' }, 403],
      ['a user', 'dana', 403],
      ['an admin', 'petra', 403],
      ['nobody', undefined, 401],
    ] as const)('treats %s right', async (_, as, status) => {
      const before = await tables();
      await call('get', '/gateway/policy', as).expect(status);
      await call('post', '/gateway/keys/resolve', as)
        .send({ hash: 'a'.repeat(64) })
        .expect(status);
      if (status !== 200) {
        await call('post', '/gateway/status', as).send(REPORT).expect(status);
        await call('post', '/gateway/usage', as)
          .send({ gateway: 'gw-1', events: [METERED_CALL] })
          .expect(status);
        await call('post', '/gateway/refusals', as)
          .send({ gateway: 'gw-1', refusals: [REFUSAL] })
          .expect(status);
      }
      await expect(tables()).resolves.toEqual(before);
    });

    it('passes usage on to the ledger', async () => {
      const batch = { gateway: 'gw-1', events: [METERED_CALL] };
      const gateway = clientOf(rest, GATEWAY.service);
      await expect(gateway.sendUsage(batch, signal)).resolves.toEqual({
        written: 1,
        known: 0,
      });
      await expect(gateway.sendUsage(batch, signal)).resolves.toEqual({
        written: 0,
        known: 1,
      });
    });

    it.each(BAD_GATEWAY_INPUTS)(
      'answers %s with %i and writes nothing',
      async (_, status, { method, path, body }) => {
        const before = await tables();
        const test = call(method, path, GATEWAY);
        const answer = await (body === undefined
          ? test
          : test.send(body as object));
        expect([answer.status, answer.body]).toEqual([
          status,
          expect.objectContaining({
            error: expect.objectContaining({
              name: expect.stringMatching(/Error$/),
              message: expect.stringMatching(/\S/),
            }),
          }),
        ]);
        await expect(tables()).resolves.toEqual(before);
      },
    );

    it('sends whoever waits home when it shuts down, and leaves no connection', async () => {
      const own = await databases.init(databaseId);
      const stopping = await startRest(own, TEST_CONFIG);
      const gateway = clientOf(stopping, GATEWAY.service);
      const policy = await gateway.policy(undefined, 0, signal);
      const looks = new Promise<void>(resolve => {
        own.on('query-response', (_, { sql }: { sql: string }) => {
          if (sql.includes('policy_state')) {
            resolve();
          }
        });
      });
      const waiting = gateway.policy(policy, 55, signal);
      await looks;
      const [answer] = await Promise.all([waiting, stopping.stop()]);
      expect(answer).toMatchObject({
        full: false,
        revision: policy.revision,
        models: [],
      });
      expect(isPostgres(own) ? await listeners(own) : []).toEqual([]);
    });
  });
});
