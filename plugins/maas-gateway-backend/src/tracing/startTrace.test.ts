import {
  type Attributes,
  context,
  INVALID_SPAN_CONTEXT,
  propagation,
  type Span,
  type SpanOptions,
  trace,
  TraceFlags,
} from '@opentelemetry/api';
import { completion, answerWith } from '../__testUtils__/FakeUpstream';
import {
  startTestGateway,
  type TestGateway,
} from '../__testUtils__/testGateway';
import { KEY } from '../__testUtils__/testPolicy';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CLIENT = `00-${TRACE}-b7ad6b7169203331-01`;
const MINE = '00f067aa0ba902b7';

const ask = { model: 'small', messages: [{ role: 'user', content: 'Hello' }] };

let test: TestGateway;

beforeEach(async () => {
  test = await startTestGateway();
});

afterEach(async () => {
  trace.disable();
  propagation.disable();
  context.disable();
  await test.stop();
});

function call(more: Record<string, string> = {}) {
  return test.chat(ask, {
    headers: {
      authorization: `Bearer ${KEY}`,
      traceparent: CLIENT,
      tracestate: 'vendor=1',
      baggage: 'person=dana',
      ...more,
    },
  });
}

it('passes a trace on as it came where nobody records it, and nothing else', async () => {
  await (await call()).text();
  const [{ headers }] = await test.upstream.received(1);
  expect(headers).toMatchObject({
    traceparent: CLIENT,
    tracestate: 'vendor=1',
  });
  expect(headers).not.toHaveProperty('baggage');
});

it.each([
  ['rubbish', { traceparent: 'rubbish' }],
  ['two of them', { traceparent: `${CLIENT}, ${CLIENT}` }],
  ['no trace', { traceparent: `00-${'0'.repeat(32)}-${MINE}-01` }],
  ['no span', { traceparent: `00-${TRACE}-${'0'.repeat(16)}-01` }],
  ['a version that cannot be', { traceparent: CLIENT.replace('00', 'ff') }],
])('passes nothing on of a trace that names %s', async (_, headers) => {
  await (await call(headers)).text();
  const [{ headers: sent }] = await test.upstream.received(1);
  expect(sent).not.toHaveProperty('traceparent');
  expect(sent).not.toHaveProperty('tracestate');
});

it('passes on no more of a state than others have to', async () => {
  await (await call({ tracestate: `vendor=${'x'.repeat(600)}` })).text();
  const [{ headers }] = await test.upstream.received(1);
  expect(headers).toHaveProperty('traceparent', CLIENT);
  expect(headers).not.toHaveProperty('tracestate');
});

/** What a span was told. */
interface Recorded {
  name: string;
  options: SpanOptions;
  parent?: string;
  attributes: Attributes;
  status?: number;
  ended: boolean;
}

/** As an SDK of OpenTelemetry does, for as much as is used. */
function installRecorder(): Recorded[] {
  const spans: Recorded[] = [];
  trace.setGlobalTracerProvider({
    getTracer: () => ({
      startSpan(name, options = {}, parent) {
        const recorded: Recorded = {
          name,
          options,
          parent: parent && trace.getSpanContext(parent)?.traceId,
          attributes: {},
          ended: false,
        };
        spans.push(recorded);
        const span = {
          spanContext: () => ({
            traceId: recorded.parent ?? INVALID_SPAN_CONTEXT.traceId,
            spanId: MINE,
            traceFlags: TraceFlags.SAMPLED,
          }),
          isRecording: () => true,
          updateName: (to: string) => {
            recorded.name = to;
            return span;
          },
          setAttributes: (attributes: Attributes) => {
            Object.assign(recorded.attributes, attributes);
            return span;
          },
          setStatus: ({ code }: { code: number }) => {
            recorded.status = code;
            return span;
          },
          end: () => {
            recorded.ended = true;
          },
        };
        return span as unknown as Span;
      },
      startActiveSpan: () => undefined as never,
    }),
  });
  propagation.setGlobalPropagator({
    fields: () => ['traceparent'],
    extract: (from, carrier) => {
      const [, traceId, spanId] = String(carrier.traceparent).split('-');
      return trace.setSpanContext(from, {
        traceId,
        spanId,
        traceFlags: TraceFlags.SAMPLED,
      });
    },
    inject: (from, carrier) => {
      const span = trace.getSpanContext(from);
      carrier.traceparent = `00-${span?.traceId}-${span?.spanId}-01`;
      carrier.baggage = 'person=dana';
    },
  });
  return spans;
}

it('is a span of its own where an SDK records it', async () => {
  const spans = installRecorder();
  await (await call()).text();
  await test.controlPlane.events(1);
  expect(spans).toMatchObject([
    {
      name: 'POST /v1/chat/completions',
      options: { kind: 1 },
      parent: TRACE,
      ended: true,
      attributes: {
        'http.request.method': 'POST',
        'http.route': '/v1/chat/completions',
        'http.response.status_code': 200,
        'gen_ai.operation.name': 'chat',
        'gen_ai.request.model': 'small',
        'gen_ai.usage.input_tokens': 10,
        'gen_ai.usage.output_tokens': 5,
        'gen_ai.response.finish_reasons': ['stop'],
      },
    },
  ]);
  expect(spans[0].status).toBeUndefined();
  const [{ headers }] = await test.upstream.received(1);
  expect(headers.traceparent).toBe(`00-${TRACE}-${MINE}-01`);
  expect(headers).not.toHaveProperty('baggage');
});

it('says what went wrong', async () => {
  const spans = installRecorder();
  test.upstream.behaviour = answerWith(completion('Hi'), 500);
  await (await call()).text();
  await (await call({ authorization: 'Bearer nobody' })).text();
  await test.controlPlane.events(1);
  expect(spans).toMatchObject([
    { status: 2, attributes: { 'error.type': 'upstream_error' } },
    { attributes: { 'error.type': 'invalid_api_key' } },
  ]);
  expect(spans[1].status).toBeUndefined();
});
