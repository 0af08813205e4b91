import { modelEntityRef } from './entities';
import { formatAmount } from './money';
import type { AccessRequest } from './types';

const TEMPLATE_PATH = '/create/templates/default/request-model-access';

function templatePath(formData: object): string {
  return `${TEMPLATE_PATH}?formData=${encodeURIComponent(
    JSON.stringify(formData),
  )}`;
}

/**
 * Where access to models is asked for: the software template, with the models filled in.
 *
 * @param modelIds - ids of the models to ask for; none leaves the choice open
 * @returns a path inside the portal
 * @public
 */
export function requestAccessPath(modelIds: string[] = []): string {
  return modelIds.length === 0
    ? TEMPLATE_PATH
    : templatePath({ models: modelIds.map(modelEntityRef) });
}

/**
 * Where a request that came to nothing is made again: the software template, filled in
 * as it was before. The budget is a decimal amount, as people write it.
 *
 * @returns a path inside the portal
 * @public
 */
export function askAgainPath(
  request: Pick<
    AccessRequest,
    | 'id'
    | 'team'
    | 'grants'
    | 'plan'
    | 'purpose'
    | 'expiresInDays'
    | 'monthlyBudget'
    | 'data'
    | 'keyId'
  >,
): string {
  const { id, team, grants, plan, purpose, expiresInDays, data } = request;
  return templatePath({
    team,
    models: grants.map(({ model }) => modelEntityRef(model)),
    plan,
    purpose,
    expiresInDays,
    ...(request.monthlyBudget && {
      monthlyBudget: formatAmount(request.monthlyBudget),
    }),
    ...(data && { data }),
    newKey: request.keyId !== undefined,
    replaces: id,
  });
}
