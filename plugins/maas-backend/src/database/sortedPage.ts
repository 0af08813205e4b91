import { isError } from '@backstage/errors';
import type { Knex } from 'knex';
import {
  decodeCursor,
  encodeCursor,
  foreignCursor,
  type PageResult,
} from '../http/page';
import { toCount } from './columns';

/** What a list is ordered by. @internal */
export interface Sorting {
  /** As REST names it; a dash before it turns the order around. */
  name: string;
  /** A column, or an expression in SQL, whose value is never null. */
  expression: string;
}

/**
 * One page of rows in some order; rows that are equal in it are in the order of their
 * ids. The next page begins after the last row of this one, so that rows which come and
 * go move no others from page to page.
 *
 * @param matching - makes a query for all rows of the list, with nothing selected
 * @param query - the page; its cursor is one that was made for the same order
 * @throws InputError where the cursor is of another list or order
 * @internal
 */
export async function sortedPage<TRow extends { id: string }>(
  knex: Knex,
  matching: () => Knex.QueryBuilder,
  query: { limit: number; cursor?: string; sorting: Sorting },
): Promise<PageResult<TRow>> {
  const { limit, cursor, sorting } = query;
  const descending = sorting.name.startsWith('-');
  const direction = descending ? 'DESC' : 'ASC';
  const { expression } = sorting;
  const page = matching()
    .select('*', { sort_value: knex.raw(`(${expression})`) })
    .orderByRaw(`(${expression}) ${direction}, id ${direction}`)
    .limit(limit + 1);
  if (cursor !== undefined) {
    const { value, id } = readCursor(cursor, sorting.name);
    const beyond = descending ? '<' : '>';
    page.andWhereRaw(`((${expression}), id) ${beyond} (?, ?)`, [value, id]);
  }
  const [rows, count] = await Promise.all([
    page,
    matching().count({ count: '*' }).first(),
  ]).catch(error => {
    throw cursor !== undefined && isOfAnotherType(error)
      ? foreignCursor()
      : error;
  });
  const items: Array<TRow & { sort_value: unknown }> = rows.slice(0, limit);
  const last = items[items.length - 1];
  return {
    items,
    totalItems: toCount(count),
    ...(rows.length > limit && {
      nextCursor: encodeCursor(
        JSON.stringify([sorting.name, last.sort_value, last.id]),
      ),
    }),
  };
}

/** PostgreSQL compares values of the cursor only with columns of their type. */
function isOfAnotherType(error: unknown): boolean {
  return isError(error) && /^22|^42883$/.test(String(error.code));
}

function readCursor(
  cursor: string,
  name: string,
): { value: string | number; id: string } {
  let place: unknown;
  try {
    place = JSON.parse(decodeCursor(cursor));
  } catch {
    throw foreignCursor();
  }
  if (!Array.isArray(place) || place.length !== 3) {
    throw foreignCursor();
  }
  const [order, value, id] = place;
  if (
    order !== name ||
    !['string', 'number'].includes(typeof value) ||
    !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(String(id))
  ) {
    throw foreignCursor();
  }
  return { value, id };
}
