import {
  type Approval,
  formatAmount,
  type Model,
  parseAmount,
  type Plan,
} from '@openmaas/backstage-plugin-maas-common';
import type { MostToGrant } from '../../../utils/accessRequests';

/** What is granted, as it is typed. @internal */
export interface ApprovalForm {
  /** Ids of models. */
  models: string[];
  plan: string;
  /** A decimal amount; empty for no limit. */
  budget: string;
  /** NaN while the field is empty. */
  days: number;
  reason: string;
}

/** What is wrong with an approval, as the name of a text. @internal */
export type ApprovalFault = 'budgetFault' | 'budgetTooHigh';

/** A form that grants all that may be granted. @internal */
export function wholeApproval(
  models: string[],
  most: MostToGrant,
): ApprovalForm {
  return {
    models,
    plan: most.plan,
    budget: most.monthlyBudget ? formatAmount(most.monthlyBudget) : '',
    days: most.expiresInDays,
    reason: '',
  };
}

function budgetOf(form: ApprovalForm): bigint | undefined {
  return form.budget.trim() ? parseAmount(form.budget) : undefined;
}

/** What is wrong with the budget. @internal */
export function budgetFaultOf(
  form: ApprovalForm,
  most: MostToGrant,
): ApprovalFault | undefined {
  let budget: bigint | undefined;
  try {
    budget = budgetOf(form);
  } catch {
    return 'budgetFault';
  }
  if (most.monthlyBudget === undefined) {
    return undefined;
  }
  // Nobody asked to spend without a limit.
  if (budget === undefined) {
    return 'budgetFault';
  }
  return budget > BigInt(most.monthlyBudget) ? 'budgetTooHigh' : undefined;
}

/** Tokens a minute; what has no such limit is the largest. */
function sizeOf(plan: Plan | undefined): number {
  return plan?.tokensPerMinute ?? Infinity;
}

/**
 * The plans that can be granted: under which all of some models are offered, and that are
 * no larger than the one that was asked for.
 *
 * @param models - those that are known
 * @param asked - id of a plan
 * @returns ids
 * @internal
 */
export function plansToGrant(
  models: Model[],
  asked: string,
  plans: ReadonlyMap<string, Plan>,
): string[] {
  const most = sizeOf(plans.get(asked));
  return [...plans.values()]
    .filter(plan => sizeOf(plan) <= most)
    .filter(({ id }) => models.every(model => model.plans.includes(id)))
    .map(({ id }) => id);
}

/**
 * What is sent: only what differs from what was asked for.
 *
 * @param form - without faults
 * @param models - ids of those that could be granted
 * @internal
 */
export function approvalOf(
  form: ApprovalForm,
  models: string[],
  most: MostToGrant,
): Approval {
  const reason = form.reason.trim();
  const monthlyBudget = budgetOf(form)?.toString();
  const fewer = form.models.length < models.length;
  return {
    ...(reason && { reason }),
    ...(fewer && { models: form.models }),
    ...(form.plan !== most.plan && { plan: form.plan }),
    ...(monthlyBudget !== undefined &&
      monthlyBudget !== most.monthlyBudget && { monthlyBudget }),
    ...(form.days !== most.expiresInDays && { expiresInDays: form.days }),
  };
}
