import type {
  ModelDefinition,
  ModelSource,
} from '@openmaas/backstage-plugin-maas-node';

/** A source that says just this. */
export function sourceOf(
  name: string,
  ...models: ModelDefinition[]
): ModelSource {
  return { name, read: async () => ({ models, faults: [] }) };
}

/** A model of the group ml, with as little as there may be. */
export function definitionOf(
  id: string,
  extra: Partial<ModelDefinition> = {},
): ModelDefinition {
  return {
    id,
    owner: 'group:default/ml',
    prices: {},
    endpoints: [],
    ...extra,
  };
}
