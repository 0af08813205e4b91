import {
  type AuthService,
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  readGatewayConfig,
  readGatewayEnabled,
  readRemoteControlPlane,
} from './config';
import { GatewayProcess } from './process/GatewayProcess';

/**
 * The gateway of Models-as-a-Service, in a process of its own.
 *
 * @public
 */
export const maasGatewayPlugin = createBackendPlugin({
  pluginId: 'maas-gateway',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        lifecycle: coreServices.rootLifecycle,
        logger: coreServices.logger,
      },
      async init({ auth, config, discovery, lifecycle, logger }) {
        if (!readGatewayEnabled(config)) {
          logger.info('No gateway here: maasGateway.enabled is false');
          return;
        }
        const remote = readRemoteControlPlane(config);
        const gateway = new GatewayProcess({
          config: readGatewayConfig(config),
          controlPlaneUrl:
            remote?.baseUrl ?? (await discovery.getBaseUrl('maas')),
          getToken: remote ? async () => remote.token : () => ownToken(auth),
          logger,
        });
        // Before any plugin stops, so that the control plane can still take the last usage.
        lifecycle.addBeforeShutdownHook(() => gateway.stop());
        gateway.start();
      },
    });
  },
});

async function ownToken(auth: AuthService): Promise<string> {
  const { token } = await auth.getPluginRequestToken({
    onBehalfOf: await auth.getOwnServiceCredentials(),
    targetPluginId: 'maas',
  });
  return token;
}
