import type { UsageFilter } from '@openmaas/backstage-plugin-maas-node';
import type { Knex } from 'knex';
import { toCount } from '../database/columns';
import { whereCriteria } from '../database/criteria';
import type { Transaction } from '../database/database';
import { insertRows } from '../database/insertRows';
import { isPostgres } from '../database/isPostgres';
import { pageOf } from '../http/page';
import { type EventRow, toEvent, toEventRow } from './eventRow';
import type { Period } from './ReportingCalendar';
import {
  DIMENSIONS,
  MEASURES,
  type Dimension,
  type Rollup,
  type StoredUsageEvent,
  type Sums,
  type SummedRow,
  type UsageScope,
  type UsageStore,
} from './UsageStore';

const DIMENSION_COLUMNS = {
  team: 'team_ref',
  key: 'key_id',
  maker: 'maker_ref',
  model: 'model_id',
  plan: 'plan',
} as const satisfies Record<Dimension, string>;

const MEASURE_COLUMNS = {
  requests: 'requests',
  failedRequests: 'failed_requests',
  estimatedRequests: 'estimated_requests',
  input: 'input_tokens',
  cachedInput: 'cached_input_tokens',
  output: 'output_tokens',
  reasoning: 'reasoning_tokens',
  cost: 'cost',
} as const satisfies Record<keyof Sums, string>;

const ADD_TO_ROLLUP = `ON CONFLICT (bucket, ${Object.values(
  DIMENSION_COLUMNS,
).join(', ')}) DO UPDATE SET ${Object.values(MEASURE_COLUMNS)
  .map(column => `${column} = usage_rollups.${column} + excluded.${column}`)
  .join(', ')}`;

/**
 * {@link UsageStore} on knex, SQLite and PostgreSQL alike. Rows are always written in
 * the order of their keys, so that batches at the same time wait for each other but
 * never in a circle.
 *
 * @internal
 */
export class DatabaseUsageStore implements UsageStore {
  constructor(private readonly knex: Knex) {}

  async insertNew(events: StoredUsageEvent[], tx: Transaction) {
    const rows = events.map(toEventRow).sort((a, b) => (a.id < b.id ? -1 : 1));
    const written = await insertRows<{ id: string }>(
      tx,
      'usage_events',
      rows,
      'ON CONFLICT (id) DO NOTHING RETURNING id',
    );
    return new Set(written.map(({ id }) => id));
  }

  async addToRollups(rollups: Rollup[], tx: Transaction) {
    const rows = rollups
      .map(({ bucket, group, sums }) => ({
        bucket: bucket.getTime(),
        ...toColumns(DIMENSION_COLUMNS, group),
        ...toColumns(MEASURE_COLUMNS, sums),
      }))
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    await insertRows(tx, 'usage_rollups', rows, ADD_TO_ROLLUP);
  }

  async sum(query: Parameters<UsageStore['sum']>[0]): Promise<SummedRow[]> {
    const { periods, groupBy, limit } = query;
    const dimensions = groupBy.map(name => DIMENSION_COLUMNS[name]);
    const rows: Array<Record<string, string>> = await this.knex('usage_rollups')
      .modify(isPostgres(this.knex) ? lookUpPeriod : joinPeriods, periods)
      .modify(whereScope, query)
      .groupBy('period', ...dimensions)
      .select(...dimensions)
      // As text: beyond 2^53 a number is not exact.
      .select(
        Object.values(MEASURE_COLUMNS).map(column =>
          this.knex.raw('CAST(SUM(??) AS TEXT) AS ??', [column, column]),
        ),
      )
      .limit(limit);
    return rows.map(row => ({
      start: periods[Number(row.period)].start,
      group: Object.fromEntries(
        groupBy.map(name => [name, row[DIMENSION_COLUMNS[name]]]),
      ),
      sums: Object.fromEntries(
        MEASURES.map(name => [name, BigInt(row[MEASURE_COLUMNS[name]])]),
      ) as Sums,
    }));
  }

