import { useApi } from '@backstage/core-plugin-api';
import type { Model } from '@openmaas/backstage-plugin-maas-common';
import { useCallback } from 'react';
import { maasApiRef } from '../../../api';
import { useLive } from '../../../hooks/useLive';
import { REFRESH_MS } from '../ModelsPage/useModelList';

/** The models that are chosen to be compared. @internal */
export interface ComparedModels {
  /** In the order in which they were chosen. */
  models: Model[];
  /** Ids of those that are not there. */
  gone: string[];
  loading: boolean;
  error?: unknown;
  retry(): void;
}

/**
 * Loads the models with these ids, whether the list shows them or not, and keeps them
 * up to date.
 *
 * @internal
 */
export function useComparedModels(ids: string[]): ComparedModels {
  const api = useApi(maasApiRef);
  const wanted = ids.join(',');
  const { value, loading, error, retry } = useLive<Model[]>(
    useCallback(
      async signal => {
        if (!wanted) {
          return [];
        }
        const query = { ids: wanted.split(',') };
        return (await api.listModels(query, { signal })).items;
      },
      [api, wanted],
    ),
    REFRESH_MS,
  );
  const found = new Map(value?.map(model => [model.id, model]));
  return {
    models: ids.flatMap(id => found.get(id) ?? []),
    gone: loading || error ? [] : ids.filter(id => !found.has(id)),
    loading,
    error,
    retry,
  };
}
