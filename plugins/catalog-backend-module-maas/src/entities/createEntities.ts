import type { Entity } from '@backstage/catalog-model';
import type { Model } from '@openmaas/backstage-plugin-maas-common';
import type { CatalogOptions } from '../config';
import { createGatewayApi } from './gatewayApi';
import { createModelResource } from './modelResource';
import { createModelServer } from './modelServer';
import { createSystem } from './system';

/**
 * All entities for what the control plane offers.
 *
 * @returns the system, the gateway's API, a resource per model, and a component per
 *   model that is deployed; the same models give equal entities
 * @internal
 */
export function createEntities(
  models: Model[],
  options: CatalogOptions,
): Entity[] {
  const visible = models.filter(model => model.visibility !== 'hidden');
  return [
    createSystem(options),
    createGatewayApi(options),
    ...visible.map(createModelResource),
    ...visible.filter(model => model.endpointCount > 0).map(createModelServer),
  ];
}
