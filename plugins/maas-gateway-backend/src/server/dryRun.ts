import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { Access } from '../auth/access';
import { modelHeaders } from '../auth/retirement';
import { headerRecord } from '../limits/headers';
import type { AdmissionRequest, Explanation, Limiter } from '../limits/Limiter';
import { sendJson } from './answers';
import { GatewayError } from './GatewayError';

const HEADER = 'x-maas-dry-run';

/**
 * Whether a client only asks what would become of its call.
 *
 * @throws GatewayError 400 where that cannot be told: a call that was meant to be none
 *   would cost
 * @internal
 */
export function isDryRun(headers: IncomingHttpHeaders): boolean {
  const value = headers[HEADER];
  if (value === undefined) {
    return false;
  }
  if (value !== '1' && value !== 'true') {
    throw new GatewayError(
      400,
      `The header "${HEADER}" must be 1, or not be there.`,
      { code: 'invalid_request_error', type: 'invalid_request_error' },
    );
  }
  return true;
}

/**
 * Says what would become of a call: under which grant and plan, what it would reserve, and
 * what each limit has left. Nothing is reserved, journalled or sent.
 *
 * @throws GatewayError as `admit` does, but for limits that are reached
 * @internal
 */
export async function answerDryRun(
  response: ServerResponse,
  access: Access,
  request: AdmissionRequest,
  options: { limiter: Limiter; currency: string },
): Promise<void> {
  const explanation = await options.limiter.explain(request);
  const { estimatedTokens, mostInput, mostOutput } = request;
  sendJson(
    response,
    200,
    {
      model: access.model.id,
      ...retirementFor(access),
      grant: access.grant.id,
      plan: access.plan.id,
      decision: decisionOf(explanation),
      reserves: {
        tokens: estimatedTokens,
        mostTokens: mostInput + mostOutput,
        /** Nano-units, as all money here. */
        mostCost: String(explanation.mostCost),
        currency: options.currency,
      },
      limits: explanation.limits,
    },
    { [HEADER]: '1', ...headerRecord(modelHeaders(access)) },
  );
}

/** Why it would not be for ever, or is another model than was named. */
function retirementFor({ retirement }: Access) {
  return (
    retirement && {
      retirement: { ...retirement, successor: retirement.successor?.id },
    }
  );
}

function decisionOf({ refusal }: Explanation) {
  return refusal
    ? {
        allowed: false,
        status: refusal.status,
        code: refusal.code,
        message: refusal.message,
      }
    : { allowed: true };
}
