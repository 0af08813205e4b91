import { useApi } from '@backstage/core-plugin-api';
import type {
  ApiKey,
  ListKeysQuery,
} from '@openmaas/backstage-plugin-maas-common';
import { useCallback, useEffect, useRef } from 'react';
import { maasApiRef } from '../../../api';
import { useChanges } from '../../../hooks/useChanges';
import { useLoad } from '../../../hooks/useLoad';
import { type PagedList, usePagedList } from '../../../hooks/usePagedList';
import { UNUSED_DAYS } from '../../../utils/keys';
import { LARGEST_PAGE } from '../../../utils/pages';

const PAGE_SIZE = 50;

/**
 * The keys that fit, page by page, and how many of all in the same scope nobody seems to
 * need; kept up to date without losing the reader's place.
 *
 * @internal
 */
export function useKeyList(wanted: ListKeysQuery): {
  list: PagedList<ApiKey>;
  /** Undefined until it is known. */
  unused?: number;
} {
  const api = useApi(maasApiRef);
  // Views that ask for the same must not ask twice.
  const query = JSON.stringify(wanted);
  const list = usePagedList<ApiKey>(
    useCallback(
      (cursor, signal, missing = 0) =>
        api.listKeys(
          {
            ...(JSON.parse(query) as ListKeysQuery),
            cursor,
            limit: Math.min(Math.max(PAGE_SIZE, missing), LARGEST_PAGE),
          },
          { signal },
        ),
      [api, query],
    ),
  );

  const { scope, team } = wanted;
  const { value: unused, reload: recount } = useLoad(
    useCallback(
      async signal => {
        const few = { scope, team, unusedDays: UNUSED_DAYS, limit: 1 };
        return (await api.listKeys(few, { signal })).totalItems;
      },
      [api, scope, team],
    ),
  );

  const refreshing = useRef<AbortController>();
  useEffect(() => () => refreshing.current?.abort(), []);
  useChanges(['api-key'], () => {
    refreshing.current?.abort();
    refreshing.current = new AbortController();
    // Where it fails, what is there is still what was asked for.
    list.refresh(refreshing.current.signal).catch(() => {});
    recount();
  });

  return { list, unused };
}
