import type { PolicyKey } from '@openmaas/backstage-plugin-maas-common';
import { modelHeaders } from '../auth/retirement';
import type { AnswerEstimate } from '../limits/answerEstimate';
import { limitHeaders } from '../limits/headers';
import type { AdmissionRequest, Limiter } from '../limits/Limiter';
import { reservationOf } from '../limits/reservation';
import type { Metrics } from '../metrics/Metrics';
import type { Policy } from '../policy/Policy';
import type {
  Protocol,
  ProxiedRequest,
  UploadProtocol,
  UploadRequest,
} from '../protocol/Protocol';
import type { CallServices } from './AdmittedCall';
import type { BodyRoom } from './BodyRoom';
import { Call } from './Call';
import type { AuthenticatedRequest, Route } from './ClientServer';
import { answerDryRun, isDryRun } from './dryRun';
import { notedAccess } from './notedAccess';
import type { RunningCalls } from './RunningCalls';
import { readBody } from './readBody';
import { upstreamHeaders } from './upstreamHeaders';

/** What metered calls need of the gateway. @internal */
export interface MeteredRouteOptions extends CallServices {
  policy: Policy;
  limiter: Limiter;
  answers: AnswerEstimate;
  metrics: Metrics;
  running: RunningCalls;
  /** Bytes. */
  maxBodyBytes: number;
  bodies: BodyRoom;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** The route of an endpoint whose calls are admitted, passed on and metered. @internal */
export function meteredRoute(
  protocol: Protocol | UploadProtocol,
  options: MeteredRouteOptions,
): Route {
  return {
    method: 'POST',
    path: protocol.path,
    handle: request => handle(protocol, request, options),
  };
}

async function handle(
  protocol: Protocol | UploadProtocol,
  request: AuthenticatedRequest,
  options: MeteredRouteOptions,
): Promise<void> {
  // A body is not waited for in vain.
  options.running.assertOpen();
  if ('receive' in protocol) {
    const asked = await protocol.receive(request.request);
    try {
      await makeCall(protocol, asked, request, options);
    } finally {
      await asked.discard();
    }
  } else {
    const { maxBodyBytes, bodies } = options;
    const whose = request.notes.key?.id ?? '';
    const body = await readBody(request.request, maxBodyBytes, bytes =>
      bodies.reserve(whose, bytes),
    );
    await makeCall(protocol, protocol.read(body), request, options);
  }
}

async function makeCall(
  protocol: Pick<Protocol, 'path'>,
  asked: ProxiedRequest | UploadRequest,
  authenticated: AuthenticatedRequest,
  options: MeteredRouteOptions,
): Promise<void> {
  const { id, request, response, notes } = authenticated;
  const { policy, limiter, answers, metrics, running } = options;
  const dryRun = isDryRun(request.headers);
  const decide = (whose: PolicyKey) => {
    running.assertOpen();
    return notedAccess(policy, whose, asked.model, options.now(), notes);
  };
  // From here to the journal without a pause, so that all of it is true at the same time.
  let key = authenticated.key();
  if (key instanceof Promise) {
    key = await key;
  }
  const access = decide(key);
  const { model, grant, plan } = access;
  notes.streamed = asked.streamed;

  const wanted: AdmissionRequest = {
    key,
    plan,
    model,
    ...reservationOf(asked, model, answers),
  };
  if (dryRun) {
    const { currency } = policy.account();
    await answerDryRun(response, access, wanted, { limiter, currency });
    return;
  }
  const begun = performance.now();
  let admission = limiter.admit(wanted);
  if (admission instanceof Promise) {
    admission = await admission;
    // Shared counters were a pause after all: what was true is looked at once more.
    try {
      decide(await authenticated.key());
    } catch (error) {
      admission.release();
      throw error;
    }
  }
  notes.shadowed = admission.shadowed;
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
        label: key.label,
        caller: notes.caller,
        estimatedInput: asked.estimatedInput,
      },
      protocol,
      request: asked,
      access,
      admission,
      upstreamHeaders: upstreamHeaders(
        id,
        protocol.path,
        asked,
        request.headers,
        authenticated.traceHeaders,
      ),
      headers: limitHeaders(admission, modelHeaders(access)),
    },
    response,
  );
  const end = await running.track(call);
  if (!end) {
    return;
  }
  notes.end = end;
  if (!end.estimated && asked.maxTokens !== 0) {
    answers.note(model.id, end.tokens.output, asked.answers);
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
