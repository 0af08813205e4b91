import {
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';

/**
 * Puts the criteria of a conditional permission decision into a query, so that lists
 * are filtered, counted and paged by the database.
 *
 * @param query - the query to narrow
 * @param criteria - filters, combined by all, any and not
 * @param apply - puts one filter into a query
 * @internal
 */
export function whereCriteria<TFilter>(
  query: Knex.QueryBuilder,
  criteria: PermissionCriteria<TFilter>,
  apply: (query: Knex.QueryBuilder, filter: TFilter) => void,
): void {
  if (isAndCriteria(criteria)) {
    for (const item of criteria.allOf) {
      query.andWhere(inner => whereCriteria(inner, item, apply));
    }
  } else if (isOrCriteria(criteria)) {
    query.andWhere(inner => {
      for (const item of criteria.anyOf) {
        inner.orWhere(branch => whereCriteria(branch, item, apply));
      }
    });
  } else if (isNotCriteria(criteria)) {
    query.whereNot(inner => whereCriteria(inner, criteria.not, apply));
  } else {
    apply(query, criteria);
  }
}
