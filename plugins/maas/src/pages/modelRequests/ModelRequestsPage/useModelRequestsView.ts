import type {
  ListModelRequestsQuery,
  ModelRequestState,
} from '@openmaas/backstage-plugin-maas-common';
import { useCallback, useMemo } from 'react';
import {
  MODEL_REQUEST_STATES,
  TEXT_OF_MODEL_REQUEST_SORT,
} from '../../../utils/modelRequests';
import { useSearchParams } from '../../../hooks/useSearchParams';

/** What the control plane takes at most. @internal */
export const MAX_SEARCH_LENGTH = 200;

/** Which requests for models are shown, and in which order. @internal */
export interface ModelRequestsView {
  scope: 'all' | 'mine';
  /** Text that occurs in them. */
  q: string;
  state: ModelRequestState[];
  sort: keyof typeof TEXT_OF_MODEL_REQUEST_SORT;
}

/** Orders, the usual one first. @internal */
export const SORTS = Object.keys(TEXT_OF_MODEL_REQUEST_SORT) as Array<
  ModelRequestsView['sort']
>;

/** What the control plane is asked for a view. @internal */
export function queryOf(view: ModelRequestsView): ListModelRequestsQuery {
  const { scope, q, state, sort } = view;
  return {
    scope,
    search: q || undefined,
    state: state.length > 0 ? state : undefined,
    sort,
  };
}

/**
 * Which requests for models are shown, as the address says, so that a link, the way back
 * and a reload show the same. What it does not say, or says wrongly, has a default.
 *
 * @internal
 */
export function useModelRequestsView(): {
  view: ModelRequestsView;
  change: (changes: Partial<ModelRequestsView>) => void;
} {
  const [params, setParams] = useSearchParams();
  const view = useMemo<ModelRequestsView>(
    () => ({
      scope: params.get('scope') === 'mine' ? 'mine' : 'all',
      q: params.get('q')?.trim().slice(0, MAX_SEARCH_LENGTH) ?? '',
      state: MODEL_REQUEST_STATES.filter(state =>
        params.getAll('state').includes(state),
      ),
      sort: SORTS.find(sort => sort === params.get('sort')) ?? SORTS[0],
    }),
    [params],
  );
  const change = useCallback(
    (changes: Partial<ModelRequestsView>) =>
      setParams(before => {
        const after = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changes)) {
          after.delete(name);
          for (const one of [value].flat()) {
            if (one && one !== 'all' && one !== SORTS[0]) {
              after.append(name, one);
            }
          }
        }
        return after;
      }),
    [setParams],
  );
  return { view, change };
}
