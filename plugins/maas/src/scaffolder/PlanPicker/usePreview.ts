import { useApi } from '@backstage/core-plugin-api';
import type {
  AccessRequestPreview,
  CreateAccessRequest,
} from '@openmaas/backstage-plugin-maas-common';
import { useCallback } from 'react';
import { maasApiRef } from '../../api';
import { type Loaded, useLoad } from '../../hooks/useLoad';

/**
 * What would become of a request for a plan.
 *
 * @param models - ids
 * @returns no value where nothing can be said yet
 * @internal
 */
export function usePreview(
  plan: string,
  models: string[],
  team: string | undefined,
  data: string | undefined,
): Loaded<AccessRequestPreview | undefined> {
  const api = useApi(maasApiRef);
  const ids = models.join();
  return useLoad(
    useCallback(
      async signal =>
        team && ids
          ? api.previewAccessRequest(
              {
                team,
                models: ids.split(','),
                plan,
                // Nothing depends on it, but a request has to have one.
                purpose: '-',
                ...(data && { data: data as CreateAccessRequest['data'] }),
              },
              { signal },
            )
          : undefined,
      [api, team, ids, plan, data],
    ),
  );
}
