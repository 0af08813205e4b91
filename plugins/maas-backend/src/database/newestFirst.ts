import type { Knex } from 'knex';
import type { PageQuery } from '../http/page';
import { toCount } from './columns';

/**
 * One page of rows whose ids are UUIDv7, so that their order is the order of creation.
 *
 * @param matching - makes a query for all rows of the list
 * @returns one row more than the page holds where there is a next one
 * @internal
 */
export async function newestFirst<TRow>(
  matching: () => Knex.QueryBuilder,
  { limit, after }: PageQuery,
): Promise<{ rows: TRow[]; totalItems: number }> {
  const page = matching()
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (after !== undefined) {
    page.andWhere('id', '<', after);
  }
  const [rows, count] = await Promise.all([
    page,
    matching().count({ count: '*' }).first(),
  ]);
  return { rows, totalItems: toCount(count) };
}
