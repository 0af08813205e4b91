import { EventEmitter, once } from 'node:events';
import OpenAI from 'openai';
import { startSimulator } from '@openmaas/simulator';
import {
  answerWith,
  chunk,
  completion,
  DONE,
  FakeUpstream,
  FINISH,
  streamOf,
  usageChunk,
  usageOf,
} from './__testUtils__/FakeUpstream';
import {
  startTestGateway,
  type TestGateway,
} from './__testUtils__/testGateway';
import { idOf, KEY, modelOf, TEAM } from './__testUtils__/testPolicy';

jest.setTimeout(10_000);

const messages = [{ role: 'user' as const, content: 'Hello there' }];
const ask = { model: 'small', messages };
const askStream = { ...ask, stream: true };

describe('a call', () => {
  let test: TestGateway;

  beforeEach(async () => {
    test = await startTestGateway();
  });

  afterEach(async () => {
    await test.stop();
  });

  const onlyEvent = async () => {
    const [event] = await test.controlPlane.events(1);
    await test.gateway.stop();
    expect(test.controlPlane.ledger.size).toBe(1);
    return event;
  };

  it('is passed on, answered and metered', async () => {
    test.upstream.behaviour = answerWith(completion('Hi', usageOf(20, 7, 4)));
    const response = await test.chat(ask);

    expect(response.status).toBe(200);
    await expect(response.json()).resolves.toEqual(
      completion('Hi', usageOf(20, 7, 4)),
    );
    const id = response.headers.get('x-request-id');
    expect(response.headers.get('x-maas-model')).toBe('small');
    expect(response.headers.get('x-tokens-used')).toBe('27');

    expect(await onlyEvent()).toEqual({
      id,
      startedAt: expect.any(String),
      endedAt: expect.any(String),
      gateway: 'test-gateway',
      team: TEAM,
      maker: 'user:default/dana',
      key: idOf(1),
      grant: idOf(101),
      plan: 'big',
      model: 'small',
      endpoint: `127.0.0.1:${test.upstream.port}`,
      path: '/v1/chat/completions',
      streamed: false,
      tokens: { input: 20, cachedInput: 4, output: 7, reasoning: 0 },
      estimated: false,
      endState: 'completed',
      status: 200,
      finishReason: 'stop',
      attempts: 1,
      latencyMs: expect.any(Number),
      caller: { address: '127.0.0.1', client: 'node' },
    });
  });

  it('reaches the model server with nothing but what it needs', async () => {
    const body = `{"messages":[],"seed":12345678901234567890,"model":"small" }`;
    await test.chat(body, {
      headers: {
        'x-api-key': KEY,
        cookie: 'a=b',
        'x-forwarded-user': 'root',
        'x-maas-team': 'group:default/other',
        traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
        'user-agent': 'someone',
      },
    });
    const [call] = await test.upstream.received(1);
    expect(call.path).toBe('/v1/chat/completions');
    expect(call.body).toBe(body.replace('"small"', '"acme/small"'));
    expect(call.headers).toEqual({
      host: `127.0.0.1:${test.upstream.port}`,
      connection: 'keep-alive',
      'content-type': 'application/json',
      'content-length': String(call.body.length),
      accept: 'application/json',
      'user-agent': 'maas-gateway',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      'x-request-id': call.id,
    });
  });

  it('streams, without the usage that the client did not ask for', async () => {
    test.upstream.behaviour = streamOf(
      chunk('Hel'),
      chunk('lo'),
      FINISH,
      usageChunk(usageOf(11, 3)),
      DONE,
    );
    const response = await test.chat(askStream);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    await expect(response.text()).resolves.toBe(
      chunk('Hel') + chunk('lo') + FINISH + DONE,
    );
    const [call] = test.upstream.calls;
    expect(JSON.parse(call.body).stream_options).toEqual({
      include_usage: true,
    });
    expect(await onlyEvent()).toMatchObject({
      streamed: true,
      tokens: { input: 11, output: 3 },
      estimated: false,
      endState: 'completed',
      finishReason: 'stop',
      timeToFirstTokenMs: expect.any(Number),
    });
  });

  it('passes each piece on before the next one comes', async () => {
    const client = new EventEmitter();
    test.upstream.behaviour = async ({ response }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const word of ['one', 'two', 'three']) {
        response.write(chunk(word));
        await once(client, 'read');
      }
      response.end(usageChunk(usageOf(1, 3)) + DONE);
    };
    const response = await test.chat(askStream);
    const seen: string[] = [];
    for await (const bytes of response.body ?? []) {
      seen.push(Buffer.from(bytes).toString());
      client.emit('read');
    }
    expect(seen).toEqual([chunk('one'), chunk('two'), chunk('three'), DONE]);
  });

  it.each([
    ['no usage', []],
    ['a usage of null', [usageChunk(null)]],
    ['a usage without an answer', [usageChunk({ prompt_tokens: 5 })]],
  ])('is estimated where the stream has %s', async (_, last) => {
    test.upstream.behaviour = streamOf(
      chunk('One two three four'),
      FINISH,
      ...last,
      DONE,
    );
    await (await test.chat(askStream)).text();
    expect(await onlyEvent()).toMatchObject({
      tokens: { input: 2, output: 4 },
      estimated: true,
      endState: 'completed',
    });
  });

  it('is estimated where the answer has no usage', async () => {
    test.upstream.behaviour = answerWith(
      completion('One two three four', null),
    );
    const response = await test.chat(ask);
    expect(response.headers.get('x-tokens-used')).toBe('6');
    expect(await onlyEvent()).toMatchObject({
      tokens: { input: 2, output: 4 },
      estimated: true,
    });
  });

  it('that the client gives up is ended upstream, and what was said is billed', async () => {
    test.upstream.behaviour = ({ response }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(chunk('One two three four'));
    };
    const control = new AbortController();
    const response = await test.chat(askStream, { signal: control.signal });
    await response.body?.getReader().read();
    control.abort();
    const [call] = await test.upstream.received(1);
    await call.hungUp;
    expect(await onlyEvent()).toMatchObject({
      tokens: { input: 2, output: 4 },
      estimated: true,
      endState: 'client_aborted',
      errorCode: 'client_aborted',
    });
  });

  it('that the client gives up before there is an answer is ended upstream too', async () => {
    test.upstream.behaviour = () => {};
    const control = new AbortController();
    const response = test.chat(ask, { signal: control.signal });
    const [call] = await test.upstream.received(1);
    control.abort();
    await expect(response).rejects.toThrow(/abort/i);
    await call.hungUp;
    const event = await onlyEvent();
    expect(event).toMatchObject({
      tokens: { input: 2, output: 0 },
      endState: 'client_aborted',
    });
    expect(event.status).toBeUndefined();
  });

  it.each([
    [400, 400, 'upstream_400'],
    [422, 422, 'upstream_422'],
    [401, 502, 'upstream_error'],
    [404, 502, 'upstream_error'],
    [429, 503, 'upstream_unavailable'],
    [500, 502, 'upstream_error'],
    [503, 503, 'upstream_unavailable'],
    [504, 504, 'upstream_timeout'],
  ])(
    'that the model server refuses with %s is answered with %s',
    async (theirs, ours, code) => {
      const body = { error: { message: 'no', type: 'x', code: theirs } };
      test.upstream.behaviour = answerWith(body, theirs);
      const response = await test.chat(ask);
      expect(response.status).toBe(ours);
      expect(response.headers.get('x-maas-model')).toBe('small');
      const { error } = (await response.json()) as any;
      const passes = theirs === ours && theirs < 500;
      expect(error).toMatchObject(passes ? body.error : { code });
      expect(await onlyEvent()).toMatchObject({
        tokens: { input: 0, cachedInput: 0, output: 0, reasoning: 0 },
        estimated: true,
        endState: 'upstream_error',
        status: ours,
        errorCode: code,
      });
    },
  );

  it('that the model server breaks off in its midst ends with an error event', async () => {
    test.upstream.behaviour = ({ response }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(chunk('One two three four'), () => response.destroy());
    };
    const text = await (await test.chat(askStream)).text();
    expect(text.startsWith(chunk('One two three four'))).toBe(true);
    expect(JSON.parse(text.split('data: ')[2])).toEqual({
      error: expect.objectContaining({ code: 'upstream_error' }),
    });
    expect(await onlyEvent()).toMatchObject({
      tokens: { input: 2, output: 4 },
      estimated: true,
      endState: 'upstream_aborted',
      status: 200,
    });
  });

  it('keeps the usage that had come when the model server broke off', async () => {
    test.upstream.behaviour = ({ response }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(chunk('a', { usage: usageOf(6, 1) }), () =>
        response.destroy(),
      );
    };
    await (await test.chat(askStream)).text();
    expect(await onlyEvent()).toMatchObject({
      tokens: { input: 6, output: 1 },
      estimated: false,
      endState: 'upstream_aborted',
    });
  });

  it('that the model server hangs up on is one event and no more', async () => {
    test.upstream.behaviour = ({ response }) => {
      response.destroy();
    };
    const response = await test.chat(ask);
    expect(response.status).toBe(502);
    expect(await onlyEvent()).toMatchObject({ endState: 'upstream_aborted' });
  });

  it('goes to the next server where one cannot be reached', async () => {
    const other = await FakeUpstream.start();
    const gone = other.url;
    await other.stop();
    test.controlPlane.change({
      models: [modelOf('small', [gone, test.upstream.url])],
      full: false,
    });
    const answers = [await test.chat(ask), await test.chat(ask)];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const events = await test.controlPlane.events(2);
    expect(events.map(({ attempts }) => attempts).sort()).toEqual([1, 2]);
  });

  it('that reaches no server is refused, and no business of the ledger', async () => {
    await test.upstream.stop();
    const response = await test.chat(ask);
    expect(response.status).toBe(503);
    await expect(response.json()).resolves.toMatchObject({
      error: { code: 'upstream_unavailable' },
    });
    await test.gateway.stop();
    expect(test.controlPlane.received).toEqual([]);
  });

  it('is refused once the plan has no tokens left, and told when it has again', async () => {
    test.upstream.behaviour = answerWith(completion('x', usageOf(60, 90)));
    const limited = { ...ask, model: 'limited' };
    const first = await test.chat(limited);
    expect(first.status).toBe(200);
    expect(first.headers.get('x-tokens-limit')).toBe('100');

    const second = await test.chat(limited);
    expect(second.status).toBe(429);
    const { error } = (await second.json()) as any;
    expect(error.code).toBe('rate_limit_exceeded');
    expect(error.message).toMatch(/100 tokens per minute/);
    // In debt by 50 tokens of 100 a minute.
    const wait = Number(second.headers.get('retry-after'));
    expect(wait).toBeGreaterThanOrEqual(29);
    expect(wait).toBeLessThanOrEqual(31);
    expect(Number(second.headers.get('retry-after-ms'))).toBeGreaterThan(
      28_000,
    );
    // Another plan of the team is another pool.
    expect((await test.chat(ask)).status).toBe(200);
    expect(await test.controlPlane.events(2)).toHaveLength(2);
  });

  it('is let end when the gateway stops, and handed in', async () => {
    let finish = () => {};
    test.upstream.behaviour = call => {
      finish = () => answerWith(completion('Hi'))(call);
    };
    const response = test.chat(ask);
    await test.upstream.received(1);
    const stopped = test.gateway.stop();
    await expect(test.chat(ask)).rejects.toThrow();
    finish();
    expect((await response).status).toBe(200);
    await stopped;
    expect([...test.controlPlane.ledger.values()]).toMatchObject([
      { endState: 'completed' },
    ]);
  });

  it('is broken off where it does not end in time when the gateway stops', async () => {
    await test.stop();
    test = await startTestGateway({ config: { drainTimeoutMs: 50 } });
    test.upstream.behaviour = ({ response }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(chunk('One two three four'));
    };
    const response = await test.chat(askStream);
    await Promise.all([
      expect(response.text()).rejects.toThrow(),
      test.gateway.stop(),
    ]);
    expect([...test.controlPlane.ledger.values()]).toMatchObject([
      { endState: 'gateway_stopped', tokens: { input: 2, output: 4 } },
    ]);
  });

  it('goes on while the control plane is down, and nothing is lost', async () => {
    test.controlPlane.goDown();
    const ids = [];
    for (let i = 0; i < 20; i++) {
      const response = await test.chat(ask);
      expect(response.status).toBe(200);
      ids.push(response.headers.get('x-request-id'));
    }
    expect(test.controlPlane.received).toEqual([]);
    test.controlPlane.comeUp();
    await test.controlPlane.events(20);
    expect([...test.controlPlane.ledger.keys()].sort()).toEqual(ids.sort());
  });

  it('is refused as soon as its key is revoked', async () => {
    expect((await test.chat(ask)).status).toBe(200);
    const { keys } = await test.controlPlane.policy(
      undefined,
      0,
      new AbortController().signal,
    );
    test.controlPlane.change({
      keys: keys.map(key => ({
        ...key,
        revokedAt: new Date().toISOString(),
        revision: 2,
      })),
    });
    let status = 200;
    while (status === 200) {
      status = (await test.chat(ask)).status;
    }
    expect(status).toBe(401);
  });
});

