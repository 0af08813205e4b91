import OpenAI from 'openai';
import {
  ENDPOINTS,
  FREE,
  inputUsage,
  NONE,
  ONE_TO_FOUR,
  responseOf,
  responseUsage,
  STREAMED,
  sse,
  textChunk,
} from './__testUtils__/endpoints';
import {
  answerWith,
  DONE,
  streamOf,
  usageOf,
} from './__testUtils__/FakeUpstream';
import {
  startTestGateway,
  type TestGateway,
} from './__testUtils__/testGateway';
import { KEY } from './__testUtils__/testPolicy';
import { typedEvents } from './protocol/__testUtils__/streams';
import { PROTOCOLS } from './protocol/protocols';

jest.setTimeout(10_000);

let test: TestGateway;

beforeEach(async () => {
  test = await startTestGateway();
});

afterEach(async () => {
  await test.stop();
});

const send = (path: string, body: unknown, init: RequestInit = {}) =>
  fetch(test.gateway.clientUrl + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}` },
    body: JSON.stringify(body),
    ...init,
  });

const onlyEvent = async () => {
  const [event] = await test.controlPlane.events(1);
  await test.gateway.stop();
  expect(test.controlPlane.ledger.size).toBe(1);
  return event;
};

it('leaves no endpoint but the chat untested here', () => {
  expect([...ENDPOINTS, ...FREE].map(({ path }) => path).sort()).toEqual(
    PROTOCOLS.map(({ path }) => path)
      .filter(path => path !== '/v1/chat/completions')
      .sort(),
  );
});

describe.each([...ENDPOINTS, ...FREE.map(free => ({ ...free, tokens: NONE }))])(
  'a call of $path',
  ({ path, ask, answer, tokens }) => {
    it('is passed on byte for byte but for the name, answered so and metered', async () => {
      const sent = `{"seed":12345678901234567890,${JSON.stringify(ask).slice(
        1,
        -1,
      )} , "model":"small"}`;
      const answered = JSON.stringify(answer, undefined, 3);
      test.upstream.behaviour = answerWith(answered);
      const response = await send(path, undefined, { body: sent });

      expect(response.status).toBe(200);
      await expect(response.text()).resolves.toBe(answered);
      const [call] = test.upstream.calls;
      expect(call.path).toBe(path);
      expect(call.body).toBe(sent.replace('"small"', '"acme/small"'));
      expect(response.headers.get('x-maas-model')).toBe('small');
      expect(response.headers.get('x-tokens-used')).toBe(
        String(tokens.input + tokens.output),
      );
      expect(await onlyEvent()).toMatchObject({
        id: response.headers.get('x-request-id'),
        path,
        tokens,
        estimated: false,
        streamed: false,
        endState: 'completed',
        status: 200,
      });
    });

    it('needs the name of a model', async () => {
      const response = await send(path, ask);
      expect(response.status).toBe(400);
      const { error } = (await response.json()) as any;
      expect(error.message).toMatch(/"model" is missing/);
      expect(test.upstream.calls).toEqual([]);
    });
  },
);

it.each(ENDPOINTS)(
  'a call of $path is estimated where nobody counted',
  async ({ path, ask, uncounted, estimate }) => {
    test.upstream.behaviour = answerWith(uncounted);
    await (await send(path, { ...ask, model: 'small' })).text();
    expect(await onlyEvent()).toMatchObject({
      tokens: estimate,
      estimated: true,
      endState: 'completed',
    });
  },
);

it.each([
  ...ENDPOINTS.map(({ path, ask, estimate: { input } }) => ({
    path,
    ask,
    input,
  })),
  ...FREE.map(({ path, ask }) => ({ path, ask, input: 0 })),
])(
  'a call of $path that the client gives up is billed for what was read',
  async ({ path, ask, input }) => {
    test.upstream.behaviour = () => {};
    const control = new AbortController();
    const answer = send(
      path,
      { ...ask, model: 'small' },
      { signal: control.signal },
    );
    const [call] = await test.upstream.received(1);
    control.abort();
    await expect(answer).rejects.toThrow(/abort/i);
    await call.hungUp;
    expect(await onlyEvent()).toMatchObject({
      tokens: { ...NONE, input },
      endState: 'client_aborted',
    });
  },
);

describe.each(STREAMED)('a stream of $path', ({ path, ask, stream }) => {
  const askStream = { ...ask, model: 'small', stream: true };

  it('is passed byte for byte and metered as its server says', async () => {
    const { begin, end, passed = begin + end } = stream;
    test.upstream.behaviour = streamOf(begin, end);
    const response = await send(path, askStream);
    await expect(response.text()).resolves.toBe(passed);
    expect(await onlyEvent()).toMatchObject({
      tokens: stream.tokens,
      estimated: false,
      streamed: true,
      endState: 'completed',
      timeToFirstTokenMs: expect.any(Number),
    });
  });

  it('that the client gives up is ended upstream, and what was said is billed', async () => {
    test.upstream.behaviour = ({ response }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(stream.begin);
    };
    const control = new AbortController();
    const response = await send(path, askStream, { signal: control.signal });
    await response.body?.getReader().read();
    control.abort();
    const [call] = await test.upstream.received(1);
    await call.hungUp;
    expect(await onlyEvent()).toMatchObject({
      tokens: stream.broken,
      estimated: true,
      endState: 'client_aborted',
    });
  });

  it('that breaks off ends with an error', async () => {
    test.upstream.behaviour = ({ response }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(stream.begin, () => response.destroy());
    };
    const text = await (await send(path, askStream)).text();
    expect(text.startsWith(stream.begin)).toBe(true);
    expect(text.slice(stream.begin.length)).toMatch(
      path === '/v1/messages'
        ? /^event: error\ndata: \{"type":"error","error":\{"type":"api_error",.*"request_id":"[^"]+"\}\n\n$/
        : /^data: \{"error":\{.*"code":"upstream_error"\}\}\n\n$/,
    );
    expect(await onlyEvent()).toMatchObject({
      tokens: stream.broken,
      estimated: true,
      endState: 'upstream_aborted',
    });
  });
});

describe('a call', () => {
  it('whose answer says that it failed is an error of its server', async () => {
    const failed = {
      ...responseOf('', null),
      status: 'failed',
      error: { code: 'server_error', message: 'no' },
    };
    test.upstream.behaviour = answerWith(failed);
    const answer = await send('/v1/responses', { model: 'small', input: 'Hi' });
    await expect(answer.json()).resolves.toEqual(failed);
    expect(await onlyEvent()).toMatchObject({
      endState: 'upstream_error',
      errorCode: 'server_error',
      status: 200,
    });
  });

  it('for which nothing is generated says nothing of how long answers are', async () => {
    const ask = { model: 'limited', messages: [] };
    test.upstream.behaviour = answerWith({ tokens: [], usage: inputUsage });
    for (let call = 0; call < 3; call++) {
      await send('/tokenize', { model: 'limited', prompt: 'Hi' });
    }
    const answer = await send('/v1/chat/completions', ask);
    // The first guess is more than the plan has, so all of that is set aside.
    expect(answer.headers.get('x-tokens-remaining')).toBe('0');
  });

  it.each(['/v1', '/v1/', '', '/api/v1'])(
    'reaches what a server has beside its API at "%s"',
    async base => {
      const { models } = await test.controlPlane.policy(
        undefined,
        0,
        new AbortController().signal,
      );
      const origin = new URL(test.upstream.url).origin;
      test.controlPlane.change({
        models: models.map(model => ({
          ...model,
          endpoints: [{ url: origin + base, modelName: 'm' }],
          revision: 2,
        })),
      });
      test.upstream.behaviour = answerWith({ tokens: [] });
      const body = { model: 'small', prompt: 'Hi' };
      do {
        await send('/tokenize', body);
      } while (!test.upstream.calls.at(-1)?.body.includes('"m"'));
      expect(test.upstream.calls.at(-1)?.path).toBe(
        base.startsWith('/api') ? '/api/tokenize' : '/tokenize',
      );
    },
  );
});

describe('the official SDK of OpenAI', () => {
  const client = () =>
    new OpenAI({
      baseURL: `${test.gateway.clientUrl}/v1`,
      apiKey: KEY,
      maxRetries: 0,
    });

  it('gets completions, streamed or not', async () => {
    const ask = { model: 'small', prompt: 'Hello there' };
    test.upstream.behaviour = answerWith({
      choices: [{ index: 0, text: 'Hi', finish_reason: 'stop' }],
      usage: usageOf(2, 1),
    });
    const answer = await client().completions.create(ask);
    expect(answer.choices[0].text).toBe('Hi');

    test.upstream.behaviour = streamOf(
      textChunk,
      sse({ choices: [], usage: usageOf(2, 4) }),
      DONE,
    );
    const words = [];
    for await (const { choices } of await client().completions.create({
      ...ask,
      stream: true,
    })) {
      words.push(...choices.map(({ text }) => text));
    }
    expect(words).toEqual([ONE_TO_FOUR]);
    const events = await test.controlPlane.events(2);
    expect(events.map(({ tokens }) => tokens.output).sort()).toEqual([1, 4]);
  });

  it('gets embeddings', async () => {
    const floats = Buffer.from(new Float32Array([0.5, -1]).buffer);
    test.upstream.behaviour = answerWith({
      data: [{ index: 0, embedding: floats.toString('base64') }],
      usage: inputUsage,
    });
    const { data } = await client().embeddings.create({
      model: 'small',
      input: ['Hello there'],
    });
    expect(data[0].embedding).toEqual([0.5, -1]);
    expect(await onlyEvent()).toMatchObject({
      tokens: { input: 7, output: 0 },
    });
  });

  it('gets responses, streamed or not', async () => {
    const ask = { model: 'small', input: 'Hello there' };
    test.upstream.behaviour = answerWith(responseOf('Hi', responseUsage));
    const answer = await client().responses.create(ask);
    expect(answer.output_text).toBe('Hi');

    test.upstream.behaviour = streamOf(
      typedEvents(
        { type: 'response.output_text.delta', delta: ONE_TO_FOUR },
        {
          type: 'response.completed',
          response: responseOf(ONE_TO_FOUR, responseUsage),
        },
      ),
    );
    const types = [];
    for await (const { type } of await client().responses.create({
      ...ask,
      stream: true,
    })) {
      types.push(type);
    }
    expect(types).toEqual(['response.output_text.delta', 'response.completed']);
    const events = await test.controlPlane.events(2);
    expect(events.map(({ tokens }) => tokens.input)).toEqual([9, 9]);
  });

  it('is told when a stream of a response breaks off', async () => {
    test.upstream.behaviour = ({ response: answer }) => {
      answer.writeHead(200, { 'content-type': 'text/event-stream' });
      answer.write(STREAMED[1].stream.begin, () => answer.destroy());
    };
    const stream = await client().responses.create({
      model: 'small',
      input: 'Hello there',
      stream: true,
    });
    await expect(async () => {
      for await (const _ of stream) {
        // Until it throws.
      }
    }).rejects.toMatchObject({ code: 'upstream_error' });
  });
});
