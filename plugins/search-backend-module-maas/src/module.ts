import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { maasServiceRef } from '@openmaas/backstage-plugin-maas-node';
import { readSchedule } from './config';
import { ModelCollatorFactory } from './ModelCollatorFactory';

/**
 * Finds models in the search of the portal.
 *
 * @public
 */
export const searchModuleMaas = createBackendModule({
  pluginId: 'search',
  moduleId: 'maas-collator',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        indexRegistry: searchIndexRegistryExtensionPoint,
        maas: maasServiceRef,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, config, indexRegistry, maas, scheduler }) {
        indexRegistry.addCollator({
          schedule: scheduler.createScheduledTaskRunner(readSchedule(config)),
          factory: new ModelCollatorFactory({ auth, maas }),
        });
      },
    });
  },
});
