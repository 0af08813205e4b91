import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import {
  maasServiceRef,
  readGatewayBaseUrl,
} from '@openmaas/backstage-plugin-maas-node';
import { createChangePlanAction } from './actions/createChangePlanAction';
import { createCreateKeyAction } from './actions/createCreateKeyAction';
import { createRequestAccessAction } from './actions/createRequestAccessAction';
import { createRequestModelAction } from './actions/createRequestModelAction';

/**
 * Adds actions to software templates that ask for access, other plans, API keys and
 * models: `maas:access:request`, `maas:plan:change`, `maas:key:create` and
 * `maas:model:request`.
 *
 * @public
 */
export const scaffolderModuleMaas = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'maas',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        config: coreServices.rootConfig,
        maas: maasServiceRef,
      },
      async init({ actions, config, maas }) {
        const gatewayBaseUrl = `${readGatewayBaseUrl(config)}/v1`;
        actions.addActions(
          createRequestAccessAction({ maas, gatewayBaseUrl }),
          createChangePlanAction({ maas }),
          createCreateKeyAction({ maas, gatewayBaseUrl }),
          createRequestModelAction({ maas }),
        );
      },
    });
  },
});
