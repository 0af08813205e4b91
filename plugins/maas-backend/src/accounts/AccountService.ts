import type {
  PolicyBudget,
  PolicyKeyUse,
  PolicyPlanUse,
} from '@openmaas/backstage-plugin-maas-common';
import type { Budget, BudgetService } from '../budgets/BudgetService';
import type { GrantService } from '../access/GrantService';
import { inChunks } from '../database/inChunks';
import type { PolicyPosition } from '../gateway/RevisionStore';
import type { KeyService } from '../keys/KeyService';
import type { ModelService } from '../models/ModelService';
import type { PlanService } from '../plans/PlanService';
import type { Month, ReportingCalendar } from '../usage/ReportingCalendar';
import type { UsageService } from '../usage/UsageService';
import type { Dimension, SummedRow } from '../usage/UsageStore';
import { type ModelTokens, weigh } from './weighing';

/** What the ledger has of this month's limits. @internal */
export interface Accounts {
  planUses: PolicyPlanUse[];
  keyUses: PolicyKeyUse[];
  budgets: PolicyBudget[];
}

/** How far a limit of the month is used up. @internal */
export interface Gauge {
  id: string;
  used: bigint;
  limit: bigint;
}

/** What a service of accounts needs. @internal */
export interface AccountServiceOptions {
  usage: Pick<UsageService, 'sumsOf'>;
  keys: Pick<KeyService, 'monthlyLimits'>;
  grants: Pick<GrantService, 'budgeted'>;
  models: Pick<ModelService, 'multipliers'>;
  plans: PlanService;
  budgets: BudgetService;
  calendar: ReportingCalendar;
  now: () => Date;
}

const CACHE_MS = 1000;

/** What the ids of the budgets of grants begin with. @internal */
export const GRANT_BUDGET = 'grant/';

const BUDGET_DIMENSIONS = ['team', 'model', 'key'] as const;

/**
 * What was used of this month's limits: of plans and keys with tokens per month, and of
 * budgets.
 *
 * @internal
 */
export class AccountService {
  private latest?: {
    position: PolicyPosition;
    /** When they were there, in milliseconds since 1970; until then undefined. */
    readAt?: number;
    accounts: Promise<Accounts>;
  };

  constructor(private readonly options: AccountServiceOptions) {}

  /**
   * The accounts as they were at a position of the policy, or later; read at most once
   * a second and once at a time, so that many gateways can ask however long that takes.
   */
  async since(position: PolicyPosition): Promise<Accounts> {
    const { now } = this.options;
    const { latest } = this;
    if (
      latest &&
      latest.position.epoch === position.epoch &&
      latest.position.revision >= position.revision &&
      (latest.readAt === undefined ||
        Math.abs(now().getTime() - latest.readAt) < CACHE_MS)
    ) {
      return latest.accounts;
    }
    const reading: typeof this.latest = { position, accounts: this.read() };
    this.latest = reading;
    try {
      const accounts = await reading.accounts;
      reading.readAt = now().getTime();
      return accounts;
    } catch (error) {
      // Whoever waits is told; the next one is to try again.
      if (this.latest === reading) {
        this.latest = undefined;
      }
      throw error;
    }
  }

  /** The accounts now. */
  async read(): Promise<Accounts> {
    const month = this.options.calendar.month(this.options.now());
    const [planUses, keyUses, budgets] = await Promise.all([
      this.planUses(month),
      this.keyUses(month),
      this.budgets(month),
    ]);
    return { planUses, keyUses, budgets };
  }

  /** How far each limit is used up now; unused plans and keys are left out. */
  async gauges(): Promise<Gauge[]> {
    const { plans, keys } = this.options;
    const [limits, { planUses, keyUses, budgets }] = await Promise.all([
      keys.monthlyLimits(),
      this.read(),
    ]);
    const gauge = (id: string, used: number, limit: number | undefined) =>
      limit === undefined
        ? []
        : { id, used: BigInt(used), limit: BigInt(limit) };
    return [
      ...planUses.flatMap(({ team, plan, period, tokens }) =>
        gauge(
          `plan ${plan} ${team} ${period}`,
          tokens,
          plans.find(plan)?.tokensPerMonth,
        ),
      ),
      ...keyUses.flatMap(({ key, period, tokens }) =>
        gauge(`key ${key} ${period}`, tokens, limits.get(key)),
      ),
      ...budgets.map(({ id, period, used, limit }) => ({
        id: `budget ${id} ${period}`,
        used: BigInt(used),
        limit: BigInt(limit),
      })),
    ];
  }

