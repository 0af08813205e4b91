import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import {
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import type { AccessRequestFilter } from '@openmaas/backstage-plugin-maas-node';
import type { ModelService } from '../models/ModelService';
import type { StoredRequestFilter } from './AccessStore';

/**
 * Turns conditions on the owners and approvers of models into conditions on models,
 * which is what the store of requests knows.
 *
 * @internal
 */
export async function resolveModels(
  criteria: PermissionCriteria<AccessRequestFilter>,
  models: Pick<ModelService, 'idsOwnedBy' | 'idsApprovedBy'>,
): Promise<PermissionCriteria<StoredRequestFilter>> {
  const resolve = (item: PermissionCriteria<AccessRequestFilter>) =>
    resolveModels(item, models);
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
  const { key, values } = criteria;
  switch (key) {
    case 'modelOwner':
      return { key: 'onlyModels', values: await models.idsOwnedBy(values) };
    case 'modelApprover':
      return { key: 'onlyModels', values: await models.idsApprovedBy(values) };
    default:
      return { key, values };
  }
}
