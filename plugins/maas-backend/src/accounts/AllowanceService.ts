import type {
  AllowanceBudget,
  ModelAllowance,
  PolicyBudget,
} from '@openmaas/backstage-plugin-maas-common';
import type { StoredGrant } from '../access/AccessStore';
import type { GrantService } from '../access/GrantService';
import type { PolicyRevisions } from '../gateway/PolicyRevisions';
import type { PlanService } from '../plans/PlanService';
import {
  type Accounts,
  type AccountService,
  GRANT_BUDGET,
} from './AccountService';

/**
 * What teams may still use of a model this month.
 *
 * @internal
 */
export class AllowanceService {
  constructor(
    private readonly options: {
      grants: Pick<GrantService, 'open' | 'stateOf'>;
      plans: Pick<PlanService, 'find'>;
      accounts: Pick<AccountService, 'since'>;
      revisions: Pick<PolicyRevisions, 'position'>;
    },
  ) {}

  /**
   * One entry a live or pending grant, by team.
   *
   * @param teamRefs - whose grants
   * @param maySee - whether the caller may see what a team used, or, where none is given,
   *   what all of them did together
   */
  async of(
    modelId: string,
    teamRefs: string[],
    maySee: (teamRef?: string) => boolean,
  ): Promise<ModelAllowance[]> {
    const { grants, accounts, revisions } = this.options;
    const open = await grants.open(teamRefs, [modelId]);
    if (open.length === 0) {
      return [];
    }
    const used = await accounts.since(await revisions.position());
    return open
      .map(grant => this.present(grant, used, maySee))
      .sort((a, b) => Number(a.team > b.team) - Number(a.team < b.team));
  }

  private present(
    grant: StoredGrant,
    { planUses, budgets }: Accounts,
    maySee: (teamRef?: string) => boolean,
  ): ModelAllowance {
    const limit = this.options.plans.find(grant.plan)?.tokensPerMonth;
    const use = planUses.find(
      ({ team, plan }) => team === grant.teamRef && plan === grant.plan,
    );
    return {
      team: grant.teamRef,
      plan: grant.plan,
      state: this.options.grants.stateOf(grant),
      expiresAt: grant.expiresAt?.toISOString(),
      requestId: grant.requestId,
      ...(limit !== undefined &&
        maySee(grant.teamRef) && {
          tokensPerMonth: { limit, used: use?.tokens ?? 0 },
        }),
      budgets: budgets
        .filter(budget => counts(budget, grant) && maySee(budget.team))
        .map(presentBudget),
    };
  }
}

/** Whether all calls under a grant count against a budget, whatever key they come with. */
function counts(budget: PolicyBudget, grant: StoredGrant): boolean {
  return (
    budget.key === undefined &&
    [undefined, grant.teamRef].includes(budget.team) &&
    [undefined, grant.modelId].includes(budget.model)
  );
}

function presentBudget(budget: PolicyBudget): AllowanceBudget {
  return {
    title: budget.id.startsWith(GRANT_BUDGET) ? 'Granted budget' : budget.id,
    unit: budget.unit,
    limit: budget.limit,
    used: budget.used,
  };
}
