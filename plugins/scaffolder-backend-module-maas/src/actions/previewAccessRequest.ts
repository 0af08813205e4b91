import { parseEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type {
  CreateAccessRequest,
  MaasApi,
  Model,
} from '@openmaas/backstage-plugin-maas-common';

/**
 * What would become of an access request, as far as that can be known without making
 * one: membership in the team, and what the team has already, are looked at only when
 * it is made.
 *
 * @returns why it would wait; nothing where it would be granted at once
 * @throws InputError where team, plan or models are wrong
 * @throws ResponseError where the control plane does not answer
 * @internal
 */
export async function previewAccessRequest(
  body: CreateAccessRequest,
  api: Pick<MaasApi, 'listModels' | 'listPlans'>,
  signal?: AbortSignal,
): Promise<{ waitsFor?: string }> {
  checkTeam(body.team);
  const plans = await api.listPlans({ signal });
  const plan = plans.find(candidate => candidate.id === body.plan);
  if (!plan) {
    throw new InputError(
      `There is no plan "${body.plan}". Plans: ${plans
        .map(({ id }) => id)
        .join(', ')}`,
    );
  }

  const offered = await readModels(api, signal);
  const models = body.models.flatMap(id => offered.get(id) ?? []);
  const missing = body.models.filter(id => !offered.has(id));
  if (missing.length > 0) {
    throw new InputError(
      `There is no model "${missing.join('", "')}". Models: ${[
        ...offered.keys(),
      ].join(', ')}`,
    );
  }
  const elsewhere = models.find(model => !model.plans.includes(plan.id));
  if (elsewhere) {
    throw new InputError(
      `Model "${elsewhere.id}" is not offered under plan "${
        plan.id
      }", only under ${elsewhere.plans.join(', ')}`,
    );
  }

  if (plan.approval === 'required') {
    return { waitsFor: `Plan ${plan.title} needs approval` };
  }
  const restricted = models.find(model => model.visibility === 'restricted');
  return restricted
    ? {
        waitsFor: `Model ${restricted.title} is restricted: its ${
          restricted.approver ? 'approver' : 'owner'
        } decides`,
      }
    : {};
}

function checkTeam(team: string): void {
  let kind: string | undefined;
  try {
    kind = parseEntityRef(team, {
      defaultKind: 'group',
      defaultNamespace: 'default',
    }).kind.toLocaleLowerCase('en-US');
  } catch {
    // Told below.
  }
  if (kind !== 'group') {
    throw new InputError(
      `"${team}" is not a team: write a group such as group:default/my-team`,
    );
  }
}

async function readModels(
  api: Pick<MaasApi, 'listModels'>,
  signal?: AbortSignal,
): Promise<Map<string, Model>> {
  const models = new Map<string, Model>();
  let cursor: string | undefined;
  do {
    const page = await api.listModels({ limit: 500, cursor }, { signal });
    page.items.forEach(model => models.set(model.id, model));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return models;
}
