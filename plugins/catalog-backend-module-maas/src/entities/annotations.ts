import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
} from '@backstage/catalog-model';

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
 * @param target - what it is in the control plane, such as `models/<id>`
 * @internal
 */
export function managedBy(target: string): Record<string, string> {
  const location = `maas:${target}`;
  return {
    [ANNOTATION_LOCATION]: location,
    [ANNOTATION_ORIGIN_LOCATION]: location,
  };
}
