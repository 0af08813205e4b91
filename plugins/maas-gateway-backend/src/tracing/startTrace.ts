import type { IncomingHttpHeaders } from 'node:http';
import {
  type Attributes,
  context,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import type { RequestNotes } from '../server/ClientServer';

/** What is passed on of a trace; nothing else that travels with one goes to model servers. */
const HEADERS = ['traceparent', 'tracestate'];

/** As the W3C has it; what a later version adds is passed on. */
const TRACEPARENT =
  /^(?!ff)[\da-f]{2}-(?!0{32})[\da-f]{32}-(?!0{16})[\da-f]{16}-[\da-f]{2}(-[\w-]{0,100})?$/;
const MAX_TRACESTATE = 512;

/** What a path does, in the words of the conventions for generative AI. */
const OPERATIONS: Record<string, string> = {
  '/v1/chat/completions': 'chat',
  '/v1/messages': 'chat',
  '/v1/responses': 'chat',
  '/v1/completions': 'text_completion',
  '/v1/embeddings': 'embeddings',
};

/** A request's part in a trace. @internal */
export interface RequestTrace {
  /** For the model server. */
  headers: Record<string, string>;
  /** The request is over, and its notes are full. */
  end(status?: number): void;
}

/**
 * Begins a span for a request and names it to the model server. Without an OpenTelemetry
 * SDK in the process there is none, and the client's own trace is passed on as it came.
 *
 * @internal
 */
export function startTrace(
  headers: IncomingHttpHeaders,
  notes: RequestNotes,
): RequestTrace {
  const parent = propagation.extract(context.active(), headers);
  // Of whoever is the provider now.
  const span = trace
    .getTracer('maas-gateway')
    .startSpan(notes.method, { kind: SpanKind.SERVER }, parent);
  if (!span.isRecording()) {
    return { headers: pick(valid(headers)), end: () => span.end() };
  }
  const carrier: Record<string, string> = {};
  propagation.inject(trace.setSpan(parent, span), carrier);
  return {
    headers: pick(carrier),
    end(status) {
      const { method, route } = notes;
      span.updateName(route ? `${method} ${route}` : method);
      span.setAttributes(attributesOf(notes, status));
      if (status && status >= 500) {
        span.setStatus({ code: SpanStatusCode.ERROR });
      }
      span.end();
    },
  };
}

/** Who cannot name a trace is in none, and must not confuse a model server. */
function valid({ traceparent, tracestate }: IncomingHttpHeaders) {
  if (!TRACEPARENT.test(String(traceparent))) {
    return {};
  }
  const isShort = String(tracestate).length <= MAX_TRACESTATE;
  return { traceparent, tracestate: isShort ? tracestate : undefined };
}

function pick(headers: IncomingHttpHeaders): Record<string, string> {
  const picked: Record<string, string> = {};
  for (const name of HEADERS) {
    const value = headers[name];
    if (typeof value === 'string') {
      picked[name] = value;
    }
  }
  return picked;
}

function attributesOf(notes: RequestNotes, status?: number): Attributes {
  const { method, route, model, plan, end, key } = notes;
  const error = notes.refused?.code ?? end?.errorCode;
  return {
    'http.request.method': method,
    'http.route': route,
    'http.response.status_code': status,
    'error.type': error,
    'gen_ai.operation.name': route && OPERATIONS[route],
    'gen_ai.request.model': model,
    'gen_ai.usage.input_tokens': end?.tokens.input,
    'gen_ai.usage.output_tokens': end?.tokens.output,
    'gen_ai.response.finish_reasons': end?.finishReason
      ? [end.finishReason]
      : undefined,
    'server.address': end?.endpoint,
    'maas.request.id': notes.id,
    'maas.team': key?.team,
    'maas.plan': plan,
  };
}
