import {
  type AuthService,
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { readGatewayBaseUrl } from '@openmaas/backstage-plugin-maas-node';
import {
  readGatewayConfig,
  readGatewayEnabled,
  readRemoteControlPlane,
} from './config';
import { addPlayground } from './playground/addPlayground';
import { GatewayProcess } from './process/GatewayProcess';

/**
 * The gateway of Models-as-a-Service, in a process of its own, and the way to it for
 * people who try models out in the portal.
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
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.rootLifecycle,
        logger: coreServices.logger,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { auth, config, discovery, lifecycle, logger } = deps;
        const enabled = readGatewayEnabled(config);
        const remote = readRemoteControlPlane(config);
        let ownUrl: string | undefined;
        // People sign in where the control plane is.
        if (!remote) {
          const gatewayUrl = enabled
            ? () => ownUrl
            : () => readGatewayBaseUrl(config);
          addPlayground({ ...deps, gatewayUrl });
        }
        if (!enabled) {
          logger.info('No gateway here: maasGateway.enabled is false');
          return;
        }
        const gateway = new GatewayProcess({
          config: readGatewayConfig(config),
          controlPlaneUrl:
            remote?.baseUrl ?? (await discovery.getBaseUrl('maas')),
          getToken: remote ? async () => remote.token : () => ownToken(auth),
          logger,
          onReady: clientUrl => {
            ownUrl = clientUrl;
          },
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
