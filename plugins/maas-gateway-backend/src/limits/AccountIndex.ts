import type {
  PolicyBudget,
  PolicyKeyUse,
  PolicyPlanUse,
} from '@openmaas/backstage-plugin-maas-common';
import type { PolicyAccounts } from '../policy/Policy';

/** Finds what concerns a call among all budgets and uses of a policy. @internal */
export class AccountIndex {
  private readonly planUses = new Map<string, PolicyPlanUse>();
  private readonly keyUses = new Map<string, PolicyKeyUse>();
  /** By key, or else by team, or else by nothing. */
  private readonly budgets = new Map<string, PolicyBudget[]>();

  constructor(readonly account: PolicyAccounts) {
    for (const use of account.planUses) {
      this.planUses.set(nameOf(use.team, use.plan), use);
    }
    for (const use of account.keyUses) {
      this.keyUses.set(use.key, use);
    }
    for (const budget of account.budgets) {
      const owner = budget.key ?? budget.team ?? '';
      const others = this.budgets.get(owner) ?? [];
      others.push(budget);
      this.budgets.set(owner, others);
    }
  }

  planUse(team: string, plan: string): PolicyPlanUse | undefined {
    return this.planUses.get(nameOf(team, plan));
  }

  keyUse(key: string): PolicyKeyUse | undefined {
    return this.keyUses.get(key);
  }

  /** The budgets of a call: of its key, its team, its model or of everything. */
  budgetsOf(call: { key: string; team: string; model: string }) {
    return ['', call.team, call.key]
      .flatMap(owner => this.budgets.get(owner) ?? [])
      .filter(
        ({ team = call.team, model = call.model }) =>
          team === call.team && model === call.model,
      );
  }
}

function nameOf(team: string, plan: string): string {
  return JSON.stringify([team, plan]);
}
