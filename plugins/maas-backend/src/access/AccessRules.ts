import { ConflictError, InputError } from '@backstage/errors';
import type {
  DataClass,
  Plan,
  StepKind,
} from '@openmaas/backstage-plugin-maas-common';
import type { ModelService } from '../models/ModelService';
import type { StoredModel } from '../models/ModelStore';
import { retiredAt } from '../models/retirement';
import type { PlanService } from '../plans/PlanService';
import type { StoredAccessRequest, StoredGrant } from './AccessStore';
import { sizeOf } from './approval';
import type { AccessRule } from './ruleConfig';

/** What is asked for. @internal */
export interface AskedFor {
  teamRef: string;
  models: StoredModel[];
  plan: Plan;
  /** Nano-units a model and month. */
  monthlyBudget?: bigint;
  data: DataClass;
  requesterOwnsTeam: boolean;
}

/** A decision that is needed. @internal */
export interface Need {
  kind: StepKind;
  /** Ids of the models that it is about. */
  models: string[];
}

/** Whether somebody has to decide, and why. @internal */
export interface Verdict {
  /** The rule that decides, as in `rule:<name>`; undefined where none does. */
  rule?: string;
  /** Why it is not granted at once; undefined where it is. */
  waitsFor?: string;
  /** In the order in which they are made; none where it is granted at once. */
  needs: Need[];
}

const DECIDER: Record<StepKind, string> = {
  'model-owner': "the model's owner",
  'team-owner': "the team's owner",
  platform: 'the platform team',
};

/**
 * What may be asked for, what of it is granted without a person, and who decides about
 * the rest.
 *
 * @internal
 */
export class AccessRules {
  constructor(
    private readonly options: {
      models: Pick<ModelService, 'find'>;
      plans: PlanService;
      /** Of the configuration; the first that fits decides. */
      rules: AccessRule[];
      now: () => Date;
    },
  ) {}

  /**
   * The models of these ids, all of which have to be offered under a plan and for data
   * of a class.
   *
   * @throws InputError naming the first one that is not
   */
  async modelsUnder(
    ids: string[],
    plan: Plan,
    data: DataClass,
  ): Promise<StoredModel[]> {
    const models = await this.options.models.find(ids);
    const missing = ids.filter(id => !models.some(model => model.id === id));
    if (missing.length > 0) {
      throw new InputError(
        `There is no model "${missing.join(
          '", "',
        )}". The models page lists what there is`,
      );
    }
    for (const model of models) {
      this.requireOffer(model, plan, data);
    }
    return ids.flatMap(id => models.filter(model => model.id === id));
  }

  /**
   * Looks whether what is left of a request could still be made.
   *
   * @throws ConflictError
   */
  async requireOffered(
    request: Pick<StoredAccessRequest, 'plan' | 'data' | 'grants'>,
  ): Promise<void> {
    const ids = request.grants
      .filter(grant => grant.state === 'pending')
      .map(grant => grant.modelId);
    try {
      const plan = this.options.plans.get(request.plan);
      await this.modelsUnder(ids, plan, request.data ?? 'public');
    } catch (error) {
      throw new ConflictError(
        `What the request asks for is not offered any more, so it can only be denied: ${
          (error as Error).message
        }`,
      );
    }
  }

  /**
   * Who decides about what is asked for.
   *
   * @param held - live grants of the team for these models, suspended ones too
   */
  verdict(asked: AskedFor, held: StoredGrant[]): Verdict {
    const rule = this.options.rules.find(({ when }) => fits(when, asked));
    if (
      !rule ||
      (rule.then === 'grant' &&
        (suspensionOf(asked, held) || this.takesAway(asked, held)))
    ) {
      // Otherwise anybody could get around a suspension, or take from the whole team.
      return defaultVerdict(asked, held);
    }
    if (rule.then === 'grant') {
      return { rule: rule.name, needs: [] };
    }
    const models = asked.models.map(({ id }) => id);
    return {
      rule: rule.name,
      waitsFor: `By the rule "${rule.name}", this is decided by ${rule.then
        .map(kind => DECIDER[kind])
        .join(', then ')}`,
      needs: rule.then.map(kind => ({ kind, models })),
    };
  }

