import type { IncomingHttpHeaders } from 'node:http';
import { decideAccess } from '../auth/access';
import type { AnswerEstimate } from '../limits/answerEstimate';
import { limitHeaders } from '../limits/headers';
import type { Limiter } from '../limits/Limiter';
import type { Metrics } from '../metrics/Metrics';
import type { Policy } from '../policy/Policy';
import type { Protocol } from '../protocol/Protocol';
import type { CallServices } from './AdmittedCall';
import { Call } from './Call';
import type { AuthenticatedRequest, Route } from './ClientServer';
import type { RunningCalls } from './RunningCalls';
import { readBody } from './readBody';

/** What metered calls need of the gateway. @internal */
export interface MeteredRouteOptions extends CallServices {
  policy: Policy;
  limiter: Limiter;
  answers: AnswerEstimate;
  metrics: Metrics;
  running: RunningCalls;
  /** Bytes. */
  maxBodyBytes: number;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** What passes from the client's headers to the model server: nothing else does. */
const PASSED_ON = ['traceparent', 'tracestate'];

/** The route of an endpoint whose calls are admitted, passed on and metered. @internal */
export function meteredRoute(
  protocol: Protocol,
  options: MeteredRouteOptions,
): Route {
  return {
    method: 'POST',
    path: protocol.path,
    handle: request => handle(protocol, request, options),
  };
}

async function handle(
  protocol: Protocol,
  { id, request, response, notes, ...authenticated }: AuthenticatedRequest,
  options: MeteredRouteOptions,
): Promise<void> {
  const { policy, limiter, answers, metrics, running } = options;
  const body = await readBody(request, options.maxBodyBytes);
  const asked = protocol.read(body);
  // From here to the journal without a pause, so that all of it is true at the same time.
  const key = await authenticated.key();
  running.assertOpen();
  const access = decideAccess(policy, key, asked.model, options.now());
  const { model, grant, plan } = access;
  notes.model = model.id;
  notes.plan = plan.id;

  const begun = performance.now();
  const admission = await limiter.admit({
    key,
    plan,
    model,
    mostInput: asked.estimatedInput,
    mostOutput: asked.maxTokens,
    estimatedTokens:
      asked.estimatedInput +
      answers.estimate(model.id, { maxTokens: asked.maxTokens }),
  });
  const call = new Call(
    options,
    {
      intent: {
        id,
        startedAt: new Date(options.now()).toISOString(),
        team: key.team,
        maker: key.maker,
        key: key.id,
        grant: grant.id,
        plan: plan.id,
        model: model.id,
        path: protocol.path,
        streamed: asked.streamed,
        estimatedInput: asked.estimatedInput,
      },
      protocol,
      request: asked,
      access,
      admission,
      upstreamHeaders: upstreamHeaders(id, asked.streamed, request.headers),
      headers: { 'x-maas-model': model.id, ...limitHeaders(admission) },
    },
    response,
  );
  const end = await running.track(call);
  if (!end) {
    return;
  }
  if (!end.estimated && asked.maxTokens !== 0) {
    answers.note(model.id, end.tokens.output);
  }
  metrics.callEnded(
    {
      model: model.id,
      plan: plan.id,
      seconds: (performance.now() - begun) / 1000,
    },
    end,
  );
}

function upstreamHeaders(
  id: string,
  streamed: boolean,
  headers: IncomingHttpHeaders,
): Record<string, string> {
  const passed = PASSED_ON.flatMap(name => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  return {
    ...Object.fromEntries(passed),
    'content-type': 'application/json',
    accept: streamed ? 'text/event-stream' : 'application/json',
    'user-agent': 'maas-gateway',
    'x-request-id': id,
  };
}
