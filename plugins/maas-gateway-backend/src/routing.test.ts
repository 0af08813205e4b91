import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import type { PolicyModel } from '@openmaas/backstage-plugin-maas-common';
import {
  answerWith,
  type Behaviour,
  chunk,
  completion,
  DONE,
  FakeUpstream,
  streamOf,
  usageChunk,
  usageOf,
} from './__testUtils__/FakeUpstream';
import {
  startTestGateway,
  type TestGateway,
} from './__testUtils__/testGateway';
import { KEY, modelOf } from './__testUtils__/testPolicy';

jest.setTimeout(60_000);

const ask = {
  model: 'small',
  messages: [{ role: 'user' as const, content: 'Hello there' }],
};
const askStream = { ...ask, stream: true };
const NONE = { input: 0, cachedInput: 0, output: 0, reasoning: 0 };

const hangUp: Behaviour = ({ response }) => {
  response.destroy();
};
const sayNothing: Behaviour = () => {};
/** Four words of a stream, and then nothing. */
const stopShort: Behaviour = ({ response }) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(chunk('One two three four'));
};

/**
 * Ids of the calls that leave the gateway from now on. Of those that are given up at once,
 * a busy server may hear much later, or nothing.
 */
function watchSent() {
  const ids = new Set<string>();
  const note = (message: unknown) => {
    const { headers } = message as { headers: string };
    const id = /^x-request-id: (\S+)/m.exec(headers)?.[1];
    if (id) {
      ids.add(id);
    }
  };
  const channel = 'undici:client:sendHeaders';
  subscribe(channel, note);
  return { ids, end: () => unsubscribe(channel, note) };
}

