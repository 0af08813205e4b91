import type { AccessRequestState } from '@openmaas/backstage-plugin-maas-common';
import type { Knex } from 'knex';
import { whereCriteria } from '../database/criteria';
import type {
  ListRequestsQuery,
  RequestOrder,
  StoredRequestFilter,
} from './AccessStore';
import { OPEN_REQUEST_STATES } from './states';

/** Columns of access_requests that lists are ordered by. @internal */
export const ORDER_COLUMNS: Record<RequestOrder, string> = {
  created: 'created_at',
  decideBy: 'decide_by',
  team: 'team_ref',
  state: 'state',
};

/**
 * Narrows a query for access requests to those of a list.
 *
 * @param now - what was to be decided before it has expired
 * @internal
 */
export function whereListed(
  builder: Knex.QueryBuilder,
  query: ListRequestsQuery,
  now: Date,
): void {
  if (query.criteria) {
    whereCriteria(builder, query.criteria, whereFilter);
  }
  if (query.requesterRef !== undefined) {
    builder.andWhere('requester_ref', query.requesterRef);
  }
  if (query.notRequesterRefs) {
    builder.whereNotIn('requester_ref', query.notRequesterRefs);
  }
  if (query.states) {
    whereState(builder, query.states, now);
  }
  if (query.teamRef !== undefined) {
    builder.andWhere('team_ref', query.teamRef);
  }
  const { modelId } = query;
  if (modelId !== undefined) {
    builder.whereExists(grants => {
      ofRequest(grants, 'grants').andWhere('grants.model_id', modelId);
    });
  }
  if (query.search) {
    const text = query.search.toLocaleLowerCase('en-US');
    builder.andWhereRaw(`search_text LIKE ? ESCAPE '!'`, [
      `%${text.replace(/[!%_]/g, '!$&')}%`,
    ]);
  }
}

/** An open request whose time is over has expired, whether or not that is written. */
function whereState(
  query: Knex.QueryBuilder,
  states: AccessRequestState[],
  now: Date,
): void {
  const isOpen = (state: AccessRequestState) =>
    OPEN_REQUEST_STATES.includes(state);
  query.andWhere(any => {
    any
      .whereIn(
        'state',
        states.filter(state => !isOpen(state)),
      )
      .orWhere(open =>
        open
          .whereIn('state', states.filter(isOpen))
          .andWhere('decide_by', '>', now),
      );
    if (states.includes('expired')) {
      any.orWhere(over =>
        over
          .whereIn('state', OPEN_REQUEST_STATES)
          .andWhere('decide_by', '<=', now),
      );
    }
  });
}

function whereFilter(
  query: Knex.QueryBuilder,
  filter: StoredRequestFilter,
): void {
  switch (filter.key) {
    case 'team':
      query.whereIn('team_ref', filter.values);
      break;
    case 'requester':
      query.whereIn('requester_ref', filter.values);
      break;
    case 'openStep':
      whereOpenStep(query, filter);
      break;
    default:
      // Every model that is asked for is among these.
      query.whereNotExists(grants => {
        ofRequest(grants, 'grants').whereNotIn('model_id', filter.values);
      });
  }
}

function whereOpenStep(
  query: Knex.QueryBuilder,
  filter: Extract<StoredRequestFilter, { key: 'openStep' }>,
): void {
  const steps = 'access_request_steps';
  query.whereExists(open => {
    ofRequest(open, steps)
      .andWhere(`${steps}.state`, 'open')
      .andWhere(any => {
        any.where(team =>
          team.where('kind', 'team-owner').whereIn('team_ref', filter.teams),
        );
        if (filter.platform) {
          any.orWhere('kind', 'platform');
        }
        for (const ids of filter.approvals) {
          any.orWhere(owner =>
            owner.where('kind', 'model-owner').whereNotExists(others => {
              others
                .from('access_request_step_models')
                .whereRaw(
                  `access_request_step_models.request_id = ${steps}.request_id`,
                )
                .whereRaw(
                  `access_request_step_models.position = ${steps}.position`,
                )
                .whereNotIn('model_id', ids);
            }),
          );
        }
      });
  });
  if (filter.notRequester !== undefined) {
    query.andWhereNot('requester_ref', filter.notRequester);
  }
}

function ofRequest(query: Knex.QueryBuilder, table: string) {
  return query
    .from(table)
    .whereRaw('?? = ??', [`${table}.request_id`, 'access_requests.id']);
}
