import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { type Plan, parseFactor } from '@openmaas/backstage-plugin-maas-common';

const DEFAULT_PLANS: Plan[] = [
  {
    id: 'free',
    title: 'Free',
    description: 'To try a model. Granted at once.',
    approval: 'none',
    tokensPerMinute: 200,
    priceFactor: '1',
  },
  {
    id: 'premium',
    title: 'Premium',
    description: 'For a team that builds on a model.',
    approval: 'required',
    tokensPerMinute: 1000,
    priceFactor: '1',
  },
  {
    id: 'enterprise',
    title: 'Enterprise',
    description: 'For applications that many people use.',
    approval: 'required',
    tokensPerMinute: 5000,
    priceFactor: '1',
  },
];

const LIMITS = [
  'tokensPerMinute',
  'requestsPerMinute',
  'parallelRequests',
  'tokensPerMonth',
] as const;

/**
 * The plans there are. They come from configuration and are the same for as long as
 * the process runs, so there is no store.
 *
 * @internal
 */
export class PlanService {
  private constructor(private readonly plans: Plan[]) {}

  /**
   * Plans of `maas.plans`, or the three default ones.
   *
   * @throws InputError naming the plan and the field that is wrong
   */
  static fromConfig(config: Config): PlanService {
    const plans = config.getOptionalConfig('maas.plans');
    return new PlanService(
      plans
        ? plans.keys().map(id => readPlan(id, plans.getConfig(id)))
        : DEFAULT_PLANS,
    );
  }

  /** All plans, smallest first; one without a limit of tokens comes last. */
  list(): Plan[] {
    const size = (plan: Plan) => plan.tokensPerMinute ?? Infinity;
    return [...this.plans].sort((a, b) => size(a) - size(b));
  }

  /** Ids of all plans. */
  ids(): string[] {
    return this.list().map(plan => plan.id);
  }

  /** One plan, if it is there. */
  find(id: string): Plan | undefined {
    return this.plans.find(plan => plan.id === id);
  }

  /**
   * One plan.
   *
   * @throws InputError where there is none of that id
   */
  get(id: string): Plan {
    const plan = this.find(id);
    if (!plan) {
      throw new InputError(
        `There is no plan "${id}". Plans: ${this.ids().join(', ')}`,
      );
    }
    return plan;
  }
}

function readPlan(id: string, config: Config): Plan {
  const fault = (field: string, message: string) =>
    new InputError(`Configuration maas.plans.${id}.${field} ${message}`);
  const plan: Plan = {
    id,
    title: config.getOptionalString('title') ?? id,
    approval: 'required',
    priceFactor: '1',
  };
  const description = config.getOptionalString('description');
  if (description) {
    plan.description = description;
  }
  const approval = config.getOptionalString('approval') ?? 'required';
  if (approval !== 'none' && approval !== 'required') {
    throw fault('approval', `must be none or required, not "${approval}"`);
  }
  plan.approval = approval;
  for (const limit of LIMITS) {
    const value = config.getOptionalNumber(limit);
    if (value === undefined) {
      continue;
    }
    if (!Number.isSafeInteger(value) || value < 1) {
      throw fault(limit, `must be a whole number from 1, not ${value}`);
    }
    plan[limit] = value;
  }
  if (config.getOptionalBoolean('shadow')) {
    plan.shadow = true;
  }
  const factor = config.getOptional<string | number>('priceFactor');
  if (factor !== undefined) {
    try {
      plan.priceFactor = parseFactor(factor);
    } catch (error) {
      throw fault('priceFactor', `is wrong: ${(error as Error).message}`);
    }
  }
  return plan;
}
