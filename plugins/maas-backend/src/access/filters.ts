import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import {
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import type {
  AccessRequestFilter,
  GrantFilter,
} from '@openmaas/backstage-plugin-maas-node';
import type { ModelService } from '../models/ModelService';
import type { TeamService } from '../teams/TeamService';
import { groupBy } from '../util/groupBy';
import type { StoredRequestFilter } from './AccessStore';
import type { DelegationStore } from './DelegationStore';
import type { StoredGrantFilter } from './GrantStore';

/** What conditions are resolved by. @internal */
export interface FilterOptions {
  models: Pick<ModelService, 'idsOwnedBy' | 'idsApprovedBy' | 'approversOf'>;
  teams: Pick<TeamService, 'admins' | 'ownedBy' | 'claimsOf'>;
  delegations: Pick<DelegationStore, 'activeAt'>;
  now: () => Date;
}

/**
 * Turns conditions on people into conditions on models, teams and steps, which is what
 * the store of requests knows.
 *
 * @internal
 */
export async function resolveRequestFilter(
  criteria: PermissionCriteria<AccessRequestFilter>,
  options: FilterOptions,
): Promise<PermissionCriteria<StoredRequestFilter>> {
  const { models, teams } = options;
  return resolve(criteria, async ({ key, values }) => {
    switch (key) {
      case 'modelOwner':
        return { key: 'onlyModels', values: await models.idsOwnedBy(values) };
      case 'modelApprover':
        return {
          key: 'onlyModels',
          values: await models.idsApprovedBy(values),
        };
      case 'teamOwner':
        return { key: 'team', values: await teams.ownedBy(values) };
      case 'decider':
        return decidedBy(values, options);
      default:
        return { key, values };
    }
  });
}

/**
 * Turns conditions on people into conditions on models and teams, which is what the
 * store of grants knows.
 *
 * @internal
 */
export async function resolveGrantFilter(
  criteria: PermissionCriteria<GrantFilter>,
  { models, teams }: FilterOptions,
): Promise<PermissionCriteria<StoredGrantFilter>> {
  return resolve(criteria, async ({ key, values }) => {
    switch (key) {
      case 'modelApprover':
        return { key: 'model', values: await models.idsApprovedBy(values) };
      case 'teamOwner':
        return { key: 'team', values: await teams.ownedBy(values) };
      default:
        return { key, values };
    }
  });
}

/** Whatever one of these decides, or somebody for whom one of these decides now. */
async function decidedBy(
  claims: string[],
  options: FilterOptions,
): Promise<PermissionCriteria<StoredRequestFilter>> {
  const { delegations, teams, now } = options;
  const active = await delegations.activeAt(now());
  const away = active.filter(({ toRef }) => claims.includes(toRef));
  const others = await Promise.all(
    away.map(async ({ fromRef }) => ({
      ...(await openSteps(await teams.claimsOf(fromRef), options)),
      notRequester: fromRef,
    })),
  );
  return { anyOf: [await openSteps(claims, options), ...others] };
}

async function openSteps(
  claims: string[],
  { models, teams }: FilterOptions,
): Promise<Extract<StoredRequestFilter, { key: 'openStep' }>> {
  const [ids, owned] = await Promise.all([
    models.idsApprovedBy(claims),
    teams.ownedBy(claims),
  ]);
  const approvers = await models.approversOf(ids);
  return {
    key: 'openStep',
    approvals: [...groupBy(ids, id => approvers.get(id)).values()],
    teams: owned,
    platform: teams.admins.some(admin => claims.includes(admin)),
  };
}

async function resolve<TFilter, TStored>(
  criteria: PermissionCriteria<TFilter>,
  one: (filter: TFilter) => Promise<PermissionCriteria<TStored>>,
): Promise<PermissionCriteria<TStored>> {
  const each = (item: PermissionCriteria<TFilter>) => resolve(item, one);
  if (isAndCriteria(criteria)) {
    const [first, ...rest] = await Promise.all(criteria.allOf.map(each));
    return { allOf: [first, ...rest] };
  }
  if (isOrCriteria(criteria)) {
    const [first, ...rest] = await Promise.all(criteria.anyOf.map(each));
    return { anyOf: [first, ...rest] };
  }
  if (isNotCriteria(criteria)) {
    return { not: await each(criteria.not) };
  }
  return one(criteria);
}
