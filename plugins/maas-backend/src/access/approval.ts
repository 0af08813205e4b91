import { InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Approval, Plan } from '@openmaas/backstage-plugin-maas-common';
import type { StoredAccessRequest, StoredStep } from './AccessStore';
import { readBudget } from './budget';
import { modelsLeft } from './steps';
import { termsOf } from './terms';

/** What somebody agreed to. @internal */
export interface Agreed {
  /** The request whose grants that are left have the terms that were agreed to. */
  request: StoredAccessRequest;
  /** Models that the step is about and that were not agreed to. */
  denied: string[];
  /** What is different from before, by the names that REST has for it. */
  details?: JsonObject;
}

/**
 * Lets a decider change what is asked for: never to more than was agreed to before.
 *
 * @param step - what is decided
 * @param plans - the plan that was agreed to before, and the one that is granted instead
 * @throws InputError naming what would be more
 * @internal
 */
export function agree(
  request: StoredAccessRequest,
  step: StoredStep,
  approval: Approval,
  plans: { before: Plan | undefined; granted: Plan },
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
  const before = termsOf(request);
  const plan = plans.granted.id;
  if (sizeOf(plans.granted) > sizeOf(plans.before)) {
    throw new InputError(
      `Plan ${plan} is more than ${before.plan}, which was asked for`,
    );
  }
  const days = approval.expiresInDays ?? before.expiresInDays;
  if (days > before.expiresInDays) {
    throw new InputError(
      `expiresInDays must be at most ${before.expiresInDays}, as was asked for`,
    );
  }
  const budget = readBudget(approval.monthlyBudget) ?? before.monthlyBudget;
  if (
    budget !== undefined &&
    before.monthlyBudget !== undefined &&
    budget > before.monthlyBudget
  ) {
    throw new InputError(
      `monthlyBudget must be at most ${before.monthlyBudget}, as was asked for`,
    );
  }
  const denied = left.filter(id => !(approval.models ?? left).includes(id));
  const details: JsonObject = {
    ...(plan !== before.plan && { plan }),
    ...(days !== before.expiresInDays && { expiresInDays: days }),
    ...(budget !== before.monthlyBudget && { monthlyBudget: String(budget) }),
    ...(denied.length > 0 && { models: approval.models }),
  };
  return {
    request: {
      ...request,
      agreedDays: days < request.expiresInDays ? days : undefined,
      grants: request.grants.map(grant =>
        grant.state === 'pending'
          ? { ...grant, plan, monthlyBudget: budget }
          : grant,
      ),
    },
    denied,
    ...(Object.keys(details).length > 0 && { details }),
  };
}

/**
 * Tokens a minute; nobody knows any more how big a plan was that is gone.
 *
 * @internal
 */
export function sizeOf(plan: Plan | undefined): number {
  return plan?.tokensPerMinute ?? Infinity;
}
