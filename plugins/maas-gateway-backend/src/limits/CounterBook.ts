import {
  type KeyLimits,
  type Plan,
  type PolicyBudget,
  type PolicyKey,
  type PolicyModel,
} from '@openmaas/backstage-plugin-maas-common';
import type { Policy } from '../policy/Policy';
import { AccountIndex } from './AccountIndex';
import { CounterSet, WEIGHED_SCALE } from './CounterSet';
import type { Counter, Period, SumCounter } from './counters';
import { costOf, ratePerMinute } from './gcra';
import { Periods } from './periods';

/** What a book needs. @internal */
export interface CounterBookOptions {
  policy: Pick<Policy, 'account'>;
  /** Milliseconds since 1970. */
  now: () => number;
  /**
   * Among how many gateways rates and parallel calls are divided; each has at least one.
   * Sums are not: what the ledger says of them is about all gateways together.
   */
  among?: number;
}

/** Who calls what, and under which plan. @internal */
export interface Caller {
  key: PolicyKey;
  plan: Plan;
  model: PolicyModel;
}

/** Whose limits they are: a plan's, for one team, or a key's. */
interface Owner {
  id: string;
  scope: string;
  isShared: boolean;
  shadow: boolean;
  period: Period;
  /** What the ledger has of the last month with any use. */
  use?: { period: string; tokens: number };
}

/** What holds until the policy or the month changes. */
interface Page {
  index: AccountIndex;
  period: Period;
  sets: Map<PolicyKey, Map<PolicyModel, CounterSet>>;
}

/**
 * Knows under which counters a call falls. They are worked out once for each key and
 * model, and again as soon as the policy or the month has changed.
 *
 * @internal
 */
export class CounterBook {
  private readonly periods = new Periods();
  private page: Page | undefined;

  constructor(private readonly options: CounterBookOptions) {}

  /** @throws GatewayError 503 where the policy's time zone is not known here */
  of({ key, plan, model }: Caller): CounterSet {
    const page = this.openPage();
    let ofKey = page.sets.get(key);
    if (!ofKey) {
      ofKey = new Map();
      page.sets.set(key, ofKey);
    }
    let set = ofKey.get(model);
    if (set?.plan !== plan) {
      set = new CounterSet(plan, model, [
        ...this.ofPlan({ key, plan, model }, page),
        ...this.ofKey({ key, plan, model }, page),
        ...ofBudgets({ key, plan, model }, page),
      ]);
      ofKey.set(model, set);
    }
    return set;
  }

  private openPage(): Page {
    const { policy, now } = this.options;
    const account = policy.account();
    const period = this.periods.at(now(), account.timeZone);
    let { page } = this;
    if (page?.index.account !== account || page.period !== period) {
      page = { index: new AccountIndex(account), period, sets: new Map() };
      this.page = page;
    }
    return page;
  }

  private ofPlan({ key: { team }, plan }: Caller, page: Page): Counter[] {
    return this.ofLimits(plan, {
      id: JSON.stringify(['plan', team, plan.id]),
      scope: `plan "${plan.id}" of ${team}`,
      isShared: true,
      shadow: plan.shadow ?? false,
      period: page.period,
      use: page.index.planUse(team, plan.id),
    });
  }

  private ofKey({ key: { id, limits } }: Caller, page: Page): Counter[] {
    return this.ofLimits(limits ?? {}, {
      id: JSON.stringify(['key', id]),
      scope: `API key ${id}`,
      isShared: false,
      shadow: false,
      period: page.period,
      use: page.index.keyUse(id),
    });
  }

  private ofLimits(limits: KeyLimits, owner: Owner): Counter[] {
    const { tokensPerMinute, requestsPerMinute, parallelRequests } = limits;
    const counters: Array<Counter | undefined> = [
      tokensPerMinute === undefined
        ? undefined
        : {
            ...described('tokensPerMinute', 'tokens', owner),
            ...this.rate(tokensPerMinute),
            atOnce: false,
          },
      requestsPerMinute === undefined
        ? undefined
        : {
            ...described('requestsPerMinute', 'requests', owner),
            ...this.rate(requestsPerMinute),
            atOnce: true,
          },
      parallelRequests === undefined
        ? undefined
        : {
            ...described('parallelRequests', 'requests', owner),
            kind: 'parallel',
            limit: this.part(parallelRequests),
          },
      limits.tokensPerMonth === undefined
        ? undefined
        : monthlyTokens(limits.tokensPerMonth, owner),
    ];
    return counters.filter(counter => counter !== undefined);
  }

  private rate(limit: number) {
    const rate = ratePerMinute(this.part(limit));
    return { kind: 'rate' as const, rate, least: costOf(rate, 1) };
  }

  private part(limit: number): number {
    return Math.max(1, Math.floor(limit / (this.options.among ?? 1)));
  }
}

function described(
  name: Exclude<Counter['name'], 'budget'>,
  unit: 'tokens' | 'requests',
  { id, scope, isShared, shadow }: Owner,
) {
  return { id: `${name}:${id}`, name, unit, scope, isShared, shadow };
}

function monthlyTokens(limit: number, owner: Owner): SumCounter {
  const { use, period } = owner;
  const used = use?.period === period.name ? use.tokens : 0;
  const common = described('tokensPerMonth', 'tokens', owner);
  return {
    ...common,
    id: `${common.id}:${period.name}`,
    kind: 'sum',
    measure: 'weighed',
    limit: BigInt(limit) * WEIGHED_SCALE,
    base: BigInt(used) * WEIGHED_SCALE,
    period,
  };
}

function ofBudgets(
  { key, model }: Caller,
  { index, period }: Page,
): SumCounter[] {
  return index
    .budgetsOf({ key: key.id, team: key.team, model: model.id })
    .map(budget => ({
      id: `budget:${JSON.stringify([budget.id, budget.unit])}:${period.name}`,
      name: 'budget',
      scope: scopeOf(budget),
      isShared: budget.key === undefined,
      shadow: !budget.hard,
      kind: 'sum',
      unit: budget.unit,
      measure: budget.unit,
      limit: BigInt(budget.limit),
      base: budget.period === period.name ? BigInt(budget.used) : 0n,
      period,
    }));
}

function scopeOf({ team, model, key }: PolicyBudget): string {
  const parts = [
    key && `API key ${key}`,
    team,
    model && `model "${model}"`,
  ].filter(part => part !== undefined);
  return `budget of ${parts.join(' for ') || 'the organisation'}`;
}
