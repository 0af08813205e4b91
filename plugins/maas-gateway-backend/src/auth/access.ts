import type {
  Plan,
  PolicyGrant,
  PolicyKey,
  PolicyModel,
} from '@openmaas/backstage-plugin-maas-common';
import type { Policy } from '../policy/Policy';
import { GatewayError } from '../server/GatewayError';
import { notFound, type Reason, refusal } from './modelRefusals';
import { hasRetired } from './retirement';

/** What a call may use, and under which terms. @internal */
export interface Access {
  model: PolicyModel;
  grant: PolicyGrant;
  plan: Plan;
  /** Of the model that was named, where its end is announced or past. */
  retirement?: NamedRetirement;
}

/** @internal */
export interface NamedRetirement {
  /** Id of the model that was named: the one that is called, or was before it. */
  model: string;
  /** ISO 8601 */
  at: string;
  /** Where there is one that the team may see. */
  successor?: PolicyModel;
}

/**
 * Decides whether a key can call a model, by the name that the client sent. The names of
 * a model that has retired are those of its successor.
 *
 * @param now - milliseconds since 1970
 * @throws GatewayError 404 `model_not_found`, 403 `model_access_required`,
 *   503 `model_stopped`, `model_off`, `model_failed`, `model_queued`, `model_starting` or,
 *   where the plan of the grant is not in the policy, so that its limits are not known,
 *   `gateway_not_ready`
 * @internal
 */
export function decideAccess(
  policy: Policy,
  key: PolicyKey,
  name: string,
  now: number,
): Access {
  const model = policy.modelByName(name);
  if (!model) {
    throw notFound(name);
  }
  if (hasRetired(model, now)) {
    return decideSuccessor(policy, key, model, name, now);
  }
  const verdict = judge(policy, key, model, now);
  if (typeof verdict === 'string') {
    throw refusal(verdict, key, model, name);
  }
  return model.retirement
    ? { ...verdict, retirement: retirementOf(policy, key, model, now) }
    : verdict;
}

/**
 * The model that `decideAccess` lets a key call by a name; nothing where it refuses.
 *
 * @param now - milliseconds since 1970
 * @internal
 */
export function callableModel(
  policy: Policy,
  key: PolicyKey,
  name: string,
  now: number,
): PolicyModel | undefined {
  try {
    return decideAccess(policy, key, name, now).model;
  } catch (error) {
    if (error instanceof GatewayError) {
      return undefined;
    }
    throw error;
  }
}

/**
 * Nobody hears of a retired model that it may not see, nor of a successor that it may
 * not see.
 */
function decideSuccessor(
  policy: Policy,
  key: PolicyKey,
  retired: PolicyModel,
  name: string,
  now: number,
): Access {
  const retirement = retirementOf(policy, key, retired, now);
  const { at, successor } = retirement;
  const verdict = successor && judge(policy, key, successor, now);
  if (verdict && typeof verdict !== 'string') {
    return { ...verdict, retirement };
  }
  if (judge(policy, key, retired, now) === 'unseen') {
    throw notFound(name);
  }
  if (!verdict) {
    throw notFound(name, `Model "${name}" retired at ${at}. `);
  }
  const { servedName } = successor;
  const before = `Model "${name}" retired at ${at}; its successor is "${servedName}". `;
  throw refusal(verdict, key, successor, servedName, before);
}

/**
 * Exactly the models that `decideAccess` lets a key call now, by id.
 *
 * @param now - milliseconds since 1970
 * @internal
 */
export function callableModels(
  policy: Policy,
  key: PolicyKey,
  now: number,
): PolicyModel[] {
  return policy
    .models()
    .filter(
      model =>
        !hasRetired(model, now) &&
        typeof judge(policy, key, model, now) !== 'string',
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** A successor that has retired itself is none. */
function retirementOf(
  policy: Policy,
  key: PolicyKey,
  { id, retirement }: PolicyModel,
  now: number,
): NamedRetirement {
  const { at = '', successor } = retirement ?? {};
  const next = successor === undefined ? undefined : policy.model(successor);
  const isThere =
    next &&
    !hasRetired(next, now) &&
    judge(policy, key, next, now) !== 'unseen';
  return { model: id, at, successor: isThere ? next : undefined };
}

/** The one rule. What the team has not been let see is told apart first. */
function judge(
  policy: Policy,
  key: PolicyKey,
  model: PolicyModel,
  now: number,
): Access | Reason {
  const grant = policy.grant(key.team, model.id);
  if (!grant) {
    return model.visibility === 'hidden' ? 'unseen' : 'no-grant';
  }
  if (grant.expiresAt && Date.parse(grant.expiresAt) <= now) {
    return model.visibility === 'hidden' ? 'unseen' : 'expired';
  }
  if (grant.state !== 'active') {
    return 'suspended';
  }
  if (key.models && !key.models.includes(model.id)) {
    return 'not-of-key';
  }
  const plan = policy.plan(grant.plan);
  if (!plan) {
    return 'no-plan';
  }
  if (model.stopped) {
    return 'stopped';
  }
  return model.state === 'ready' ? { model, grant, plan } : model.state;
}
