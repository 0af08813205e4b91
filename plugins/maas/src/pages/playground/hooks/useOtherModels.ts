import { useApi } from '@backstage/core-plugin-api';
import type { Model } from '@openmaas/backstage-plugin-maas-common';
import { useCallback } from 'react';
import { maasApiRef } from '../../../api';
import { useLoad } from '../../../hooks/useLoad';

const NONE: Model[] = [];

/**
 * Models that a link names, and that none of the user's teams can call.
 *
 * @param ids - the same array as long as they are the same
 * @returns those that there are; none until they are loaded
 * @internal
 */
export function useOtherModels(ids: string[]): Model[] {
  const api = useApi(maasApiRef);
  const { value } = useLoad(
    useCallback(
      async (signal: AbortSignal) =>
        ids.length === 0
          ? NONE
          : (await api.listModels({ ids, limit: ids.length }, { signal }))
              .items,
      [api, ids],
    ),
  );
  return value ?? NONE;
}
