import {
  actionsRegistryServiceFactory,
  actionsServiceFactory,
} from '@backstage/backend-defaults/alpha';
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
import mcpPlugin from '@backstage/plugin-mcp-actions-backend';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import maasPlugin from '@openmaas/backstage-plugin-maas-backend';
import { fakeMessaging } from './__testUtils__/fakeMessaging';
import { portalAuth, portalPermissions } from './__testUtils__/portalServices';

jest.setTimeout(60_000);

const TEAMS: Record<string, string[]> = {
  dana: ['cs-department'],
  bea: ['business-school'],
  petra: ['platform-team'],
};

const CONFIG = {
  app: { baseUrl: 'http://portal.test' },
  backend: {
    actions: { pluginSources: ['maas'] },
    auth: { dangerouslyDisableDefaultAuthPolicy: false },
  },
  permission: { enabled: true },
  maas: {
    roles: { admins: ['group:default/platform-team'] },
    models: [
      { id: 'small', title: 'Small', owner: 'platform-team' },
      { id: 'guarded', owner: 'platform-team', visibility: 'restricted' },
    ],
  },
};

describe('an agent', () => {
  let backend: TestBackend;
  const clients: Client[] = [];

  beforeAll(async () => {
    backend = await startTestBackend({
      features: [
        maasPlugin,
        mcpPlugin,
        actionsRegistryServiceFactory,
        actionsServiceFactory,
        ...fakeMessaging,
        ...portalPermissions,
        portalAuth,
        createServiceFactory({
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
        }),
        mockServices.rootConfig.factory({ data: CONFIG }),
      ],
    });
  });
  afterAll(async () => {
    await Promise.all(clients.map(client => client.close()));
    await backend.stop();
  });

  /** An MCP client with the token of a person. */
  async function agentOf(name: string): Promise<Client> {
    const client = new Client({ name: 'test', version: '1' });
    const address = `http://localhost:${backend.server.port()}/api/mcp-actions/v1`;
    await client.connect(
      new StreamableHTTPClientTransport(new URL(address), {
        requestInit: {
          headers: {
            authorization: mockCredentials.user.header(`user:default/${name}`),
          },
        },
      }),
    );
    clients.push(client);
    return client;
  }

  /** What a tool answers: its output, or the text of an error. */
  async function call(client: Client, name: string, input: object) {
    const answer = await client.callTool({
      name: `maas.${name}`,
      arguments: { ...input },
    });
    const [{ text }] = answer.content as Array<{ text: string }>;
    if (answer.isError) {
      return { error: text };
    }
    return {
      output: JSON.parse(text.replace(/^[^{]*/, '').replace(/[^}]*$/, '')),
    };
  }

  it('finds tools, those that cannot be undone marked so', async () => {
    const { tools } = await (await agentOf('dana')).listTools();
    const marks = Object.fromEntries(
      tools.map(({ name, annotations }) => [
        name,
        [annotations?.readOnlyHint, annotations?.destructiveHint],
      ]),
    );
    expect(marks).toEqual({
      'maas.list-models': [true, false],
      'maas.request-access': [false, false],
      'maas.list-access-requests': [true, false],
      'maas.decide-access-request': [false, true],
      'maas.list-api-keys': [true, false],
      'maas.create-api-key': [false, false],
      'maas.revoke-api-key': [false, true],
      'maas.get-usage': [true, false],
    });
  });

  it('asks and decides as its person, and never sees a secret', async () => {
    const [dana, bea, petra] = await Promise.all(
      ['dana', 'bea', 'petra'].map(agentOf),
    );
    const { output: found } = await call(dana, 'list-models', {});
    expect(found.models.map(({ id }: { id: string }) => id)).toEqual([
      'guarded',
      'small',
    ]);

    const { output: asked } = await call(dana, 'request-access', {
      team: 'cs-department',
      models: ['guarded'],
      plan: 'free',
      purpose: 'Course',
    });
    expect(asked).toEqual({
      requestId: expect.any(String),
      state: 'pending',
      waitsFor: expect.any(String),
      requestLink: `http://portal.test/maas/requests/${asked.requestId}`,
      revealLink: expect.stringMatching(
        /^http:\/\/portal\.test\/maas\/keys\/[0-9a-f-]+$/,
      ),
    });
    const { requestId } = asked;
    const approve = { requestId, decision: 'approve' };
    expect((await call(bea, 'decide-access-request', approve)).error).toContain(
      'There is no access request',
    );
    expect(
      (await call(dana, 'decide-access-request', approve)).error,
    ).toBeDefined();
    const { output: toDecide } = await call(petra, 'list-access-requests', {
      scope: 'to-decide',
    });
    expect(toDecide.requests).toMatchObject([
      { id: requestId, canDecide: true, models: ['guarded'] },
    ]);
    await expect(
      call(petra, 'decide-access-request', approve),
    ).resolves.toEqual({ output: { requestId, state: 'approved' } });

    const { output: made } = await call(dana, 'create-api-key', {
      team: 'cs-department',
      name: 'agent',
    });
    expect(Object.keys(made).sort()).toEqual(['keyId', 'revealLink']);
    const { output: keys } = await call(dana, 'list-api-keys', {});
    expect(keys.total).toBe(2);
    expect(JSON.stringify(keys)).not.toMatch(/maas_|hash|secret/);
    await expect(
      call(dana, 'revoke-api-key', { keyId: made.keyId }),
    ).resolves.toEqual({ output: { keyId: made.keyId, state: 'revoked' } });
    await expect(call(dana, 'get-usage', {})).resolves.toMatchObject({
      output: { rows: [] },
    });
  });
});
