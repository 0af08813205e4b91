import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import {
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import type { AccessRequestFilter } from '@openmaas/backstage-plugin-maas-node';
import type { StoredRequestFilter } from './AccessStore';

/**
 * Turns conditions on the owners of models into conditions on models, which is what
 * the store of requests knows.
 *
 * @param idsOwnedBy - asks the models' service
 * @internal
 */
export async function resolveOwnedModels(
  criteria: PermissionCriteria<AccessRequestFilter>,
  idsOwnedBy: (ownerRefs: string[]) => Promise<string[]>,
): Promise<PermissionCriteria<StoredRequestFilter>> {
  const resolve = (item: PermissionCriteria<AccessRequestFilter>) =>
    resolveOwnedModels(item, idsOwnedBy);
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
  return criteria.key === 'modelOwner'
    ? { key: 'onlyModels', values: await idsOwnedBy(criteria.values) }
    : { key: criteria.key, values: criteria.values };
}
