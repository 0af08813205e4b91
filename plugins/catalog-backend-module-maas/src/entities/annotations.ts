import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
} from '@backstage/catalog-model';

/** Where the documentation of an entity is. @internal */
export const TECHDOCS_REF = 'backstage.io/techdocs-ref';

/** Red Hat Developer Hub's annotations of AI assets. @internal */
export const RHDH = {
  modelName: 'rhdh.modelcatalog.io/model-name',
  category: 'rhdh.io/ai-asset-category',
  source: 'rhdh.io/ai-asset-source',
  version: 'rhdh.io/ai-asset-version',
} as const;

/**
 * Annotations that every entity of the provider has: where it is managed.
 *
 * @param location - what it is in the control plane, such as `maas:models/<id>`
 * @internal
 */
export function managedBy(location: string): Record<string, string> {
  return {
    [ANNOTATION_LOCATION]: location,
    [ANNOTATION_ORIGIN_LOCATION]: location,
  };
}
