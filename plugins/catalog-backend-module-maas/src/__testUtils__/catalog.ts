import {
  type BackendFeature,
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import type { JsonObject } from '@backstage/types';
import {
  MODELS_CHANGED_TOPIC,
  type Model,
} from '@openmaas/backstage-plugin-maas-common';
import request from 'supertest';
import catalogModuleMaas from '..';
import { controlPlane } from './controlPlane';

/** Entities of others, which come from a location of their own. */
function othersEntities(entities: Entity[]) {
  return createBackendModule({
    pluginId: 'catalog',
    moduleId: 'others',
    register(env) {
      env.registerInit({
        deps: { catalog: catalogProcessingExtensionPoint },
        async init({ catalog }) {
          catalog.addEntityProvider({
            getProviderName: () => 'others',
            connect: async connection =>
              connection.applyMutation({
                type: 'full',
                entities: entities.map(entity => ({ entity })),
              }),
          });
        },
      });
    },
  });
}

/**
 * A real catalog with the module in it, beside a control plane on HTTP.
 *
 * @param options - `others` are entities that the module does not make
 */
export async function startCatalog(options: {
  models: Model[];
  others?: Entity[];
  config?: JsonObject;
  features?: BackendFeature[];
}) {
  const { models, others = [], config, features = [] } = options;
  const callers: string[] = [];
  const events = mockServices.events();
  const scheduler = mockServices.scheduler();
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModuleMaas,
      controlPlane(models, callers),
      othersEntities(others),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          backend: { baseUrl: 'http://localhost:0' },
          catalog: { processingInterval: { seconds: 1 } },
          ...config,
        },
      }),
      createServiceFactory({
        service: eventsServiceRef,
        deps: {},
        factory: () => events,
      }),
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      ...features,
    ],
  });

  const entities = async (): Promise<Map<string, Entity>> => {
    const { body } = await request(backend.server).get('/api/catalog/entities');
    // As a list first: a map would hide that a ref is there twice.
    const found: Array<[string, Entity]> = body.map((entity: Entity) => [
      stringifyEntityRef(entity),
      entity,
    ]);
    const all = new Map(found);
    expect(found).toHaveLength(all.size);
    return all;
  };

  return {
    backend,
    callers,
    entities,
    /** Reads everything, as the schedule does. */
    sync: () => scheduler.triggerTask('maas-models-refresh'),
    /** Tells that models changed. */
    publish: () =>
      events.publish({ topic: MODELS_CHANGED_TOPIC, eventPayload: {} }),
    /** The entities, as soon as the catalog, which works at its own pace, has them so. */
    eventually: async (enough: (all: Map<string, Entity>) => boolean) => {
      for (;;) {
        const all = await entities();
        if (enough(all)) {
          return all;
        }
        await new Promise(resolve => setTimeout(resolve, 50));
      }
    },
  };
}
