import type {
  AuthService,
  DiscoveryService,
  HttpAuthService,
  HttpRouterService,
  LifecycleService,
  LoggerService,
  RootConfigService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { readBytes } from '../configValues';
import { GatewayCaller } from './GatewayCaller';
import { Keyring } from './Keyring';
import { keyOpener } from './openKey';
import { createPlaygroundRouter } from './router';

/**
 * Adds the routes of the playground, unless `maas.playground.enabled` is false.
 *
 * @param options - `gatewayUrl` is undefined while the gateway starts
 * @internal
 */
export function addPlayground(options: {
  auth: AuthService;
  config: RootConfigService;
  discovery: DiscoveryService;
  httpAuth: HttpAuthService;
  httpRouter: HttpRouterService;
  lifecycle: LifecycleService;
  logger: LoggerService;
  userInfo: UserInfoService;
  gatewayUrl: () => string | undefined;
}): void {
  const { config, httpRouter, lifecycle } = options;
  if (config.getOptionalBoolean('maas.playground.enabled') === false) {
    return;
  }
  const gateway = new GatewayCaller(new Keyring({ open: keyOpener(options) }));
  lifecycle.addShutdownHook(() => gateway.close());
  httpRouter.use(
    createPlaygroundRouter({
      ...options,
      gateway,
      gatewayUrl: () => connectable(options.gatewayUrl()),
      maxBodyBytes: readBytes(
        config,
        'maasGateway.requests.maxBodySize',
        '10mb',
      ),
    }),
  );
}

/** One that listens everywhere is reached on this machine. */
function connectable(url: string | undefined): string | undefined {
  return url
    ?.replace('//0.0.0.0:', '//127.0.0.1:')
    .replace('//[::]:', '//[::1]:');
}
