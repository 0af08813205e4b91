import { useApi } from '@backstage/core-plugin-api';
import type {
  ListModelsQuery,
  Model,
} from '@openmaas/backstage-plugin-maas-common';
import { useCallback } from 'react';
import { maasApiRef } from '../../../api';
import { type Live, useLive } from '../../../hooks/useLive';
import { type PagedList, usePagedList } from '../../../hooks/usePagedList';
import { priceNanos } from '../../../utils/modelFilters';
import { LARGEST_PAGE } from '../../../utils/pages';
import type { ModelFilter, ModelsView } from './useModelsView';

/** Milliseconds after which the page asks again how things are. @internal */
export const REFRESH_MS = 30_000;

/** The first page is to be there soon; who asks for more wants many. */
const FIRST_PAGE_SIZE = 24;
const PAGE_SIZE = 50;

function queryOf(view: ModelFilter & Pick<ModelsView, 'sort'>) {
  const listOf = <T>(values: T[]) => (values.length > 0 ? values : undefined);
  const query: ListModelsQuery = {
    search: view.q || undefined,
    capability: listOf(view.capability),
    state: listOf(view.state),
    modality: listOf(view.modality),
    provider: listOf(view.provider),
    license: listOf(view.license),
    minContext: view.minContext,
    maxInputPrice: priceNanos(view.maxInput),
    maxOutputPrice: priceNanos(view.maxOutput),
    mine: view.mine || undefined,
    hidden: view.hidden || undefined,
    sort: view.sort,
  };
  return query;
}

/**
 * The models that fit a view, page by page, kept up to date while they are looked at.
 *
 * @internal
 */
export function useModelList(view: ModelFilter & Pick<ModelsView, 'sort'>): {
  list: PagedList<Model>;
  freshness: Live<void>;
} {
  const api = useApi(maasApiRef);
  // Views that ask for the same must not ask twice.
  const query = JSON.stringify(queryOf(view));
  const list = usePagedList<Model>(
    useCallback(
      (cursor, signal, missing) => {
        const size = cursor ? PAGE_SIZE : FIRST_PAGE_SIZE;
        const limit = Math.min(Math.max(size, missing ?? 0), LARGEST_PAGE);
        return api.listModels(
          { ...(JSON.parse(query) as ListModelsQuery), cursor, limit },
          { signal },
        );
      },
      [api, query],
    ),
  );
  return { list, freshness: useLive(list.refresh, REFRESH_MS) };
}
