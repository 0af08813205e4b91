import type { ModelRequestState } from '@openmaas/backstage-plugin-maas-common';
import type { Knex } from 'knex';
import { toDate } from '../database/columns';
import type { Transaction } from '../database/database';
import { isPostgres } from '../database/isPostgres';
import { sortedPage } from '../database/sortedPage';
import { groupBy } from '../util/groupBy';
import type {
  Decision,
  ListModelRequests,
  ModelRequestStore,
  StoredEvent,
  StoredJoin,
  StoredModelRequest,
} from './ModelRequestStore';
import {
  type EventRow,
  type JoinRow,
  lower,
  type RequestRow,
  searchTextOf,
  toRequest,
} from './rows';
import { OPEN_STATES } from './states';

/** The ids of requests are UUIDv7, whose order is the order of creation. */
const SORTED_BY = { created: 'id', wanted: 'wanted' } as const;

/**
 * {@link ModelRequestStore} on knex, SQLite and PostgreSQL alike.
 *
 * @internal
 */
export class DatabaseModelRequestStore implements ModelRequestStore {
  constructor(private readonly knex: Knex) {}

  async insert(request: StoredModelRequest, tx: Transaction) {
    await tx('model_requests').insert({
      id: request.id,
      state: request.state,
      model_id: request.modelId,
      title: request.title,
      source_kind: request.source.kind,
      source_uri: request.source.uri,
      source_key: request.source.key,
      team_ref: request.teamRef,
      requester_ref: request.requesterRef,
      payer_ref: request.payerRef,
      reason: request.reason,
      expected_use: request.expectedUse,
      tokens_per_month: request.tokensPerMonth,
      wanted: 1,
      search_text: searchTextOf(request),
      created_at: request.createdAt,
      idempotency_key: request.idempotencyKey,
      request_hash: request.requestHash,
    });
  }

  async find(ids: string[], tx?: Transaction) {
    const rows = await (tx ?? this.knex)<RequestRow>('model_requests').whereIn(
      'id',
      ids,
    );
    return this.withJoins(rows, tx);
  }

  async hold(id: string, tx: Transaction) {
    const query = tx<RequestRow>('model_requests').where({ id });
    // SQLite has one writer at a time anyway.
    const rows = await (isPostgres(tx) ? query.forUpdate() : query);
    const [request] = await this.withJoins(rows, tx);
    return request as StoredModelRequest | undefined;
  }

  async getByIdempotencyKey(
    requesterRef: string,
    idempotencyKey: string,
    tx?: Transaction,
  ) {
    const rows = await (tx ?? this.knex)<RequestRow>('model_requests').where({
      requester_ref: requesterRef,
      idempotency_key: idempotencyKey,
    });
    const [request] = await this.withJoins(rows, tx);
    return request as StoredModelRequest | undefined;
  }

  async findOpen(
    { modelId, sourceKey }: { modelId: string; sourceKey?: string },
    tx: Transaction,
  ) {
    const rows = await tx<RequestRow>('model_requests')
      .whereIn('state', OPEN_STATES)
      .andWhere(either => {
        either.where('model_id', modelId);
        if (sourceKey !== undefined) {
          either.orWhere('source_key', sourceKey);
        }
      })
      .orderBy('id')
      .limit(1);
    const [request] = await this.withJoins(rows, tx);
    return request as StoredModelRequest | undefined;
  }

  async names(states: ModelRequestState[]) {
    return this.knex<RequestRow>('model_requests')
      .whereIn('state', states)
      .orderBy('id', 'desc')
      .select('id', 'title', { modelId: 'model_id', uri: 'source_uri' });
  }

  async list(query: ListModelRequests) {
    const { limit, cursor, sort } = query;
    const column = sort.endsWith('wanted') ? 'wanted' : 'created';
    const page = await sortedPage<RequestRow>(
      this.knex,
      () => this.matching(query),
      { limit, cursor, sorting: { name: sort, expression: SORTED_BY[column] } },
    );
    return { ...page, items: await this.withJoins(page.items) };
  }

  async decide(id: string, decision: Decision, tx: Transaction) {
    await tx('model_requests')
      .where({ id })
      .update({
        state: decision.state,
        model_id: decision.modelId,
        decided_at: decision.decidedAt,
        decided_by: decision.decidedBy,
        decision_reason: decision.decisionReason ?? null,
      });
  }

  async addJoin(id: string, join: StoredJoin, tx: Transaction) {
    await tx('model_request_joins').insert({
      request_id: id,
      user_ref: join.userRef,
      team_ref: join.teamRef,
      joined_at: join.joinedAt,
      reason: join.reason,
      tokens_per_month: join.tokensPerMonth,
    });
    await tx('model_requests').where({ id }).increment('wanted', 1);
  }

  async removeJoin(id: string, userRef: string, tx: Transaction) {
    await tx('model_request_joins')
      .where({ request_id: id, user_ref: userRef })
      .delete();
    await tx('model_requests').where({ id }).decrement('wanted', 1);
  }

  async addEvent(event: StoredEvent, tx: Transaction) {
    await tx('model_request_events').insert({
      id: event.id,
      request_id: event.requestId,
      at: event.at,
      actor: event.actor,
      event: event.event,
      text: event.text,
      details: event.details && JSON.stringify(event.details),
    });
  }

  async events(id: string) {
    const rows = await this.knex<EventRow>('model_request_events')
      .where({ request_id: id })
      .orderBy('id');
    return rows.map(row => ({
      id: row.id,
      requestId: row.request_id,
      at: toDate(row.at),
      actor: row.actor,
      event: row.event,
      text: row.text ?? undefined,
      details: row.details === null ? undefined : JSON.parse(row.details),
    }));
  }

  private matching({ ofUser, states, search }: ListModelRequests) {
    const builder = this.knex<RequestRow>('model_requests');
    if (ofUser !== undefined) {
      builder.andWhere(mine =>
        mine
          .where('requester_ref', ofUser)
          .orWhereIn(
            'id',
            this.knex('model_request_joins')
              .where('user_ref', ofUser)
              .select('request_id'),
          ),
      );
    }
    if (states) {
      builder.whereIn('state', states);
    }
    for (const word of lower(search ?? '')
      .split(/\s+/)
      .filter(Boolean)) {
      const literal = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
      builder.andWhereRaw(
        `(search_text LIKE ? ESCAPE '\\' OR model_id LIKE ? ESCAPE '\\')`,
        [literal, literal],
      );
    }
    return builder;
  }

  private async withJoins(
    rows: RequestRow[],
    tx?: Transaction,
  ): Promise<StoredModelRequest[]> {
    const joins = await (tx ?? this.knex)<JoinRow>('model_request_joins')
      .whereIn(
        'request_id',
        rows.map(row => row.id),
      )
      .orderBy(['joined_at', 'user_ref']);
    const ofRequest = groupBy(joins, join => join.request_id);
    return rows.map(row => toRequest(row, ofRequest.get(row.id) ?? []));
  }
}
