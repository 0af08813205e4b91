import type {
  AccessRequestState,
  GrantState,
} from '@openmaas/backstage-plugin-maas-common';
import type { Knex } from 'knex';
import { type StoredTime, toDate, toOptionalDate } from '../database/columns';
import { whereCriteria } from '../database/criteria';
import type { Transaction } from '../database/database';
import { inChunks } from '../database/inChunks';
import { isPostgres } from '../database/isPostgres';
import { newestFirst } from '../database/newestFirst';
import { pageOf } from '../http/page';
import type {
  AccessStore,
  ListRequestsQuery,
  StoredAccessRequest,
  StoredGrant,
  StoredRequestFilter,
} from './AccessStore';

interface RequestRow {
  id: string;
  team_ref: string;
  requester_ref: string;
  plan: string;
  purpose: string;
  expires_in_days: number;
  state: AccessRequestState;
  waits_for: string | null;
  key_id: string;
  created_at: StoredTime;
  decided_at: StoredTime | null;
  decided_by: string | null;
  decision_reason: string | null;
  idempotency_key: string | null;
  request_hash: string;
}

interface GrantRow {
  id: string;
  request_id: string;
  team_ref: string;
  model_id: string;
  plan: string;
  state: GrantState;
  activated_at: StoredTime | null;
  expires_at: StoredTime | null;
  ended_at: StoredTime | null;
}

/**
 * {@link AccessStore} on knex, SQLite and PostgreSQL alike.
 *
 * @internal
 */
export class DatabaseAccessStore implements AccessStore {
  constructor(private readonly knex: Knex) {}

  async lockTeam(teamRef: string, tx: Transaction) {
    // SQLite has one writer at a time anyway.
    if (isPostgres(tx)) {
      await tx.raw('SELECT pg_advisory_xact_lock(hashtextextended(?, 0))', [
        `maas/team/${teamRef}`,
      ]);
    }
  }

  async insert(request: StoredAccessRequest, tx: Transaction) {
    await tx('access_requests').insert({
      id: request.id,
      team_ref: request.teamRef,
      requester_ref: request.requesterRef,
      plan: request.plan,
      purpose: request.purpose,
      expires_in_days: request.expiresInDays,
      state: request.state,
      waits_for: request.waitsFor,
      key_id: request.keyId,
      created_at: request.createdAt,
      decided_at: request.decidedAt,
      decided_by: request.decidedBy,
      decision_reason: request.decisionReason,
      idempotency_key: request.idempotencyKey,
      request_hash: request.requestHash,
    });
    await tx('grants').insert(
      request.grants.map(grant => ({
        id: grant.id,
        request_id: grant.requestId,
        team_ref: grant.teamRef,
        model_id: grant.modelId,
        plan: grant.plan,
        state: grant.state,
        activated_at: grant.activatedAt,
        expires_at: grant.expiresAt,
        ended_at: grant.endedAt,
      })),
    );
  }

  async find(ids: string[], tx?: Transaction) {
    const rows = await (tx ?? this.knex)<RequestRow>('access_requests').whereIn(
      'id',
      ids,
    );
    return this.withGrants(rows, tx);
  }

  async getByIdempotencyKey(
    requesterRef: string,
    idempotencyKey: string,
    tx?: Transaction,
  ) {
    const row = await (tx ?? this.knex)<RequestRow>('access_requests')
      .where({ requester_ref: requesterRef, idempotency_key: idempotencyKey })
      .first();
    const [request] = await this.withGrants(row ? [row] : [], tx);
    return request as StoredAccessRequest | undefined;
  }

  async list(query: ListRequestsQuery) {
    const matching = () => {
      const builder = this.knex<RequestRow>('access_requests');
      if (query.criteria) {
        whereCriteria(builder, query.criteria, whereFilter);
      }
      if (query.requesterRef !== undefined) {
        builder.andWhere('requester_ref', query.requesterRef);
      }
      if (query.notRequesterRef !== undefined) {
        builder.andWhereNot('requester_ref', query.notRequesterRef);
      }
      if (query.state) {
        builder.andWhere('state', query.state);
      }
      return builder;
    };
    const { rows, totalItems } = await newestFirst<RequestRow>(matching, query);
    const requests = await this.withGrants(rows);
    return pageOf(requests, totalItems, query.limit, item => item.id);
  }

  async updateRequest(
    id: string,
    change: Parameters<AccessStore['updateRequest']>[1],
    tx: Transaction,
  ) {
    await tx('access_requests').where({ id }).update({
      state: change.state,
      decided_at: change.decidedAt,
      decided_by: change.decidedBy,
      decision_reason: change.decisionReason,
    });
  }

  async updateGrant(
    id: string,
    change: Parameters<AccessStore['updateGrant']>[1],
    tx: Transaction,
  ) {
    await tx('grants').where({ id }).update({
      state: change.state,
      activated_at: change.activatedAt,
      expires_at: change.expiresAt,
      ended_at: change.endedAt,
    });
    tx.policyChanges.note('grant', id);
  }

  async grants(query: Parameters<AccessStore['grants']>[0], tx?: Transaction) {
    const builder = (tx ?? this.knex)<GrantRow>('grants')
      .whereIn('state', query.states)
      .orderBy('id');
    if (query.teamRefs) {
      builder.whereIn('team_ref', query.teamRefs);
    }
    if (query.modelIds) {
      builder.whereIn('model_id', query.modelIds);
    }
    return (await builder).map(toGrant);
  }

  async findGrants(ids: string[]) {
    const rows = await inChunks(ids, chunk =>
      this.knex<GrantRow>('grants').whereIn('id', chunk).select(),
    );
    return rows.map(toGrant);
  }

  private async withGrants(
    rows: RequestRow[],
    tx?: Transaction,
  ): Promise<StoredAccessRequest[]> {
    const grants = await (tx ?? this.knex)<GrantRow>('grants')
      .whereIn(
        'request_id',
        rows.map(row => row.id),
      )
      .orderBy('id');
    return rows.map(row => ({
      id: row.id,
      teamRef: row.team_ref,
      requesterRef: row.requester_ref,
      plan: row.plan,
      purpose: row.purpose,
      expiresInDays: row.expires_in_days,
      state: row.state,
      waitsFor: row.waits_for ?? undefined,
      keyId: row.key_id,
      createdAt: toDate(row.created_at),
      decidedAt: toOptionalDate(row.decided_at),
      decidedBy: row.decided_by ?? undefined,
      decisionReason: row.decision_reason ?? undefined,
      idempotencyKey: row.idempotency_key ?? undefined,
      requestHash: row.request_hash,
      grants: grants.filter(grant => grant.request_id === row.id).map(toGrant),
    }));
  }
}

function toGrant(row: GrantRow): StoredGrant {
  return {
    id: row.id,
    requestId: row.request_id,
    teamRef: row.team_ref,
    modelId: row.model_id,
    plan: row.plan,
    state: row.state,
    activatedAt: toOptionalDate(row.activated_at),
    expiresAt: toOptionalDate(row.expires_at),
    endedAt: toOptionalDate(row.ended_at),
  };
}

function whereFilter(
  query: Knex.QueryBuilder,
  { key, values }: StoredRequestFilter,
): void {
  switch (key) {
    case 'team':
      query.whereIn('team_ref', values);
      break;
    case 'requester':
      query.whereIn('requester_ref', values);
      break;
    default:
      // Every model that is asked for is among these.
      query.whereNotExists(grants =>
        grants
          .from('grants')
          .whereRaw('?? = ??', ['grants.request_id', 'access_requests.id'])
          .whereNotIn('grants.model_id', values),
      );
  }
}