describe('a model with several servers', () => {
  let test: TestGateway;
  let others: FakeUpstream[];
  let all: FakeUpstream[];

  beforeEach(async () => {
    others = [await FakeUpstream.start(), await FakeUpstream.start()];
    await start();
  });

  afterEach(async () => {
    await test.stop();
    await Promise.all(others.map(other => other.stop()));
  });

  async function start(
    model: Partial<PolicyModel> = {},
    options: Parameters<typeof startTestGateway>[0] = {},
  ) {
    test = await startTestGateway({
      ...options,
      policy: update => ({
        ...update,
        models: [
          modelOf(
            'small',
            [update.models[0].endpoints[0].url, ...others.map(o => o.url)],
            model,
          ),
          ...update.models.slice(1),
        ],
      }),
    });
    all = [test.upstream, ...others];
  }
  async function restart(
    model: Partial<PolicyModel>,
    options: Parameters<typeof startTestGateway>[0] = {},
  ) {
    await test.stop();
    await start(model, options);
  }

  /** What the next calls get, whichever servers they come to. */
  const inOrder = (...behaviours: Behaviour[]) => {
    let next = 0;
    const behaviour: Behaviour = call => behaviours[next++](call);
    all.forEach(upstream => Object.assign(upstream, { behaviour }));
  };
  const asked = () => all.map(({ calls }) => calls.length);
  const total = () => asked().reduce((sum, calls) => sum + calls, 0);
  const onlyEvent = async () => {
    const [event] = await test.controlPlane.events(1);
    await test.gateway.stop();
    expect(test.controlPlane.ledger.size).toBe(1);
    return event;
  };
  /** What the gateway says of its endpoints when it stops. */
  const lastReport = async () => {
    await test.gateway.stop();
    const last = test.controlPlane.reports.at(-1);
    expect(last?.state).toBe('stopped');
    return last?.endpoints ?? [];
  };

  it.each<[string, Behaviour]>([
    ['hangs up', hangUp],
    ...[401, 403, 404, 429, 500, 502, 503, 504].map(
      (status): [string, Behaviour] => [
        `answers ${status}`,
        answerWith({ error: { message: 'no' } }, status),
      ],
    ),
  ])('has the next one answer where one %s', async (_, behaviour) => {
    inOrder(behaviour, behaviour, answerWith(completion('Hi', usageOf(20, 7))));
    const response = await test.chat(ask);
    expect(response.status).toBe(200);
    // Each was asked once, with the same.
    expect(asked()).toEqual([1, 1, 1]);
    const bodies = all.map(({ calls }) => calls[0].body);
    expect(new Set(bodies).size).toBe(1);
    const answered = all.find(
      ({ calls }) =>
        calls[0].response.statusCode === 200 && calls[0].response.writableEnded,
    );
    expect(await onlyEvent()).toMatchObject({
      attempts: 3,
      endpoint: `127.0.0.1:${answered?.port}`,
      tokens: { input: 20, output: 7 },
      estimated: false,
      endState: 'completed',
      status: 200,
    });
  });

  it('has the next one stream where one does not', async () => {
    inOrder(
      answerWith({ error: 'no' }, 503),
      streamOf(chunk('a'), usageChunk(usageOf(4, 1)), DONE),
    );
    const response = await test.chat(askStream);
    await expect(response.text()).resolves.toBe(chunk('a') + DONE);
    expect(await onlyEvent()).toMatchObject({
      attempts: 2,
      tokens: { input: 4, output: 1 },
      endState: 'completed',
    });
  });

  it('answers with the last error where all fail, and nothing is billed', async () => {
    inOrder(
      answerWith({}, 500),
      hangUp,
      answerWith({}, 503, { 'retry-after': '7' }),
    );
    const response = await test.chat(ask);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('7');
    await expect(response.json()).resolves.toMatchObject({
      error: { code: 'upstream_unavailable' },
    });
    expect(await onlyEvent()).toMatchObject({
      attempts: 3,
      tokens: NONE,
      estimated: true,
      endState: 'upstream_error',
      status: 503,
    });
  });

  it('is an event where one server refused and the others are gone', async () => {
    await Promise.all(others.map(other => other.stop()));
    inOrder(answerWith({}, 503));
    const response = await test.chat(ask);
    expect(response.status).toBe(503);
    const event = await onlyEvent();
    expect(event).toMatchObject({ tokens: NONE, estimated: true, status: 503 });
    expect(event.attempts).toBeGreaterThanOrEqual(1);
  });

  it('asks at most three', async () => {
    others.push(await FakeUpstream.start());
    await restart({});
    inOrder(...Array.from({ length: 4 }, () => answerWith({}, 500)));
    expect((await test.chat(ask)).status).toBe(502);
    expect(total()).toBe(3);
  });

  it.each([400, 409, 413, 415, 422])(
    'asks no other where the request is wrong: %s',
    async status => {
      inOrder(answerWith({ error: { message: 'no' } }, status));
      expect((await test.chat(ask)).status).toBe(status);
      expect(total()).toBe(1);
    },
  );

  it('asks no other where an answer breaks off', async () => {
    inOrder(({ response }) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{', () => response.destroy());
    });
    expect((await test.chat(ask)).status).toBe(502);
    expect(total()).toBe(1);
    expect(await onlyEvent()).toMatchObject({
      attempts: 1,
      endState: 'upstream_aborted',
    });
  });

  it('asks no other once the client has got a byte', async () => {
    inOrder(({ response }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(chunk('One two three four'), () => response.destroy());
    });
    const text = await (await test.chat(askStream)).text();
    expect(text).toContain('upstream_error');
    expect(total()).toBe(1);
    expect(await onlyEvent()).toMatchObject({
      attempts: 1,
      tokens: { input: 2, output: 4 },
      endState: 'upstream_aborted',
    });
  });

  it('asks no other where one takes too long to begin', async () => {
    await restart({ timeouts: { firstByteMs: 50 } });
    inOrder(sayNothing);
    const response = await test.chat(ask);
    expect(response.status).toBe(504);
    await expect(response.json()).resolves.toMatchObject({
      error: { code: 'upstream_timeout' },
    });
    expect(total()).toBe(1);
    expect(await onlyEvent()).toMatchObject({
      tokens: NONE,
      endState: 'upstream_aborted',
      status: 504,
    });
  });

  it('gives up a server that pauses in the midst of an answer', async () => {
    await restart({ timeouts: { idleMs: 50 } });
    inOrder(stopShort);
    const text = await (await test.chat(askStream)).text();
    expect(text).toContain('upstream_timeout');
    expect(await onlyEvent()).toMatchObject({
      tokens: { input: 2, output: 4 },
      estimated: true,
      endState: 'upstream_aborted',
      errorCode: 'upstream_timeout',
      status: 200,
    });
  });

  it('ends a call that takes too long in all, before its answer', async () => {
    await restart({ timeouts: { totalMs: 50 } });
    inOrder(sayNothing);
    const response = await test.chat(ask);
    expect(response.status).toBe(504);
    const { error } = (await response.json()) as any;
    expect(error).toMatchObject({
      code: 'upstream_timeout',
      message: expect.stringContaining('longer than the 0.05 s'),
    });
    const [call] = all.flatMap(({ calls }) => calls);
    await call.hungUp;
    expect(total()).toBe(1);
    expect(await onlyEvent()).toMatchObject({
      tokens: NONE,
      endState: 'upstream_aborted',
      errorCode: 'upstream_timeout',
      status: 504,
    });
  });

  it('ends a call that takes too long in all, in its stream', async () => {
    await restart(
      {},
      {
        config: {
          upstream: {
            connectTimeoutMs: 2_000,
            firstByteTimeoutMs: 30_000,
            idleTimeoutMs: 30_000,
            totalTimeoutMs: 300,
            healthCheck: { enabled: false, intervalMs: 15_000 },
          },
        },
      },
    );
    inOrder(stopShort);
    const text = await (await test.chat(askStream)).text();
    expect(text.startsWith(chunk('One two three four'))).toBe(true);
    expect(text).toContain('upstream_timeout');
    const [call] = all.flatMap(({ calls }) => calls);
    await call.hungUp;
    expect(await onlyEvent()).toMatchObject({
      tokens: { input: 2, output: 4 },
      estimated: true,
      endState: 'upstream_aborted',
      errorCode: 'upstream_timeout',
      status: 200,
    });
  });

  it('bills the prompt of a call that the gateway has to end before its answer', async () => {
    await restart({}, { config: { drainTimeoutMs: 10 } });
    inOrder(sayNothing);
    const response = test.chat(ask);
    await Promise.race(all.map(upstream => upstream.received(1)));
    await Promise.all([
      expect(response).rejects.toThrow(),
      test.gateway.stop(),
    ]);
    expect([...test.controlPlane.ledger.values()]).toMatchObject([
      {
        endState: 'gateway_stopped',
        tokens: { ...NONE, input: 2 },
        estimated: true,
      },
    ]);
  });

  it('leaves out a server that fails with what the others can answer', async () => {
    const [ill, ...well] = all;
    ill.behaviour = answerWith({ error: { message: 'broken' } }, 500);
    for (const upstream of well) {
      upstream.behaviour = answerWith(completion('Hi'));
    }
    while (ill.calls.length < 3) {
      expect((await test.chat(ask)).status).toBe(200);
    }
    expect(await lastReport()).toContainEqual(
      expect.objectContaining({
        model: 'small',
        endpoint: `127.0.0.1:${ill.port}`,
        healthy: false,
        problem: 'it answers 500',
      }),
    );
  });

  it('is refused at once where none has answered for some calls', async () => {
    await Promise.all(all.map(upstream => upstream.stop()));
    for (let i = 0; i < 3; i++) {
      expect((await test.chat(ask)).status).toBe(503);
    }
    const response = await test.chat(ask);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(response.headers.get('x-maas-model')).toBe('small');
    await expect(response.json()).resolves.toMatchObject({
      error: {
        code: 'upstream_unavailable',
        message: expect.stringContaining('No server of the model "small"'),
      },
    });
    expect(await lastReport()).toContainEqual(
      expect.objectContaining({
        model: 'small',
        healthy: false,
        problem: expect.stringContaining('it cannot be reached'),
        running: 0,
      }),
    );
    expect(test.controlPlane.received).toEqual([]);
  });

  it('is told of in the report, with what its servers do', async () => {
    inOrder(
      answerWith({}, 503),
      streamOf(chunk('a'), chunk('b'), usageChunk(usageOf(4, 20)), DONE),
    );
    await (await test.chat(askStream)).text();
    const reports = (await lastReport()).filter(
      ({ model }) => model === 'small',
    );
    expect(reports).toHaveLength(3);
    expect(reports.map(({ requests }) => requests).sort()).toEqual([0, 1, 1]);
    expect(reports.map(({ failures }) => failures).sort()).toEqual([0, 0, 1]);
    const [answered] = reports.filter(
      ({ requests, failures }) => requests > failures,
    );
    expect(answered).toMatchObject({
      healthy: true,
      running: 0,
      timeToFirstTokenMs: expect.any(Number),
    });
  });

  it('lets calls end at a server that leaves the policy, and hangs up then', async () => {
    const [left, ...stay] = all;
    left.behaviour = stopShort;
    for (const upstream of stay) {
      upstream.behaviour = answerWith(completion('Hi'));
    }
    const answers: Response[] = [];
    while (left.calls.length === 0) {
      answers.push(await test.chat(askStream));
    }
    const { response } = left.calls[0];
    const closed = response.socket && once(response.socket, 'close');
    test.controlPlane.change({
      models: [
        modelOf(
          'small',
          stay.map(({ url }) => url),
        ),
      ],
    });
    await reported(({ endpoint }) => endpoint === `127.0.0.1:${left.port}`, 0);
    for (let i = 0; i < 4; i++) {
      expect((await test.chat(ask)).status).toBe(200);
    }
    response.end(usageChunk(usageOf(4, 5)) + DONE);
    const text = await answers.at(-1)?.text();
    expect(text).toContain(DONE);
    await closed;
    expect(left.calls).toHaveLength(1);

    /** Waits until as many endpoints of the model are reported. */
    async function reported(
      which: (report: { endpoint: string; model: string }) => boolean,
      times: number,
    ) {
      const now = () =>
        test.controlPlane.reports
          .at(-1)
          ?.endpoints?.filter(
            report => report.model === 'small' && which(report),
          ).length;
      while (now() !== times) {
        await new Promise(setImmediate);
      }
    }
  });

  it('counts calls out, however they end', async () => {
    const behaviours: Behaviour[] = [
      answerWith(completion('Hi')),
      streamOf(chunk('a'), usageChunk(usageOf(4, 1)), DONE),
      streamOf(chunk('a')),
      answerWith({}, 503),
      answerWith({}, 400),
      answerWith({ error: {} }, 500),
      hangUp,
      stopShort,
      sayNothing,
      ({ response }) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(chunk('One'), () => response.destroy());
      },
      ({ response }) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('{', () => response.destroy());
      },
    ];
    await restart({ timeouts: { totalMs: 200 } });
    inOrder(...Array.from({ length: 1_000 }, () => behaviours).flat());
    const sent = watchSent();
    let made = 0;
    const callOften = async () => {
      while (made < 1_000) {
        const call = made++;
        const control = new AbortController();
        const answer = test.chat(call % 2 ? ask : askStream, {
          signal: control.signal,
        });
        if (call % 5 === 0) {
          setTimeout(() => control.abort(), call % 40);
        }
        // However it ends, it does.
        await answer.then(response => response.text()).catch(() => {});
      }
    };
    await Promise.all(Array.from({ length: 50 }, callOften));
    const reports = await lastReport();
    expect(reports.length).toBeGreaterThanOrEqual(all.length);
    expect(reports.map(({ running }) => running)).toEqual(reports.map(() => 0));
    sent.end();
    expect(total()).toBeGreaterThan(0);
    expect(new Set(test.controlPlane.ledger.keys())).toEqual(sent.ids);
    expect(test.controlPlane.received).toHaveLength(sent.ids.size);
  });
});

describe('a message', () => {
  let test: TestGateway;

  beforeEach(async () => {
    test = await startTestGateway();
  });

  afterEach(async () => {
    await test.stop();
  });

  const post = (path: string) =>
    fetch(test.gateway.clientUrl + path, {
      method: 'POST',
      headers: {
        'x-api-key': KEY,
        'anthropic-version': '2023-06-01',
        'anthropic-beta': 'tools-2024-04-04',
        'anthropic-dangerous-direct-browser-access': 'true',
      },
      body: JSON.stringify({ ...ask, max_tokens: 5 }),
    });

  it('takes its version with it, to endpoints that know it', async () => {
    await post('/v1/messages');
    await post('/v1/messages/count_tokens');
    await post('/v1/chat/completions');
    const calls = await test.upstream.received(3);
    const anthropic = calls.map(({ headers }) =>
      Object.entries(headers).filter(([name]) => name.startsWith('anthropic')),
    );
    const version = [
      ['anthropic-version', '2023-06-01'],
      ['anthropic-beta', 'tools-2024-04-04'],
    ];
    expect(anthropic).toEqual([version, version, []]);
  });
});
