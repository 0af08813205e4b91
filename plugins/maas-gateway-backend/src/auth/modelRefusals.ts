import type {
  PolicyKey,
  PolicyModel,
} from '@openmaas/backstage-plugin-maas-common';
import { notReady } from '../policy/notReady';
import { GatewayError } from '../server/GatewayError';

/** Why a key cannot call a model. @internal */
export type Reason =
  | 'unseen'
  | 'no-grant'
  | 'suspended'
  | 'expired'
  | 'not-of-key'
  | 'no-plan'
  | 'stopped'
  | Exclude<PolicyModel['state'], 'ready'>;

/** Of a name that is told to whoever sent it, in characters. */
const MAX_NAME = 200;

/** When to look again where the model does not say, in seconds. */
const QUEUED_RETRY_S = 60;
const STARTING_RETRY_S = 15;

/**
 * Why a key cannot call a model that there is.
 *
 * @param name - of the model, as the client knows it
 * @param before - what is said before all else
 * @internal
 */
export function refusal(
  reason: Reason,
  key: PolicyKey,
  model: PolicyModel,
  name: string,
  before = '',
): GatewayError {
  const ask = `Ask for access at ${model.accessUrl}`;
  switch (reason) {
    case 'unseen':
      return notFound(name);
    case 'no-grant':
      return noAccess(
        `${before}${key.team} has no access to model "${name}". ${ask}`,
      );
    case 'expired':
      return noAccess(
        `${before}The access of ${key.team} to model "${name}" has expired. ${ask}`,
      );
    case 'suspended':
      return noAccess(
        `${before}The access of ${key.team} to model "${name}" is suspended. Talk to ${model.owner}, who owns the model; its page for access is ${model.accessUrl}`,
      );
    case 'not-of-key':
      return noAccess(
        `${before}This API key is limited to other models of ${key.team} than "${name}". Use another key of the team, or make one in the portal.`,
      );
    case 'no-plan':
      return notReady(
        `The gateway does not know the plan that ${key.team} uses model "${name}" under. Try again in a moment; if that does not help, tell the platform team.`,
      );
    case 'stopped':
      return unserved(
        'model_stopped',
        `${before}Model "${name}" is stopped for everybody${becauseOf(
          model.stopped?.reason,
        )}. Ask ${
          model.owner
        }, who owns it, or look for another one in the portal, starting at ${
          model.accessUrl
        }`,
        // Somebody has to let it go on: it is no use to try again at once.
        { 'x-should-retry': 'false' },
      );
    default:
      return notServed(reason, model, name, before);
  }
}

/** The team may call it, but nobody can now. */
function notServed(
  state: Exclude<PolicyModel['state'], 'ready'>,
  model: PolicyModel,
  name: string,
  before: string,
): GatewayError {
  const { owner, accessUrl, stateReason, queuePosition } = model;
  const because = becauseOf(stateReason);
  const elsewhere = `or look for another one in the portal, starting at ${accessUrl}`;
  switch (state) {
    case 'queued': {
      const place = queuePosition ? `, as number ${queuePosition} of them` : '';
      return waiting(
        'model_queued',
        model,
        QUEUED_RETRY_S,
        again =>
          `${before}Model "${name}" waits for GPUs${place}${because}. ${again}, ${elsewhere}`,
      );
    }
    case 'starting':
      return waiting(
        'model_starting',
        model,
        STARTING_RETRY_S,
        again => `${before}Model "${name}" is starting${because}. ${again}.`,
      );
    case 'failed':
      return unserved(
        'model_failed',
        `${before}Model "${name}" failed to start${because}. Tell ${owner}, who owns it, ${elsewhere}`,
      );
    default:
      return unserved(
        'model_off',
        `${before}Model "${name}" is switched off${because}. Ask ${owner}, who owns it, ${elsewhere}`,
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

function becauseOf(reason: string | undefined): string {
  return reason ? ` (${reason})` : '';
}

/**
 * As if there were no such model.
 *
 * @param name - as the client sent it
 * @param why - where it is known what became of it
 * @internal
 */
export function notFound(
  name: string,
  why = `There is no model "${name.slice(0, MAX_NAME)}". `,
): GatewayError {
  return new GatewayError(
    404,
    `${why}GET /v1/models lists those that this API key can call.`,
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
