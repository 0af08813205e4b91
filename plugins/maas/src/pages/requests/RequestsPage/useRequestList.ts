import { useApi } from '@backstage/core-plugin-api';
import type {
  AccessRequest,
  ListAccessRequestsQuery,
} from '@openmaas/backstage-plugin-maas-common';
import { useCallback } from 'react';
import { maasApiRef } from '../../../api';
import { useChanges } from '../../../hooks/useChanges';
import { type Live, useLive } from '../../../hooks/useLive';
import { type PagedList, usePagedList } from '../../../hooks/usePagedList';
import { LARGEST_PAGE } from '../../../utils/pages';
import type { RequestsView } from './useRequestsView';

/** For portals in which nothing tells of changes. */
const REFRESH_MS = 60_000;

const PAGE_SIZE = 50;

function queryOf(view: RequestsView): ListAccessRequestsQuery {
  const { scope, q, state, team, model, sort } = view;
  return {
    scope,
    search: q || undefined,
    state: state.length > 0 ? state : undefined,
    team,
    model,
    sort,
  };
}

/**
 * The requests that fit a view, page by page, kept up to date while they are looked at.
 *
 * @internal
 */
export function useRequestList(view: RequestsView): {
  list: PagedList<AccessRequest>;
  freshness: Live<void>;
} {
  const api = useApi(maasApiRef);
  // Views that ask for the same must not ask twice.
  const query = JSON.stringify(queryOf(view));
  const list = usePagedList<AccessRequest>(
    useCallback(
      (cursor, signal, missing) =>
        api.listAccessRequests(
          {
            ...(JSON.parse(query) as ListAccessRequestsQuery),
            limit: Math.min(Math.max(PAGE_SIZE, missing ?? 0), LARGEST_PAGE),
            cursor,
          },
          { signal },
        ),
      [api, query],
    ),
  );
  const freshness = useLive(list.refresh, REFRESH_MS);
  useChanges(['access-request'], freshness.retry);
  return { list, freshness };
}

/**
 * How many requests wait for the user's decision.
 *
 * @returns undefined until it is known
 * @internal
 */
export function useToDecide(): Live<number> {
  const api = useApi(maasApiRef);
  const count = useLive(
    useCallback(
      async signal =>
        (
          await api.listAccessRequests(
            { scope: 'to-decide', limit: 1 },
            { signal },
          )
        ).totalItems,
      [api],
    ),
    REFRESH_MS,
  );
  useChanges(['access-request'], count.retry);
  return count;
}
