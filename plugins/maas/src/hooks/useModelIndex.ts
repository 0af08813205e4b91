import { useApi } from '@backstage/core-plugin-api';
import type { Model } from '@openmaas/backstage-plugin-maas-common';
import { useCallback } from 'react';
import { maasApiRef } from '../api';
import { listAllModels, listModelsById } from '../utils/models';
import { useLoad } from './useLoad';

/** Models by id. @internal */
export type ModelIndex = ReadonlyMap<string, Model>;

const EMPTY: ModelIndex = new Map();

/**
 * Models by id, for titles and marks beside other things. Empty until they are there,
 * and where they cannot be loaded: ids stand in for titles then.
 *
 * @param ids - which models; all that there are, if left out
 * @internal
 */
export function useModelIndex(ids?: string[]): ModelIndex {
  const api = useApi(maasApiRef);
  // Lists that ask for the same must not ask twice.
  const wanted = ids && [...new Set(ids)].sort().join(' ');
  const { value } = useLoad<ModelIndex>(
    useCallback(
      async signal => {
        const models =
          wanted === undefined
            ? await listAllModels(api, {}, signal)
            : await listModelsById(
                api,
                wanted.split(' ').filter(Boolean),
                signal,
              );
        return new Map(models.map(model => [model.id, model]));
      },
      [api, wanted],
    ),
  );
  return value ?? EMPTY;
}
