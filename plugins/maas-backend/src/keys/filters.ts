import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import {
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import type { ApiKeyFilter } from '@openmaas/backstage-plugin-maas-node';
import type { TeamService } from '../teams/TeamService';

/**
 * Turns conditions on the owners of teams into conditions on teams, which is what the
 * store of keys knows.
 *
 * @internal
 */
export async function resolveTeamOwners(
  criteria: PermissionCriteria<ApiKeyFilter>,
  teams: Pick<TeamService, 'ownedBy'>,
): Promise<PermissionCriteria<ApiKeyFilter>> {
  const resolve = (item: PermissionCriteria<ApiKeyFilter>) =>
    resolveTeamOwners(item, teams);
  if (isAndCriteria(criteria)) {
    const [first, ...rest] = await Promise.all(criteria.allOf.map(resolve));
    return { allOf: [first, ...rest] };
  }
  if (isOrCriteria(criteria)) {
    const [first, ...rest] = await Promise.all(criteria.anyOf.map(resolve));
    return { anyOf: [first, ...rest] };
  }
  if (isNotCriteria(criteria)) {
    return { not: await resolve(criteria.not) };
  }
  return criteria.key === 'teamOwner'
    ? { key: 'team', values: await teams.ownedBy(criteria.values) }
    : criteria;
}
