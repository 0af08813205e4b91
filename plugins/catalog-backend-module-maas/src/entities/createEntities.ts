import type { Entity } from '@backstage/catalog-model';
import type { Model } from '@openmaas/backstage-plugin-maas-common';
import { chunksOf } from '../chunks';
import type { CatalogOptions } from '../config';
import { createGatewayApi } from './gatewayApi';
import { createModelResource } from './modelResource';
import { createModelServer } from './modelServer';
import { createModelServerApi } from './modelServerApi';
import { createSystem } from './system';

/** All entities for what the control plane offers. @internal */
export type CreateEntities = (models: Model[]) => Promise<Entity[]>;

/**
 * Prepares the entities that do not depend on the models.
 *
 * @returns a function that gives the system, the gateway's API, a resource per model, and
 *   a component per model that is deployed; the same models give equal entities
 * @internal
 */
export function entityCreator(options: CatalogOptions): CreateEntities {
  const common: Entity[] = [createSystem(options), createGatewayApi(options)];
  return async models => {
    const resources: Entity[] = [];
    const servers: Entity[] = [];
    const deployed: Model[] = [];
    for await (const chunk of chunksOf(models)) {
      for (const model of chunk) {
        if (model.visibility === 'hidden') {
          continue;
        }
        resources.push(createModelResource(model, options));
        if (model.endpointCount > 0) {
          servers.push(createModelServer(model));
          deployed.push(model);
        }
      }
    }
    return [
      ...common,
      ...resources,
      ...servers,
      ...(options.entityModel === 'rhdh'
        ? [createModelServerApi(deployed, options)]
        : []),
    ];
  };
}
