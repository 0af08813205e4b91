import type { GrantState } from '@openmaas/backstage-plugin-maas-common';
import type { Knex } from 'knex';
import { type StoredTime, toOptionalDate } from '../database/columns';
import { whereCriteria } from '../database/criteria';
import type { Transaction } from '../database/database';
import { inChunks } from '../database/inChunks';
import { newestFirst } from '../database/newestFirst';
import { pageOf } from '../http/page';
import type { StoredGrant } from './AccessStore';
import type {
  GrantStore,
  ListGrantsQuery,
  StoredGrantFilter,
} from './GrantStore';
import { LIVE_GRANT_STATES } from './states';

interface GrantRow {
  id: string;
  request_id: string | null;
  team_ref: string;
  model_id: string;
  plan: string;
  state: GrantState;
  monthly_budget: string | null;
  activated_at: StoredTime | null;
  expires_at: StoredTime | null;
  ended_at: StoredTime | null;
  suspended_by: string | null;
  reason: string | null;
  reminders: number;
}

/**
 * {@link GrantStore} on knex, SQLite and PostgreSQL alike.
 *
 * @internal
 */
export class DatabaseGrantStore implements GrantStore {
  constructor(private readonly knex: Knex) {}

  async insert(grants: StoredGrant[], tx: Transaction) {
    await tx('grants').insert(
      grants.map(grant => ({
        id: grant.id,
        request_id: grant.requestId ?? null,
        team_ref: grant.teamRef,
        model_id: grant.modelId,
        ...changing(grant),
      })),
    );
    const live = grants.filter(({ state }) =>
      LIVE_GRANT_STATES.includes(state),
    );
    tx.policyChanges.note('grant', ...live.map(({ id }) => id));
  }

  async save(grant: StoredGrant, tx: Transaction) {
    await tx('grants').where({ id: grant.id }).update(changing(grant));
    if (grant.state !== 'pending') {
      tx.policyChanges.note('grant', grant.id);
    }
  }

  async grants(query: Parameters<GrantStore['grants']>[0], tx?: Transaction) {
    const builder = (tx ?? this.knex)<GrantRow>('grants')
      .whereIn('state', query.states)
      .orderBy('id');
    if (query.teamRefs) {
      builder.whereIn('team_ref', query.teamRefs);
    }
    if (query.modelIds) {
      builder.whereIn('model_id', query.modelIds);
    }
    if (query.withBudget) {
      builder.whereNotNull('monthly_budget');
    }
    return (await builder).map(toGrant);
  }

  async find(ids: string[], tx?: Transaction) {
    const rows = await inChunks(ids, chunk =>
      (tx ?? this.knex)<GrantRow>('grants').whereIn('id', chunk).select(),
    );
    return rows.map(toGrant);
  }

  async list(query: ListGrantsQuery, now: Date) {
    const matching = () => {
      const builder = this.knex<GrantRow>('grants');
      whereState(builder, query.states, now);
      if (query.criteria) {
        whereCriteria(builder, query.criteria, whereFilter);
      }
      if (query.teamRef !== undefined) {
        builder.andWhere('team_ref', query.teamRef);
      }
      if (query.modelId !== undefined) {
        builder.andWhere('model_id', query.modelId);
      }
      return builder;
    };
    const { rows, totalItems } = await newestFirst<GrantRow>(matching, query);
    return pageOf(rows.map(toGrant), totalItems, query.limit, ({ id }) => id);
  }

  async ending(query: Parameters<GrantStore['ending']>[0]) {
    const rows = await this.knex<GrantRow>('grants')
      .whereIn('state', LIVE_GRANT_STATES)
      .andWhere('expires_at', '<=', query.before)
      .andWhere('reminders', '<', query.reminders)
      .orderBy('id')
      .limit(query.limit);
    return rows.map(toGrant);
  }
}

/** Grants of requests, by the ids of these. @internal */
export async function grantsOfRequests(
  knex: Knex,
  requestIds: string[],
): Promise<StoredGrant[]> {
  const rows = await knex<GrantRow>('grants')
    .whereIn('request_id', requestIds)
    .orderBy('id');
  return rows.map(toGrant);
}

function changing(grant: StoredGrant) {
  return {
    plan: grant.plan,
    state: grant.state,
    monthly_budget: grant.monthlyBudget?.toString() ?? null,
    activated_at: grant.activatedAt ?? null,
    expires_at: grant.expiresAt ?? null,
    ended_at: grant.endedAt ?? null,
    suspended_by: grant.suspendedBy ?? null,
    reason: grant.reason ?? null,
    reminders: grant.reminders,
  };
}

function toGrant(row: GrantRow): StoredGrant {
  return {
    id: row.id,
    requestId: row.request_id ?? undefined,
    teamRef: row.team_ref,
    modelId: row.model_id,
    plan: row.plan,
    state: row.state,
    monthlyBudget:
      row.monthly_budget === null ? undefined : BigInt(row.monthly_budget),
    activatedAt: toOptionalDate(row.activated_at),
    expiresAt: toOptionalDate(row.expires_at),
    endedAt: toOptionalDate(row.ended_at),
    suspendedBy: row.suspended_by ?? undefined,
    reason: row.reason ?? undefined,
    reminders: row.reminders,
  };
}

/** A live grant whose end nobody wrote down yet has expired. */
function whereState(
  query: Knex.QueryBuilder,
  states: GrantState[],
  now: Date,
): void {
  const isOver = (over: Knex.QueryBuilder) =>
    over.whereIn('state', LIVE_GRANT_STATES).andWhere('expires_at', '<=', now);
  query.andWhere(any => {
    any.where(kept => {
      kept
        .whereIn('state', states)
        .andWhere(live =>
          live
            .whereNotIn('state', LIVE_GRANT_STATES)
            .orWhereNull('expires_at')
            .orWhere('expires_at', '>', now),
        );
    });
    if (states.includes('expired')) {
      any.orWhere(over => {
        isOver(over);
      });
    }
  });
}

function whereFilter(
  query: Knex.QueryBuilder,
  { key, values }: StoredGrantFilter,
): void {
  query.whereIn(key === 'team' ? 'team_ref' : 'model_id', values);
}