  private async planUses(month: Month): Promise<PolicyPlanUse[]> {
    const limited = this.options.plans
      .list()
      .filter(plan => plan.tokensPerMonth !== undefined)
      .map(plan => plan.id);
    return this.weighed(month, 'plan', limited, ['team', 'plan']);
  }

  private async keyUses(month: Month): Promise<PolicyKeyUse[]> {
    const limited = await this.options.keys.monthlyLimits();
    return this.weighed(month, 'key', [...limited.keys()], ['key']);
  }

  /**
   * Weighed tokens by some dimensions, of some values of one of them.
   *
   * @returns none that are 0
   */
  private async weighed<TName extends 'team' | 'plan' | 'key'>(
    month: Month,
    limited: Dimension,
    values: string[],
    by: TName[],
  ): Promise<Array<Record<TName | 'period', string> & { tokens: number }>> {
    if (values.length === 0) {
      return [];
    }
    const { usage, models } = this.options;
    const rows = await inChunks(values, chunk =>
      usage.sumsOf(month, [...by, 'model'], { [limited]: chunk }),
    );
    const multipliers = await models.multipliers([
      ...new Set(rows.map(row => valueOf(row, 'model'))),
    ]);
    const groups = new Map<string, SummedRow[]>();
    for (const row of rows) {
      const id = by.map(name => row.group[name]).join('\n');
      groups.set(id, [...(groups.get(id) ?? []), row]);
    }
    return [...groups.values()].flatMap(group => {
      const tokens = weigh(group.map(toModelTokens), multipliers);
      const names = by.map(name => [name, group[0].group[name]]);
      return tokens === 0
        ? []
        : {
            ...(Object.fromEntries(names) as Record<TName, string>),
            period: month.name,
            tokens,
          };
    }) as Array<Record<TName | 'period', string> & { tokens: number }>;
  }

  private async budgets(month: Month): Promise<PolicyBudget[]> {
    const budgets = [
      ...this.options.budgets.list(),
      ...(await this.grantBudgets()),
    ];
    // One question for all that tell the same things apart.
    const kinds = new Map<string, Budget[]>();
    for (const budget of budgets) {
      const kind = dimensionsOf(budget).join();
      kinds.set(kind, [...(kinds.get(kind) ?? []), budget]);
    }
    const used = new Map(
      (
        await Promise.all(
          [...kinds.values()].map(kind => this.usesOf(kind, month)),
        )
      ).flat(),
    );
    return budgets.map(budget => ({
      ...budget,
      limit: budget.limit.toString(),
      period: month.name,
      used: (used.get(budget) ?? 0n).toString(),
    }));
  }

  /** Most that teams may spend on single models, as was decided about their grants. */
  private async grantBudgets(): Promise<Budget[]> {
    const grants = await this.options.grants.budgeted();
    return grants.map(grant => ({
      id: `${GRANT_BUDGET}${grant.id}`,
      team: grant.teamRef,
      model: grant.modelId,
      unit: 'money',
      limit: grant.monthlyBudget,
      hard: true,
    }));
  }

  /** What was used of budgets with the same dimensions. */
  private async usesOf(
    budgets: Budget[],
    month: Month,
  ): Promise<Array<[Budget, bigint]>> {
    const by = dimensionsOf(budgets[0]);
    const only = Object.fromEntries(
      by.map(name => [
        name,
        [...new Set(budgets.map(budget => String(budget[name])))],
      ]),
    );
    const rows = await this.options.usage.sumsOf(month, by, only);
    const placeOf = (values: SummedRow['group'] | Budget) =>
      JSON.stringify(by.map(name => values[name]));
    const found = new Map(rows.map(row => [placeOf(row.group), row]));
    return budgets.map(budget => {
      const row = found.get(placeOf(budget));
      return [budget, row ? usedOf(budget, row) : 0n];
    });
  }
}

function dimensionsOf(budget: Budget) {
  return BUDGET_DIMENSIONS.filter(name => budget[name] !== undefined);
}

function usedOf(budget: Budget, { sums }: SummedRow): bigint {
  return budget.unit === 'money' ? sums.cost : sums.input + sums.output;
}

function toModelTokens(row: SummedRow): ModelTokens {
  return {
    model: valueOf(row, 'model'),
    tokens: row.sums.input + row.sums.output,
  };
}

function valueOf(row: SummedRow, name: Dimension): string {
  return row.group[name] ?? '';
}
