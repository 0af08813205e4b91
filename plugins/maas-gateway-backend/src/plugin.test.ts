import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { maasGatewayPlugin } from './plugin';
import { GatewayProcess } from './process/GatewayProcess';

jest.mock('./process/GatewayProcess');

const gatewayProcess = jest.mocked(GatewayProcess);

describe('maasGatewayPlugin', () => {
  beforeEach(() => jest.clearAllMocks());

  const start = async (maasGateway: object) => {
    const auth = mockServices.auth.mock({
      getOwnServiceCredentials: async () => ({
        $$type: '@backstage/BackstageCredentials',
        principal: { type: 'service', subject: 'plugin:maas-gateway' },
      }),
      getPluginRequestToken: async ({ onBehalfOf, targetPluginId }) => ({
        token: `${JSON.stringify(onBehalfOf.principal)} → ${targetPluginId}`,
      }),
    });
    const backend = await startTestBackend({
      features: [
        maasGatewayPlugin,
        auth.factory,
        mockServices.discovery.factory(),
        mockServices.rootConfig.factory({
          data: { maasGateway: { ...maasGateway } },
        }),
      ],
    });
    return { backend };
  };

  it('runs a gateway for the control plane of the same backend until it stops', async () => {
    const { backend } = await start({ id: 'here' });
    const [options] = gatewayProcess.mock.calls[0];
    expect(options.config.id).toBe('here');
    expect(options.controlPlaneUrl).toMatch(/\/api\/maas$/);
    expect(await options.getToken()).toBe(
      '{"type":"service","subject":"plugin:maas-gateway"} → maas',
    );
    const [gateway] = gatewayProcess.mock.instances;
    expect(gateway.start).toHaveBeenCalledTimes(1);
    expect(gateway.stop).not.toHaveBeenCalled();
    await backend.stop();
    expect(gateway.stop).toHaveBeenCalledTimes(1);
  });

  it('runs a gateway for another control plane', async () => {
    const controlPlane = {
      baseUrl: 'https://portal.example.com/api/maas',
      token: 'a-token-for-tests',
    };
    const { backend } = await start({ controlPlane });
    const [options] = gatewayProcess.mock.calls[0];
    expect(options.controlPlaneUrl).toBe('https://portal.example.com/api/maas');
    expect(await options.getToken()).toBe('a-token-for-tests');
    await backend.stop();
  });

  it('runs none where it is off', async () => {
    const { backend } = await start({ enabled: false });
    expect(gatewayProcess).not.toHaveBeenCalled();
    await backend.stop();
  });

  it.each([
    ['beside its gateway', {}, 400],
    ['where the gateway is elsewhere', { enabled: false }, 400],
    [
      'not where the control plane is elsewhere',
      {
        controlPlane: {
          baseUrl: 'https://portal.example.com/api/maas',
          token: 'a-token-for-tests',
        },
      },
      404,
    ],
  ])('has the playground %s', async (_, maasGateway, status) => {
    const { backend } = await start(maasGateway);
    const url = `http://localhost:${backend.server.port()}/api/maas-gateway`;
    // 400: the path is there, and asks for the team.
    expect((await fetch(`${url}/v1/models`)).status).toBe(status);
    await backend.stop();
  });

  it('keeps the backend from starting where the configuration is wrong', async () => {
    await expect(start({ journal: { sync: 'never' } })).rejects.toThrow(
      'maasGateway.journal.sync',
    );
    expect(gatewayProcess).not.toHaveBeenCalled();
  });
});
