import type {
  Facet,
  ModelFacets,
} from '@openmaas/backstage-plugin-maas-common';
import { allModalities } from './modelFilter';
import type { DirectoryModel } from './presentation';

/** What models can be told apart by, most frequent values first. @internal */
export function facetsOf(models: DirectoryModel[]): ModelFacets {
  return {
    capability: countsOf(models, model => new Set(model.capabilities)),
    modality: countsOf(models, allModalities),
    provider: countsOf(models, model => optional(model.provider)),
    license: countsOf(models, model => optional(model.license)),
    state: countsOf(models, model => [model.status.state]),
  };
}

function countsOf(
  models: DirectoryModel[],
  valuesOf: (model: DirectoryModel) => Iterable<string>,
): Facet[] {
  const counts = new Map<string, number>();
  for (const model of models) {
    for (const value of valuesOf(model)) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

function optional(value: string | undefined): string[] {
  return value === undefined ? [] : [value];
}
