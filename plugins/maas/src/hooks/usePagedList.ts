import type { Page } from '@openmaas/backstage-plugin-maas-common';
import { useCallback, useEffect, useRef, useState } from 'react';

interface State<T> {
  items?: T[];
  totalItems: number;
  nextCursor?: string;
  loading: boolean;
  error?: unknown;
}

/** A list that grows page by page. @internal */
export interface PagedList<T> {
  /** What has come so far; undefined until the first page is there. */
  items?: T[];
  totalItems: number;
  hasMore: boolean;
  loading: boolean;
  error?: unknown;
  loadMore(): void;
  /** After an error: tries again what failed. Else: starts anew. */
  reload(): void;
  /** Puts a newer version of an item in its place. */
  replace(item: T): void;
}

/**
 * Loads a list by cursor; it starts anew whenever the function changes, and keeps what
 * it shows until the new first page is there.
 *
 * @param loadPage - made with `useCallback`
 * @internal
 */
export function usePagedList<T extends { id: string }>(
  loadPage: (
    cursor: string | undefined,
    signal: AbortSignal,
  ) => Promise<Page<T>>,
): PagedList<T> {
  const [state, setState] = useState<State<T>>({
    totalItems: 0,
    loading: true,
  });
  const running = useRef<AbortController>();

  const load = useCallback(
    async (cursor: string | undefined) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      setState(before => ({ ...before, loading: true, error: undefined }));
      try {
        const page = await loadPage(cursor, controller.signal);
        if (!controller.signal.aborted) {
          setState(before => ({
            items: cursor
              ? [...(before.items ?? []), ...page.items]
              : page.items,
            totalItems: page.totalItems,
            nextCursor: page.nextCursor,
            loading: false,
          }));
        }
      } catch (error) {
        if (!controller.signal.aborted) {
          setState(before => ({ ...before, loading: false, error }));
        }
      }
    },
    [loadPage],
  );

  useEffect(() => {
    setState(before => ({ ...before, nextCursor: undefined }));
    load(undefined);
    return () => running.current?.abort();
  }, [load]);

  const { items, totalItems, nextCursor, loading, error } = state;
  const loadMore = useCallback(() => {
    load(nextCursor);
  }, [load, nextCursor]);
  const reload = useCallback(() => {
    load(error ? nextCursor : undefined);
  }, [load, error, nextCursor]);
  const replace = useCallback((item: T) => {
    setState(before => ({
      ...before,
      items: before.items?.map(old => (old.id === item.id ? item : old)),
    }));
  }, []);

  return {
    items,
    totalItems,
    hasMore: nextCursor !== undefined,
    loading,
    error,
    loadMore,
    reload,
    replace,
  };
}
