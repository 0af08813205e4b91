import type { Knex } from 'knex';
import type { Transaction } from '../database/database';
import { sortedPage } from '../database/sortedPage';
import { groupBy } from '../util/groupBy';
import type {
  AccessStore,
  ListRequestsQuery,
  RequestOrder,
  StoredAccessRequest,
  StoredEvent,
} from './AccessStore';
import { grantsOfRequests } from './DatabaseGrantStore';
import type { GrantStore } from './GrantStore';
import { ORDER_COLUMNS, whereListed } from './requestQuery';
import {
  changingColumns,
  eventRow,
  type EventRow,
  fixedColumns,
  type RequestRow,
  stepColumns,
  type StepModelRow,
  type StepRow,
  toEvent,
  toRequest,
  toStep,
} from './requestRows';
import { OPEN_REQUEST_STATES } from './states';

/**
 * {@link AccessStore} on knex, SQLite and PostgreSQL alike.
 *
 * @internal
 */
export class DatabaseAccessStore implements AccessStore {
  constructor(
    private readonly knex: Knex,
    private readonly grants: Pick<GrantStore, 'insert'>,
  ) {}

  async insert(request: StoredAccessRequest, tx: Transaction) {
    await tx('access_requests').insert({
      ...fixedColumns(request),
      ...changingColumns(request),
    });
    await this.grants.insert(request.grants, tx);
    for (const [position, step] of request.steps.entries()) {
      const place = { request_id: request.id, position };
      await tx('access_request_steps').insert({
        ...place,
        ...stepColumns(step),
      });
      await tx('access_request_step_models').insert(
        step.models.map(model => ({ ...place, model_id: model })),
      );
    }
  }

  async find(ids: string[], tx?: Transaction) {
    const rows = await (tx ?? this.knex)<RequestRow>('access_requests').whereIn(
      'id',
      ids,
    );
    return this.whole(rows, tx);
  }

  async getByIdempotencyKey(
    requesterRef: string,
    idempotencyKey: string,
    tx?: Transaction,
  ) {
    const row = await (tx ?? this.knex)<RequestRow>('access_requests')
      .where({ requester_ref: requesterRef, idempotency_key: idempotencyKey })
      .first();
    const [request] = await this.whole(row ? [row] : [], tx);
    return request as StoredAccessRequest | undefined;
  }

  async list(query: ListRequestsQuery, now: Date) {
    const matching = () =>
      this.knex<RequestRow>('access_requests').modify(builder =>
        whereListed(builder, query, now),
      );
    const order = query.sort.replace(/^-/, '') as RequestOrder;
    const page = await sortedPage<RequestRow>(this.knex, matching, {
      limit: query.limit,
      cursor: query.cursor,
      sorting: { name: query.sort, expression: ORDER_COLUMNS[order] },
    });
    return { ...page, items: await this.whole(page.items) };
  }

  async save(request: StoredAccessRequest, tx: Transaction) {
    await tx('access_requests')
      .where({ id: request.id })
      .update(changingColumns(request));
    // What is open closes before the next one opens.
    const inOrder = [...request.steps.entries()].sort(
      ([, a], [, b]) => Number(a.state === 'open') - Number(b.state === 'open'),
    );
    for (const [position, step] of inOrder) {
      await tx('access_request_steps')
        .where({ request_id: request.id, position })
        .update(stepColumns(step));
    }
  }

  async addEvent(event: StoredEvent, tx: Transaction) {
    await tx('access_request_events').insert(eventRow(event));
  }

  async events(requestId: string, tx?: Transaction) {
    const rows = await (tx ?? this.knex)<EventRow>('access_request_events')
      .where({ request_id: requestId })
      .orderBy(['at', 'id']);
    return rows.map(toEvent);
  }

  async openIds({
    after,
    decideBefore,
    limit,
  }: Parameters<AccessStore['openIds']>[0]) {
    const builder = this.knex<RequestRow>('access_requests')
      .whereIn('state', OPEN_REQUEST_STATES)
      .orderBy('id')
      .limit(limit);
    if (after !== undefined) {
      builder.andWhere('id', '>', after);
    }
    if (decideBefore) {
      builder.andWhere('decide_by', '<=', decideBefore);
    }
    return builder.pluck('id');
  }

  async openFor(teamRef: string, modelIds: string[], now: Date) {
    const rows: Array<{ model_id: string; request_id: string }> =
      await this.knex('grants')
        .join('access_requests', 'access_requests.id', 'grants.request_id')
        .where('grants.team_ref', teamRef)
        .whereIn('grants.model_id', modelIds)
        .where('grants.state', 'pending')
        .whereIn('access_requests.state', OPEN_REQUEST_STATES)
        .where('access_requests.decide_by', '>', now)
        .orderBy('grants.id')
        .select('grants.model_id', 'grants.request_id');
    return new Map(rows.map(row => [row.model_id, row.request_id]));
  }

  private async whole(
    rows: RequestRow[],
    tx?: Transaction,
  ): Promise<StoredAccessRequest[]> {
    const ids = rows.map(row => row.id);
    const knex = tx ?? this.knex;
    const [grants, steps, models] = await Promise.all([
      grantsOfRequests(knex, ids),
      knex<StepRow>('access_request_steps')
        .whereIn('request_id', ids)
        .orderBy('position'),
      knex<StepModelRow>('access_request_step_models')
        .whereIn('request_id', ids)
        .orderBy('model_id'),
    ]);
    const grantsOf = groupBy(grants, grant => grant.requestId);
    const stepsOf = groupBy(steps, step => step.request_id);
    const modelsOf = groupBy(
      models,
      model => `${model.request_id}/${model.position}`,
    );
    return rows.map(row =>
      toRequest(
        row,
        grantsOf.get(row.id) ?? [],
        (stepsOf.get(row.id) ?? []).map(step =>
          toStep(
            step,
            (modelsOf.get(`${row.id}/${step.position}`) ?? []).map(
              model => model.model_id,
            ),
          ),
        ),
      ),
    );
  }
}