  async listEvents(query: Parameters<UsageStore['listEvents']>[0]) {
    const matching = () =>
      this.knex<EventRow>('usage_events')
        .where('started_at', '>=', query.from)
        .andWhere('started_at', '<', query.to)
        .modify(whereScope, query);
    // By start and not by id: one index then finds a time, its order and its total.
    const page = this.exactly(matching())
      .orderBy([
        { column: 'started_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(query.limit + 1);
    if (query.after !== undefined) {
      const { startedAt, id } = readPlace(query.after);
      page
        .andWhere('started_at', '<=', startedAt)
        .andWhere(earlier =>
          earlier.where('started_at', '<', startedAt).orWhere('id', '<', id),
        );
    }
    const [rows, count] = await Promise.all([
      page,
      matching().count<{ count: number | string }>({ count: '*' }).first(),
    ]);
    return pageOf(
      (rows as EventRow[]).map(toEvent),
      toCount(count),
      query.limit,
      placeOf,
    );
  }

  async findEvent(id: string) {
    const row: EventRow | undefined = await this.exactly(
      this.knex<EventRow>('usage_events').where({ id }),
    ).first();
    return row && toEvent(row);
  }

  private exactly(query: Knex.QueryBuilder): Knex.QueryBuilder {
    return query.select('*', this.knex.raw('CAST(cost AS TEXT) AS exact_cost'));
  }
}

/**
 * Adds the number of the period that each rollup is in. A join by a range would compare
 * each rollup with each period.
 */
function lookUpPeriod(query: Knex.QueryBuilder, periods: Period[]): void {
  const starts = periods.map(({ from }) => from.getTime());
  query
    .select(
      query.client.raw('width_bucket(bucket, ?::bigint[]) - 1 AS period', [
        `{${starts}}`,
      ]),
    )
    .where('bucket', '>=', starts[0])
    .andWhere('bucket', '<', periods[periods.length - 1].to.getTime());
}

/** The same where there is no such look-up, but joins go by the index of rollups. */
function joinPeriods(query: Knex.QueryBuilder, periods: Period[]): void {
  // Numbers only, so nothing needs to be escaped or bound.
  const values = periods.map(
    ({ from, to }, period) => `(${period}, ${from.getTime()}, ${to.getTime()})`,
  );
  query
    .with(
      'periods',
      ['period', 'first_bucket', 'end_bucket'],
      query.client.raw(`VALUES ${values.join(', ')}`),
    )
    .join('periods', join =>
      join
        .on('usage_rollups.bucket', '>=', 'periods.first_bucket')
        .andOn('usage_rollups.bucket', '<', 'periods.end_bucket'),
    )
    .select('period');
}

/** Where an event is in the list of all. */
function placeOf({ startedAt, id }: StoredUsageEvent): string {
  return `${startedAt.getTime()}/${id}`;
}

function readPlace(place: string): { startedAt: Date; id: string } {
  const [startedAt, id] = place.split('/');
  return { startedAt: new Date(Number(startedAt)), id };
}

function whereScope(query: Knex.QueryBuilder, scope: UsageScope): void {
  for (const name of ['team', 'model', 'key'] as const) {
    const value = scope[name];
    if (value !== undefined) {
      query.andWhere(DIMENSION_COLUMNS[name], value);
    }
  }
  for (const [name, values] of Object.entries(scope.only ?? {})) {
    query.whereIn(DIMENSION_COLUMNS[name as Dimension], values);
  }
  if (scope.criteria) {
    whereCriteria<UsageFilter>(query, scope.criteria, (inner, { values }) => {
      inner.whereIn(DIMENSION_COLUMNS.team, values);
    });
  }
}

function toColumns<TName extends string>(
  columns: Record<TName, string>,
  values: Record<TName, string | bigint>,
): Record<string, string> {
  const names = Object.keys(columns) as TName[];
  return Object.fromEntries(
    names.map(name => [columns[name], String(values[name])]),
  );
}

function keyOf(row: Record<string, unknown>): string {
  return [
    row.bucket,
    ...DIMENSIONS.map(name => row[DIMENSION_COLUMNS[name]]),
  ].join('\n');
}
