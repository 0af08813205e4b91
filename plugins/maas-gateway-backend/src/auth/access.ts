import type {
  Plan,
  PolicyGrant,
  PolicyKey,
  PolicyModel,
} from '@openmaas/backstage-plugin-maas-common';
import { notReady } from '../policy/notReady';
import type { Policy } from '../policy/Policy';
import { GatewayError } from '../server/GatewayError';

/** What a call may use, and under which terms. @internal */
export interface Access {
  model: PolicyModel;
  grant: PolicyGrant;
  plan: Plan;
}

type Reason =
  | 'unseen'
  | 'no-grant'
  | 'suspended'
  | 'expired'
  | 'not-of-key'
  | 'no-plan'
  | Exclude<PolicyModel['state'], 'ready'>;

/** Of a name that is told to whoever sent it, in characters. */
const MAX_NAME = 200;

/** When to look again where the model does not say, in seconds. */
const QUEUED_RETRY_S = 60;
const STARTING_RETRY_S = 15;

/**
 * Decides whether a key can call a model, by the name that the client sent.
 *
 * @param now - milliseconds since 1970
 * @throws GatewayError 404 `model_not_found`, 403 `model_access_required`,
 *   503 `model_off`, `model_failed`, `model_queued`, `model_starting` or, where the plan
 *   of the grant is not in the policy, so that its limits are not known,
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
  const verdict = judge(policy, key, model, now);
  if (typeof verdict === 'string') {
    throw refusal(verdict, key, model, name);
  }
  return verdict;
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
    .filter(model => typeof judge(policy, key, model, now) !== 'string')
    .sort((a, b) => (a.id < b.id ? -1 : 1));
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
  return model.state === 'ready' ? { model, grant, plan } : model.state;
}

function refusal(
  reason: Reason,
  key: PolicyKey,
  model: PolicyModel,
  name: string,
): GatewayError {
  const ask = `Ask for access at ${model.accessUrl}`;
  switch (reason) {
    case 'unseen':
      return notFound(name);
    case 'no-grant':
      return noAccess(`${key.team} has no access to model "${name}". ${ask}`);
    case 'expired':
      return noAccess(
        `The access of ${key.team} to model "${name}" has expired. ${ask}`,
      );
    case 'suspended':
      return noAccess(
        `The access of ${key.team} to model "${name}" is suspended. Talk to ${model.owner}, who owns the model; its page for access is ${model.accessUrl}`,
      );
    case 'not-of-key':
      return noAccess(
        `This API key is limited to other models of ${key.team} than "${name}". Use another key of the team, or make one in the portal.`,
      );
    case 'no-plan':
      return notReady(
        `The gateway does not know the plan that ${key.team} uses model "${name}" under. Try again in a moment; if that does not help, tell the platform team.`,
      );
    default:
      return notServed(reason, model, name);
  }
}

/** The team may call it, but nobody can now. */
function notServed(
  state: Exclude<PolicyModel['state'], 'ready'>,
  model: PolicyModel,
  name: string,
): GatewayError {
  const { owner, accessUrl, stateReason, queuePosition } = model;
  const because = stateReason ? ` (${stateReason})` : '';
  const elsewhere = `or look for another one in the portal, starting at ${accessUrl}`;
  switch (state) {
    case 'queued': {
      const place = queuePosition ? `, as number ${queuePosition} of them` : '';
      return waiting(
        'model_queued',
        model,
        QUEUED_RETRY_S,
        again =>
          `Model "${name}" waits for GPUs${place}${because}. ${again}, ${elsewhere}`,
      );
    }
    case 'starting':
      return waiting(
        'model_starting',
        model,
        STARTING_RETRY_S,
        again => `Model "${name}" is starting${because}. ${again}.`,
      );
    case 'failed':
      return unserved(
        'model_failed',
        `Model "${name}" failed to start${because}. Tell ${owner}, who owns it, ${elsewhere}`,
      );
    default:
      return unserved(
        'model_off',
        `Model "${name}" is switched off${because}. Ask ${owner}, who owns it, ${elsewhere}`,
      );
  }
}

function waiting(
  code: string,
  { retryAfterSeconds }: PolicyModel,
  fallback: number,
  message: (again: string) => string,
): GatewayError {
  const seconds = retryAfterSeconds ?? fallback;
  return unserved(code, message(`Try again in ${seconds} s`), {
    'retry-after': String(seconds),
  });
}

function unserved(
  code: string,
  message: string,
  headers?: Record<string, string>,
): GatewayError {
  return new GatewayError(503, message, {
    code,
    type: 'server_error',
    param: 'model',
    headers,
  });
}

function notFound(name: string): GatewayError {
  return new GatewayError(
    404,
    `There is no model "${name.slice(
      0,
      MAX_NAME,
    )}". GET /v1/models lists those that this API key can call.`,
    { code: 'model_not_found', type: 'not_found_error', param: 'model' },
  );
}

function noAccess(message: string): GatewayError {
  return new GatewayError(403, message, {
    code: 'model_access_required',
    type: 'permission_error',
    param: 'model',
  });
}
