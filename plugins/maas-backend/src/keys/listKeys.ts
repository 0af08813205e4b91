import type { KeyState } from '@openmaas/backstage-plugin-maas-common';
import type { ApiKeyFilter } from '@openmaas/backstage-plugin-maas-node';
import type { Knex } from 'knex';
import { whereCriteria } from '../database/criteria';
import { isPostgres } from '../database/isPostgres';
import { sortedPage, type Sorting } from '../database/sortedPage';
import type { PageResult } from '../http/page';
import { type KeyRow, lower, toKey } from './keyRows';
import type { KeyOrder, KeyQuery, KeyStore, StoredKey } from './KeyStore';

/**
 * One page of keys in some order.
 *
 * @internal
 */
export async function listKeys(
  knex: Knex,
  query: Parameters<KeyStore['list']>[0],
): Promise<PageResult<StoredKey>> {
  const { at, limit, cursor, sort } = query;
  const withUses = query.unusedSince !== undefined || /used$/.test(sort);
  const page = await sortedPage<KeyRow>(
    knex,
    () => matchingKeys(knex, query, at, withUses),
    { limit, cursor, sorting: sortingBy(sort, isPostgres(knex)) },
  );
  return { ...page, items: page.items.map(toKey) };
}

/** All keys that a query asks for, with their latest calls where these are wanted. */
function matchingKeys(
  knex: Knex,
  query: KeyQuery,
  at: Date,
  withUses: boolean,
): Knex.QueryBuilder {
  const builder: Knex.QueryBuilder = withUses
    ? knex.from(keysWithUses(knex))
    : knex.from('api_keys');
  const { criteria, makerRef, teamRef, states, unusedSince, search } = query;
  if (criteria) {
    whereCriteria(builder, criteria, whereFilter);
  }
  if (makerRef !== undefined) {
    builder.andWhere('maker_ref', makerRef);
  }
  if (teamRef !== undefined) {
    builder.andWhere('team_ref', teamRef);
  }
  if (!query.withPlayground) {
    builder.andWhere('kind', 'standard');
  }
  if (states) {
    whereStates(builder, states, at);
  }
  if (unusedSince) {
    whereUnused(builder, unusedSince, at);
  }
  for (const word of lower(search ?? '')
    .split(/\s+/)
    .filter(Boolean)) {
    builder.andWhereRaw(`search_text LIKE ? ESCAPE '!'`, [
      `%${word.replace(/[!%_]/g, '!$&')}%`,
    ]);
  }
  return builder;
}

/** Keys beside their latest calls, as a table. @internal */
export function keysWithUses(knex: Knex): Knex.QueryBuilder {
  return knex('api_keys')
    .leftJoin('api_key_uses', 'api_key_uses.key_id', 'api_keys.id')
    .select('api_keys.*', 'api_key_uses.used_at')
    .as('keys_with_uses');
}

/** Only active keys without a call since a time; needs their latest calls. @internal */
export function whereUnused(
  query: Knex.QueryBuilder,
  since: Date,
  at: Date,
): void {
  whereStates(query, ['active'], at);
  query.andWhereRaw('COALESCE(used_at, revealed_at) <= ?', [since]);
}

/** Says in SQL what keyStateAt says. */
function whereStates(
  query: Knex.QueryBuilder,
  states: KeyState[],
  at: Date,
): void {
  query.andWhere(any => {
    for (const state of states) {
      any.orWhere(one => whereState(one, state, at));
    }
  });
}

function whereState(query: Knex.QueryBuilder, state: KeyState, at: Date): void {
  if (state === 'revoked') {
    query.whereNotNull('revoked_at');
    return;
  }
  query.whereNull('revoked_at');
  if (state === 'expired') {
    query.andWhere('expires_at', '<=', at);
    return;
  }
  query.andWhere(living =>
    living.whereNull('expires_at').orWhere('expires_at', '>', at),
  );
  if (state === 'waiting') {
    query.whereNull('ready_at');
    return;
  }
  query.whereNotNull('ready_at');
  if (state === 'suspended') {
    query.andWhere(held =>
      held.whereNotNull('suspended_at').orWhereNotNull('stopped_at'),
    );
    return;
  }
  query.whereNull('suspended_at').whereNull('stopped_at');
  if (state === 'active') {
    query.whereNotNull('revealed_at');
  } else {
    query.whereNull('revealed_at');
  }
}

/** What has no end, or was never used, comes last whichever way the list goes. */
function sortingBy(sort: string, postgres: boolean): Sorting {
  const descending = sort.startsWith('-');
  // As the indexes have them.
  const [late, early] = postgres
    ? [`'3000-01-01T00:00:00Z'`, `'1970-01-01T00:00:00Z'`]
    : ['32503680000000', '0'];
  const last = descending ? early : late;
  const expressions: Record<KeyOrder, string> = {
    // UUIDv7: their order is the order of creation.
    created: 'id',
    name: 'LOWER(name)',
    team: 'team_ref',
    expires: `COALESCE(expires_at, ${last})`,
    used: `COALESCE(used_at, ${last})`,
  };
  const order = sort.replace(/^-/, '') as KeyOrder;
  return { name: sort, expression: expressions[order] };
}

function whereFilter(
  query: Knex.QueryBuilder,
  { key, values }: ApiKeyFilter,
): void {
  // teamOwner has become the teams themselves before.
  query.whereIn(key === 'maker' ? 'maker_ref' : 'team_ref', values);
}
