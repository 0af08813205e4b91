import { useApi } from '@backstage/core-plugin-api';
import type { Model } from '@openmaas/backstage-plugin-maas-common';
import { useCallback } from 'react';
import { maasApiRef } from '../api';
import { listAllModels } from '../utils/models';
import { useLoad } from './useLoad';

/** Models by id. @internal */
export type ModelIndex = ReadonlyMap<string, Model>;

const EMPTY: ModelIndex = new Map();

/**
 * Models by id, for titles and marks beside other things. Empty until they are there,
 * and where they cannot be loaded: ids stand in for titles then.
 *
 * @internal
 */
export function useModelIndex(): ModelIndex {
  const api = useApi(maasApiRef);
  const { value } = useLoad<ModelIndex>(
    useCallback(
      async signal =>
        new Map(
          (await listAllModels(api, signal)).map(model => [model.id, model]),
        ),
      [api],
    ),
  );
  return value ?? EMPTY;
}