  /** Whether a team would have less than before, and its owner did not ask for that. */
  private takesAway(asked: AskedFor, held: StoredGrant[]): boolean {
    const { plan, monthlyBudget: budget, requesterOwnsTeam } = asked;
    const { plans } = this.options;
    return (
      !requesterOwnsTeam &&
      held.some(
        grant =>
          sizeOf(plan) < sizeOf(plans.find(grant.plan)) ||
          (budget !== undefined && budget < (grant.monthlyBudget ?? Infinity)),
      )
    );
  }

  private requireOffer(model: StoredModel, plan: Plan, data: DataClass): void {
    if (!model.plans.includes(plan.id)) {
      throw new InputError(
        `Model "${model.id}" is not offered under plan "${
          plan.id
        }", only under ${model.plans.join(', ')}`,
      );
    }
    const at = retiredAt(model, this.options.now());
    const { successor } = model.retirement ?? {};
    if (at) {
      throw new InputError(
        `Model "${model.id}" was retired on ${at.toISOString().slice(0, 10)}${
          successor ? `: ask for "${successor}"` : ''
        }`,
      );
    }
    const allowed = model.dataPolicy?.allowed;
    if (allowed && !allowed.includes(data)) {
      throw new InputError(
        `Model "${model.id}" does not take ${data} data, ${
          allowed.length > 0 ? `only ${allowed.join(', ')}` : 'nor any other'
        }`,
      );
    }
  }
}

function fits(when: AccessRule['when'], asked: AskedFor): boolean {
  const { maxMonthlyBudget: most } = when;
  return (
    (when.plans?.includes(asked.plan.id) ?? true) &&
    (when.teams?.includes(asked.teamRef) ?? true) &&
    (when.data?.includes(asked.data) ?? true) &&
    (when.requesterOwnsTeam ?? asked.requesterOwnsTeam) ===
      asked.requesterOwnsTeam &&
    asked.models.every(({ id }) => when.models?.includes(id) ?? true) &&
    (most === undefined ||
      (asked.monthlyBudget !== undefined && asked.monthlyBudget <= most))
  );
}

function suspensionOf(
  { models }: AskedFor,
  held: StoredGrant[],
): StoredGrant | undefined {
  return held.find(
    grant =>
      grant.state === 'suspended' &&
      models.some(model => model.id === grant.modelId),
  );
}

/** Where no rule of the configuration decides. */
function defaultVerdict(asked: AskedFor, held: StoredGrant[]): Verdict {
  const forModels = modelReason(asked, held);
  const forTeam = teamReason(asked, held);
  const needs: Need[] = [];
  if (forModels) {
    needs.push({ kind: 'model-owner', models: forModels.models });
  }
  if (forTeam) {
    needs.push({
      kind: 'team-owner',
      models: asked.models.map(({ id }) => id),
    });
  }
  const reasons = [forModels?.reason, forTeam].filter(Boolean);
  return reasons.length > 0
    ? { waitsFor: reasons.join('. '), needs }
    : { rule: `plan/${asked.plan.id}`, needs };
}

/** Why the owner of models has to decide, and about which. */
function modelReason(
  asked: AskedFor,
  held: StoredGrant[],
): { reason: string; models: string[] } | undefined {
  const { plan, models } = asked;
  if (plan.approval === 'required') {
    return {
      reason: `Plan ${plan.title} needs approval`,
      models: models.map(({ id }) => id),
    };
  }
  const suspended = suspensionOf(asked, held);
  const concerned = models.filter(
    ({ id, visibility }) =>
      visibility === 'restricted' ||
      held.some(grant => grant.state === 'suspended' && grant.modelId === id),
  );
  const restricted = concerned.find(
    ({ visibility }) => visibility === 'restricted',
  );
  if (restricted) {
    return {
      reason: `Model ${restricted.title} is restricted: its ${
        restricted.approver ? 'approver' : 'owner'
      } decides`,
      models: concerned.map(({ id }) => id),
    };
  }
  return (
    suspended && {
      reason: `The team's access to ${suspended.modelId} is suspended`,
      models: concerned.map(({ id }) => id),
    }
  );
}

/** Why the owner of the team has to decide. */
function teamReason(
  { plan, monthlyBudget }: AskedFor,
  held: StoredGrant[],
): string | undefined {
  // Otherwise anybody could take a bigger plan away from the whole team.
  const other = held.find(grant => grant.plan !== plan.id);
  if (other) {
    return `The team uses ${other.modelId} under plan ${other.plan} now: changing that needs approval`;
  }
  return monthlyBudget === undefined
    ? undefined
    : "The team's owner decides about its budget";
}
