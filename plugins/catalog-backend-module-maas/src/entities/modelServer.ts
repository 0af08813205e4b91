import type { ComponentEntity } from '@backstage/catalog-model';
import {
  MAAS_NAMESPACE,
  MODEL_ID_ANNOTATION,
  MODEL_SERVER_ENTITY_TYPE,
  MODEL_SOURCE_ANNOTATION,
  type Model,
  modelEntityRef,
  modelLocation,
  SIMULATED_ANNOTATION,
} from '@openmaas/backstage-plugin-maas-common';
import { managedBy, RHDH } from './annotations';
import { lifecycleOf } from './lifecycle';
import { GATEWAY_API_REF, SYSTEM_REF } from './refs';

/** The server of a model that is deployed. @internal */
export function createModelServer(model: Model): ComponentEntity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: `${model.id}-server`,
      namespace: MAAS_NAMESPACE,
      title: `${model.title} server`,
      description: `Serves ${model.title} behind the gateway`,
      annotations: {
        ...managedBy(modelLocation(model.id)),
        [MODEL_ID_ANNOTATION]: model.id,
        [MODEL_SOURCE_ANNOTATION]: model.source,
        [RHDH.category]: 'model-server',
        ...(model.simulated && { [SIMULATED_ANNOTATION]: 'true' }),
      },
    },
    spec: {
      type: MODEL_SERVER_ENTITY_TYPE,
      lifecycle: lifecycleOf(model),
      owner: model.owner,
      system: SYSTEM_REF,
      dependsOn: [modelEntityRef(model.id)],
      providesApis: [GATEWAY_API_REF],
    },
  };
}
