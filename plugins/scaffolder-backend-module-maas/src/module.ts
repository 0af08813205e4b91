import { createBackendModule } from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { maasServiceRef } from '@openmaas/backstage-plugin-maas-node';
import { createRequestAccessAction } from './actions/createRequestAccessAction';

/**
 * Adds the action `maas:access:request` to software templates.
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
        maas: maasServiceRef,
      },
      async init({ actions, maas }) {
        actions.addActions(createRequestAccessAction({ maas }));
      },
    });
  },
});
