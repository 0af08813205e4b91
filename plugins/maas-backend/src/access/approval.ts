import { InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Approval, Plan } from '@openmaas/backstage-plugin-maas-common';
import type { StoredAccessRequest, StoredStep } from './AccessStore';
import { readBudget } from './budget';
import { modelsLeft } from './steps';

/** What somebody agreed to. @internal */
export interface Agreed {
  /** The request with the terms that were agreed to; its grants are as before. */
  request: StoredAccessRequest;
  /** Models that the step is about and that were not agreed to. */
  denied: string[];
  /** What is different from before, by the names that REST has for it. */
  details?: JsonObject;
}

/**
 * Lets a decider change what is asked for: never to more than that.
 *
 * @param step - what is decided
 * @param plans - the plan of the request, and the one that is granted instead
 * @throws InputError naming what would be more
 * @internal
 */
export function agree(
  request: StoredAccessRequest,
  step: StoredStep,
  approval: Approval,
  plans: { asked: Plan | undefined; granted: Plan },
): Agreed {
  const left = modelsLeft(request, step);
  const foreign = (approval.models ?? []).filter(id => !left.includes(id));
  if (foreign.length > 0) {
    throw new InputError(
      `The decision is not about "${foreign.join(
        '", "',
      )}", only about ${left.join(', ')}`,
    );
  }
  if (sizeOf(plans.granted) > sizeOf(plans.asked)) {
    throw new InputError(
      `Plan ${plans.granted.id} is more than ${request.plan}, which was asked for`,
    );
  }
  const days = approval.expiresInDays ?? request.expiresInDays;
  if (days > request.expiresInDays) {
    throw new InputError(
      `expiresInDays must be at most ${request.expiresInDays}, as was asked for`,
    );
  }
  const budget = readBudget(approval.monthlyBudget) ?? request.monthlyBudget;
  if (
    budget !== undefined &&
    request.monthlyBudget !== undefined &&
    budget > request.monthlyBudget
  ) {
    throw new InputError(
      `monthlyBudget must be at most ${request.monthlyBudget}, as was asked for`,
    );
  }
  const denied = left.filter(id => !(approval.models ?? left).includes(id));
  const details: JsonObject = {
    ...(plans.granted.id !== request.plan && { plan: plans.granted.id }),
    ...(days !== request.expiresInDays && { expiresInDays: days }),
    ...(budget !== request.monthlyBudget && {
      monthlyBudget: String(budget),
    }),
    ...(denied.length > 0 && { models: approval.models }),
  };
  return {
    request: {
      ...request,
      plan: plans.granted.id,
      expiresInDays: days,
      monthlyBudget: budget,
    },
    denied,
    ...(Object.keys(details).length > 0 && { details }),
  };
}

/** Tokens a minute; nobody knows any more how big a plan was that is gone. */
function sizeOf(plan: Plan | undefined): number {
  return plan?.tokensPerMinute ?? Infinity;
}
