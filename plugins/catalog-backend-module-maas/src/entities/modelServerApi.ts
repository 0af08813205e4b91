import type { Entity } from '@backstage/catalog-model';
import {
  MAAS_NAMESPACE,
  type Model,
} from '@openmaas/backstage-plugin-maas-common';
import type { CatalogOptions } from '../config';
import { managedBy, RHDH } from './annotations';
import { GATEWAY_API_NAME, SYSTEM_REF } from './refs';

/**
 * The gateway as Red Hat Developer Hub's AI catalog knows servers of models. That
 * product registers the kind itself.
 *
 * @param deployed - models that can be called
 * @internal
 */
export function createModelServerApi(
  deployed: Model[],
  { gatewayBaseUrl, owner }: CatalogOptions,
): Entity {
  const available = deployed.map(model => model.servedName);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'AiModelServerAPI',
    metadata: {
      name: GATEWAY_API_NAME,
      namespace: MAAS_NAMESPACE,
      title: 'LLM gateway',
      description:
        'The one address at which every model answers, for any client of the OpenAI API',
      annotations: {
        ...managedBy('maas:gateway'),
        [RHDH.category]: 'model-server',
      },
    },
    spec: {
      type: 'ai-model-server',
      lifecycle: 'production',
      owner,
      system: SYSTEM_REF,
      serverType: 'openai-v1',
      serverUrl: `${gatewayBaseUrl}/v1`,
      requiresApiKey: true,
      models: {
        discoverable: true,
        available,
        ...(available.length > 0 && { default: available[0] }),
      },
    },
  };
}
