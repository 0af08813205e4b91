import type { ApiEntity } from '@backstage/catalog-model';
import { MAAS_NAMESPACE } from '@openmaas/backstage-plugin-maas-common';
import { stringify } from 'yaml';
import type { CatalogOptions } from '../config';
import { createGatewayDefinition } from '../gatewayApi/definition';
import { managedBy } from './annotations';
import { GATEWAY_API_NAME, SYSTEM_REF } from './refs';

/** The API through which all models are called, with its definition. @internal */
export function createGatewayApi(options: CatalogOptions): ApiEntity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'API',
    metadata: {
      name: GATEWAY_API_NAME,
      namespace: MAAS_NAMESPACE,
      title: 'LLM gateway',
      description:
        'The one address at which every model answers, for any client of the OpenAI API',
      annotations: managedBy('maas:gateway'),
      tags: ['ai', 'openai'],
    },
    spec: {
      type: 'openapi',
      lifecycle: 'production',
      owner: options.owner,
      system: SYSTEM_REF,
      definition: stringify(createGatewayDefinition(options.gatewayBaseUrl), {
        aliasDuplicateObjects: false,
      }),
    },
  };
}
