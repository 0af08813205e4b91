import type { Page } from '@openmaas/backstage-plugin-maas-common';
import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * Asks for one page of a list.
 *
 * @param cursor - where it begins; undefined for the first one
 * @param missing - how many items are wanted, where it replaces some that are there
 */
type LoadPage<T> = (
  cursor: string | undefined,
  signal: AbortSignal,
  missing?: number,
) => Promise<Page<T>>;

interface State<T> {
  /** What the items come from. */
  source?: LoadPage<T>;
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
  /**
   * Asks again for as much as is there, and puts it in its place at once. Does nothing
   * while something is loaded, since that is as new.
   */
  refresh(signal: AbortSignal): Promise<void>;
  /** Puts a newer version of an item in its place. */
  replace(item: T): void;
}

/** Adds a page to a list whose order may have changed since. */
function append<T extends { id: string }>(items: T[], more: T[]): T[] {
  const known = new Set(items.map(({ id }) => id));
  return [...items, ...more.filter(({ id }) => !known.has(id))];
}

/**
 * Loads a list by cursor; it starts anew whenever the function changes, and keeps what
 * it shows until the new first page is there.
 *
 * @param loadPage - made with `useCallback`
 * @internal
 */
export function usePagedList<T extends { id: string }>(
  loadPage: LoadPage<T>,
): PagedList<T> {
  const [state, setState] = useState<State<T>>({
    totalItems: 0,
    loading: true,
  });
  const running = useRef<AbortController>();
  const busy = useRef(false);
  const shown = useRef(0);
  shown.current = state.items?.length ?? 0;

  const load = useCallback(
    async (cursor: string | undefined) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      busy.current = true;
      setState(before => ({ ...before, loading: true, error: undefined }));
      try {
        const page = await loadPage(cursor, controller.signal);
        if (!controller.signal.aborted) {
          busy.current = false;
          setState(before => ({
            source: loadPage,
            items: cursor ? append(before.items ?? [], page.items) : page.items,
            totalItems: page.totalItems,
            nextCursor: page.nextCursor,
            loading: false,
          }));
        }
      } catch (error) {
        if (!controller.signal.aborted) {
          busy.current = false;
          // What answers another question must not pass for an answer to this one.
          setState(before =>
            before.source === loadPage
              ? { ...before, loading: false, error }
              : { totalItems: 0, loading: false, error },
          );
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

  const refresh = useCallback(
    async (signal: AbortSignal) => {
      if (busy.current || signal.aborted) {
        return;
      }
      const controller = new AbortController();
      signal.addEventListener('abort', () => controller.abort());
      running.current = controller;
      const wanted = shown.current;
      try {
        let page: Page<T> | undefined;
        let items: T[] = [];
        do {
          const missing = wanted - items.length;
          page = await loadPage(page?.nextCursor, controller.signal, missing);
          items = append(items, page.items);
        } while (page.nextCursor && items.length < wanted);
        const { totalItems, nextCursor } = page;
        if (!controller.signal.aborted) {
          const source = loadPage;
          setState({ source, items, totalItems, nextCursor, loading: false });
        }
      } catch (error) {
        if (!controller.signal.aborted) {
          throw error;
        }
      }
    },
    [loadPage],
  );

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
    refresh,
    replace,
  };
}
