import { ConflictError, InputError } from '@backstage/errors';
import type { Plan } from '@openmaas/backstage-plugin-maas-common';
import type { Transaction } from '../database/database';
import type { ModelService } from '../models/ModelService';
import type { StoredModel } from '../models/ModelStore';
import type { PlanService } from '../plans/PlanService';
import type { StoredAccessRequest } from './AccessStore';
import type { GrantService } from './GrantService';

/**
 * What may be asked for, and what of it is granted without a person.
 *
 * @internal
 */
export class AccessRules {
  constructor(
    private readonly models: ModelService,
    private readonly plans: PlanService,
    private readonly grants: GrantService,
  ) {}

  /**
   * The models of these ids, all of which have to be offered under a plan.
   *
   * @throws InputError naming the first one that is not
   */
  async modelsUnder(ids: string[], plan: Plan): Promise<StoredModel[]> {
    const models = await this.models.find(ids);
    const missing = ids.filter(id => !models.some(model => model.id === id));
    if (missing.length > 0) {
      throw new InputError(
        `There is no model "${missing.join(
          '", "',
        )}". The models page lists what there is`,
      );
    }
    for (const model of models) {
      if (!model.plans.includes(plan.id)) {
        throw new InputError(
          `Model "${model.id}" is not offered under plan "${
            plan.id
          }", only under ${model.plans.join(', ')}`,
        );
      }
    }
    return ids.flatMap(id => models.filter(model => model.id === id));
  }

  /**
   * Looks whether a pending request could still be made.
   *
   * @throws ConflictError
   */
  async requireOffered(request: StoredAccessRequest): Promise<void> {
    if (request.state !== 'pending') {
      return;
    }
    try {
      const ids = request.grants.map(grant => grant.modelId);
      await this.modelsUnder(ids, this.plans.get(request.plan));
    } catch (error) {
      throw new ConflictError(
        `What the request asks for is not offered any more, so it can only be denied: ${
          (error as Error).message
        }`,
      );
    }
  }

  /** Why a request cannot be granted at once; undefined where it can. */
  async reasonToWait(
    teamRef: string,
    models: StoredModel[],
    plan: Plan,
    tx: Transaction,
  ): Promise<string | undefined> {
    if (plan.approval === 'required') {
      return `Plan ${plan.title} needs approval`;
    }
    const restricted = models.find(model => model.visibility === 'restricted');
    if (restricted) {
      return `Model ${restricted.title} is restricted: its ${
        restricted.approver ? 'approver' : 'owner'
      } decides`;
    }
    const ids = models.map(model => model.id);
    const held = await this.grants.held([teamRef], ids, tx);
    // Otherwise anybody could take a bigger plan away from the whole team, or get
    // around a suspension.
    const suspended = held.find(grant => grant.state === 'suspended');
    if (suspended) {
      return `The team's access to ${suspended.modelId} is suspended`;
    }
    const other = held.find(grant => grant.plan !== plan.id);
    return (
      other &&
      `The team uses ${other.modelId} under plan ${other.plan} now: changing that needs approval`
    );
  }
}
