import { useApi } from '@backstage/core-plugin-api';
import type {
  Grant,
  ListGrantsQuery,
} from '@openmaas/backstage-plugin-maas-common';
import { useCallback } from 'react';
import { maasApiRef } from '../../api';
import { useChanges } from '../../hooks/useChanges';
import { type Loaded, useLoad } from '../../hooks/useLoad';
import { LARGEST_PAGE, listAll } from '../../utils/pages';

/**
 * The grants of a team or for a model that the user may see and that are not over.
 *
 * @internal
 */
export function useGrants({
  team,
  model,
}: Pick<ListGrantsQuery, 'team' | 'model'>): Loaded<Grant[]> {
  const api = useApi(maasApiRef);
  const grants = useLoad(
    useCallback(
      signal =>
        listAll(cursor =>
          api.listGrants(
            { team, model, limit: LARGEST_PAGE, cursor },
            { signal },
          ),
        ),
      [api, team, model],
    ),
  );
  useChanges(['grant'], grants.reload);
  return grants;
}
