import type { SystemEntity } from '@backstage/catalog-model';
import { MAAS_NAMESPACE } from '@openmaas/backstage-plugin-maas-common';
import type { CatalogOptions } from '../config';
import { managedBy } from './annotations';
import { SYSTEM_NAME } from './refs';

/** The system that models, their servers and the gateway belong to. @internal */
export function createSystem({ owner }: CatalogOptions): SystemEntity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: {
      name: SYSTEM_NAME,
      namespace: MAAS_NAMESPACE,
      title: 'Models as a Service',
      description:
        'AI models that are deployed once, on shared GPUs, and used by every team through an API key',
      annotations: managedBy('maas:models'),
    },
    spec: { owner },
  };
}
