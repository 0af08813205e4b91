import type { Page } from '@openmaas/backstage-plugin-maas-common';

/** Most items that one page of a list may have. @internal */
export const LARGEST_PAGE = 500;

/**
 * Goes through all pages of a list.
 *
 * @param loadPage - asks for the page that begins at a cursor
 * @throws what `loadPage` throws
 * @internal
 */
export async function listAll<T>(
  loadPage: (cursor: string | undefined) => Promise<Page<T>>,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await loadPage(cursor);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return items;
}
