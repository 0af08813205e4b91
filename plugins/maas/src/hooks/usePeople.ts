import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import {
  catalogApiRef,
  entityPresentationSnapshot,
} from '@backstage/plugin-catalog-react';
import { useCallback } from 'react';
import { type Loaded, useLoad } from './useLoad';

/** A user to choose. @internal */
export interface PersonOption {
  /** Entity reference. */
  id: string;
  label: string;
  /** What tells people of the same name apart. */
  description: string;
}

/** Enough to find somebody by typing on. */
const MOST_FOUND = 20;

/**
 * The users of the catalog whose name has a text in it.
 *
 * @param text - empty for the first ones there are
 * @internal
 */
export function usePeople(text: string): Loaded<PersonOption[]> {
  const catalogApi = useApi(catalogApiRef);
  return useLoad(
    useCallback(async () => {
      const { items } = await catalogApi.queryEntities({
        filter: { kind: 'user' },
        fullTextFilter: {
          term: text,
          fields: [
            'metadata.name',
            'metadata.title',
            'spec.profile.displayname',
            'spec.profile.email',
          ],
        },
        orderFields: { field: 'metadata.name', order: 'asc' },
        fields: ['kind', 'metadata', 'spec.profile'],
        limit: MOST_FOUND,
      });
      return items.map(entity => ({
        id: stringifyEntityRef(entity),
        label: entityPresentationSnapshot(entity).primaryTitle,
        description: entity.metadata.name,
      }));
    }, [catalogApi, text]),
  );
}
