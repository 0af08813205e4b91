import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  maasServiceRef,
  readModels,
} from '@openmaas/backstage-plugin-maas-node';
import { readCatalogOptions, readCatalogSchedule } from './config';
import { MaasEntityProvider } from './MaasEntityProvider';

/**
 * Brings the models that the control plane offers into the catalog.
 *
 * @public
 */
export const catalogModuleMaas = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'maas',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        lifecycle: coreServices.rootLifecycle,
        logger: coreServices.logger,
        maas: maasServiceRef,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, catalog, config, lifecycle, maas, ...deps }) {
        const provider = new MaasEntityProvider({
          ...deps,
          entities: readCatalogOptions(config),
          schedule: readCatalogSchedule(config),
          readModels: async signal =>
            readModels(maas.as(await auth.getOwnServiceCredentials()), signal),
        });
        catalog.addEntityProvider(provider);
        lifecycle.addStartupHook(() => provider.start());
      },
    });
  },
});