describe('the official SDK of OpenAI', () => {
  let test: TestGateway;
  let simulator: Awaited<ReturnType<typeof startSimulator>>;
  let client: OpenAI;

  beforeAll(async () => {
    simulator = await startSimulator({
      port: 0,
      models: [{ name: 'sim', contextLength: 4096, speed: 0 }],
    });
    test = await startTestGateway({
      policy: update => ({
        ...update,
        models: [
          modelOf('small', [], {
            state: 'ready',
            endpoints: [{ url: `${simulator.url}/sim/v1`, modelName: 'sim' }],
          }),
          ...update.models.slice(1),
        ],
      }),
    });
    client = new OpenAI({
      baseURL: `${test.gateway.clientUrl}/v1`,
      apiKey: KEY,
      maxRetries: 0,
    });
  });

  afterAll(async () => {
    await test.stop();
    await simulator.close();
  });

  it('lists just the models that the key can call', async () => {
    const { data } = await client.models.list();
    expect(data.map(({ id }) => id)).toEqual(['acme/limited', 'acme/small']);
    await expect(client.models.retrieve('acme/small')).resolves.toMatchObject({
      id: 'acme/small',
      object: 'model',
    });
    await expect(client.models.retrieve('foreign')).rejects.toMatchObject({
      status: 404,
      code: 'model_not_found',
    });
  });

  it('gets an answer, metered as the model server reported it', async () => {
    const { data, request_id: id } = await client.chat.completions
      .create(ask)
      .withResponse();
    expect(data.choices[0].message.content).toMatch(/\w/);
    const event = await eventOf(id);
    expect(event.estimated).toBe(false);
    expect(event.tokens).toMatchObject({
      input: data.usage?.prompt_tokens,
      output: data.usage?.completion_tokens,
    });
  });

  it.each([false, true])(
    'gets a stream, metered as reported (asks for usage: %s)',
    async wanted => {
      const { data, request_id: id } = await client.chat.completions
        .create({
          ...ask,
          stream: true,
          stream_options: { include_usage: wanted },
        })
        .withResponse();
      const chunks = [];
      for await (const part of data) {
        chunks.push(part);
      }
      const reported = chunks.find(({ usage }) => usage)?.usage;
      expect(reported !== undefined).toBe(wanted);
      const event = await eventOf(id);
      expect(event).toMatchObject({ estimated: false, streamed: true });
      expect(event.tokens).toMatchObject(
        reported
          ? {
              input: reported.prompt_tokens,
              output: reported.completion_tokens,
            }
          : {},
      );
    },
  );

  it('knows the errors', async () => {
    await expect(
      client.chat.completions.create({ ...ask, model: 'foreign' }),
    ).rejects.toMatchObject({ status: 403, code: 'model_access_required' });
    await expect(
      client.withOptions({ apiKey: 'wrong' }).models.list(),
    ).rejects.toBeInstanceOf(OpenAI.AuthenticationError);
  });

  async function eventOf(id: string | null) {
    for (let count = 1; ; count++) {
      const events = await test.controlPlane.events(count);
      const event = events.find(candidate => candidate.id === id);
      if (event) {
        return event;
      }
    }
  }
});
