import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import {
  catalogApiRef,
  entityPresentationSnapshot,
} from '@backstage/plugin-catalog-react';
import { useCallback } from 'react';
import { useLoad } from './useLoad';

/** A group to choose. @internal */
export interface GroupOption {
  /** Entity reference. */
  id: string;
  label: string;
}

const NONE: GroupOption[] = [];

/**
 * The groups of the catalog, by name. None until they are there, and where they cannot be
 * loaded.
 *
 * @internal
 */
export function useGroups(): GroupOption[] {
  const catalogApi = useApi(catalogApiRef);
  const { value } = useLoad(
    useCallback(async () => {
      const { items } = await catalogApi.getEntities({
        filter: { kind: 'group' },
        fields: ['kind', 'metadata', 'spec.profile'],
      });
      return items
        .map(entity => ({
          id: stringifyEntityRef(entity),
          label: entityPresentationSnapshot(entity).primaryTitle,
        }))
        .sort((one, other) => one.label.localeCompare(other.label));
    }, [catalogApi]),
  );
  return value ?? NONE;
}
