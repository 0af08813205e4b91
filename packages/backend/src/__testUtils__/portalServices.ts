import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import permissionPlugin from '@backstage/plugin-permission-backend';
import policyModule from '../permissions';

/** The portal's real permissions, with its own policy. */
export const portalPermissions = [
  permissionPlugin,
  policyModule,
  permissionsServiceFactory,
];

/** As in a real backend, a plugin that calls another one for a user says so. */
export const portalAuth = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory: ({ plugin }) => {
    const service = mockServices.auth({ pluginId: plugin.getId() });
    const plain = service.getPluginRequestToken.bind(service);
    service.getPluginRequestToken = async options =>
      service.isPrincipal(options.onBehalfOf, 'user')
        ? {
            token: mockCredentials.user.token(
              options.onBehalfOf.principal.userEntityRef,
              { actor: { subject: `plugin:${plugin.getId()}` } },
            ),
          }
        : plain(options);
    return service;
  },
});
