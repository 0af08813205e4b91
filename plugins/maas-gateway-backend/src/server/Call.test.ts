import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  answerWith,
  chunk,
  completion,
  FakeUpstream,
  streamOf,
} from '../__testUtils__/FakeUpstream';
import { modelOf, testPolicy } from '../__testUtils__/testPolicy';
import { TestLogger } from '../metering/__testUtils__/TestLogger';
import type { CallEnd, OpenCall } from '../metering/Meter';
import { chatCompletions } from '../protocol/chatCompletions';
import type { AnswerStream, ProxiedRequest } from '../protocol/Protocol';
import { EndpointCredentials } from '../routing/EndpointCredentials';
import { EndpointLog } from '../routing/EndpointLog';
import { Router } from '../routing/Router';
import { Call, type CallReport } from './Call';

// One answer here is of 65 MiB.
jest.setTimeout(20_000);

/** Takes the first that comes. */
const once = <T>(into: T[]) => {
  let isOver = false;
  return (item: T) => {
    if (!isOver) {
      isOver = true;
      into.push(item);
    }
  };
};

const UPSTREAM = {
  connectTimeoutMs: 2_000,
  firstByteTimeoutMs: 30_000,
  idleTimeoutMs: 30_000,
  healthCheck: { enabled: false, intervalMs: 15_000 },
};

const broken = (): never => {
  throw new Error('broken');
};

describe('Call', () => {
  let upstream: FakeUpstream;
  let router: Router;
  let server: Server | undefined;
  let books: Array<CallEnd | 'cancelled'>;
  let pool: Array<number | 'released'>;
  let begin: () => Promise<OpenCall>;
  let countTokens: (text: string) => Promise<number>;
  let settle: () => void;

  beforeEach(async () => {
    upstream = await FakeUpstream.start();
    router = new Router({
      upstream: UPSTREAM,
      credentials: new EndpointCredentials({}),
      log: new EndpointLog(new TestLogger()),
    });
    books = [];
    pool = [];
    begin = async () => {
      const close = once(books);
      return {
        end: async end => close(end),
        cancel: async () => close('cancelled'),
      };
    };
    countTokens = async text => text.length;
    settle = () => {};
  });

  afterEach(async () => {
    server?.closeAllConnections();
    server?.close();
    server = undefined;
    await router.close();
    await upstream.stop();
  });

  /** Makes one call, with parts of its request replaced. */
  async function make(
    body: { stream?: boolean },
    options: {
      parts?: Partial<ProxiedRequest>;
      endpoints?: string[];
      onCall?: (call: Call) => void;
    } = {},
  ) {
    const request = chatCompletions.read(
      Buffer.from(JSON.stringify({ model: 'small', messages: [], ...body })),
    );
    const { plans, grants } = testPolicy('');
    const model = modelOf('small', options.endpoints ?? [upstream.url]);
    router.update([model]);
    const leave = once(pool);
    let run: Promise<CallReport | undefined> = Promise.resolve(undefined);
    server?.close();
    const ours = createServer((_, response) => {
      const call = new Call(
        {
          meter: { begin: () => begin() },
          router,
          timeouts: UPSTREAM,
          countTokens: text => countTokens(text),
          clientPatienceMs: 30_000,
        },
        {
          intent: {
            id: 'a-call',
            startedAt: new Date().toISOString(),
            team: 'group:default/a',
            maker: 'user:default/b',
            key: 'k',
            grant: 'g',
            plan: 'big',
            model: 'small',
            path: '/v1/chat/completions',
            streamed: body.stream ?? false,
            estimatedInput: 7,
          },
          protocol: chatCompletions,
          request: { ...request, ...options.parts },
          access: { model, grant: grants[0], plan: plans[0] },
          admission: {
            shadowed: [],
            settle: ({ input, output }) => {
              settle();
              leave(input + output);
            },
            release: () => leave('released'),
          },
          upstreamHeaders: {},
          headers: [],
        },
        response,
      );
      run = call.run();
      // Not at once, which would end the call in another way.
      run.catch(() => setImmediate(() => response.destroy()));
      options.onCall?.(call);
    });
    server = ours;
    await new Promise<void>(resolve => {
      ours.listen(0, '127.0.0.1', resolve);
    });
    const { port } = ours.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}`).then(
      async response => ({
        status: response.status,
        text: await response.text().catch(String),
      }),
      String,
    );
    const [result] = await Promise.allSettled([run]);
    // However it ended, it has left its server.
    const running = router.report().map(report => report.running);
    expect(running).toEqual(running.map(() => 0));
    return { answer, result };
  }

  const stream = (part: Partial<AnswerStream>): Partial<ProxiedRequest> => ({
    openStream: () => ({
      push: bytes => [bytes],
      end: () => {},
      closed: false,
      rest: () => [],
      begun: true,
      figures: () => ({}),
      text: () => '',
      ...part,
    }),
  });

  it.each<[string, Partial<ProxiedRequest>]>([
    ['cannot be written for a server', { bodyFor: broken }],
  ])('that %s is no business of the ledger', async (_, parts) => {
    const { result } = await make({}, { parts });
    expect(result.status).toBe('rejected');
    expect(books).toEqual(['cancelled']);
    expect(pool).toEqual(['released']);
    expect(upstream.calls).toEqual([]);
  });

  it('of a model with no server that could be asked is refused', async () => {
    const none = await make({}, { endpoints: [] });
    expect(none.result).toMatchObject({
      status: 'rejected',
      reason: {
        status: 503,
        code: 'upstream_unavailable',
        headers: { 'retry-after': '1' },
      },
    });
    expect(books).toEqual([]);
    expect(pool).toEqual(['released']);
  });

  it('that the limits fail to count holds nothing any more', async () => {
    settle = broken;
    const { result } = await make({});
    expect(result).toMatchObject({ status: 'rejected' });
    expect(pool).toEqual(['released']);
  });

  it('with an endpoint that is no address goes to another one', async () => {
    const { answer } = await make({}, { endpoints: ['nowhere', upstream.url] });
    expect(answer).toMatchObject({ status: 200 });
    expect(books).toMatchObject([{ attempts: 1 }]);
  });

  it.each<[string, boolean, Partial<ProxiedRequest>]>([
    ['answer', false, { readAnswer: broken }],
    [
      "answer's text",
      false,
      { readAnswer: () => ({ text: broken, usage: undefined }) },
    ],
    ["prompt's text", false, { countPrompt: broken }],
    ['stream', true, { openStream: broken }],
    ['piece of a stream', true, stream({ push: broken })],
    ['end of a stream', true, stream({ end: broken })],
    ["stream's figures", true, stream({ figures: broken })],
    ["stream's text", true, stream({ text: broken })],
    ["stream's rest", true, stream({ rest: broken })],
  ])(
    'is metered once and leaves nobody waiting where its %s cannot be read',
    async (_, streamed, parts) => {
      upstream.behaviour = streamed
        ? streamOf(chunk('a'))
        : answerWith(completion('a', null));
      await make({ stream: streamed }, { parts });
      expect(books).toEqual([expect.objectContaining({ estimated: true })]);
      expect(pool).toEqual([expect.any(Number)]);
    },
  );

  it('is billed by its size where tokens cannot be counted', async () => {
    countTokens = async () => broken();
    upstream.behaviour = answerWith(completion('a', null));
    await make({}, { parts: { estimatedInput: 7 } });
    expect(books).toMatchObject([{ estimated: true, tokens: { input: 7 } }]);
    expect(pool).toEqual([7]);
  });

  it('is billed its prompt where the answer is too large to be passed on', async () => {
    upstream.behaviour = ({ response }) => {
      response.end(Buffer.alloc(65 * 1024 * 1024, ' '));
    };
    const { answer } = await make(
      {},
      { parts: { countPrompt: async () => 5 } },
    );
    expect(answer).toMatchObject({ status: 502 });
    expect(books).toMatchObject([
      {
        endState: 'upstream_aborted',
        status: 502,
        estimated: true,
        tokens: { input: 5, output: 0 },
      },
    ]);
    expect(pool).toEqual([5]);
  });

  it('that is broken off while it is written down never goes upstream', async () => {
    const opened = await begin();
    let goOn = () => {};
    begin = () =>
      new Promise(resolve => {
        goOn = () => resolve(opened);
      });
    const { result } = await make(
      {},
      {
        onCall(call) {
          call.breakOff('gateway_stopped');
          goOn();
        },
      },
    );
    expect(result).toEqual({ status: 'fulfilled', value: undefined });
    expect(books).toEqual(['cancelled']);
    expect(upstream.calls).toEqual([]);
  });

  it('passes on how else its server ends the stream, and keeps its connection', async () => {
    const sockets = new Set<unknown>();
    const untilRead = async () => {
      // From one socket to the other, in this process.
      for (let turns = 0; turns < 10; turns++) {
        await new Promise(setImmediate);
      }
    };
    let saidMore = () => {};
    begin = async () => ({
      end: async end => {
        await new Promise<void>(resolve => {
          saidMore = resolve;
        });
        await untilRead();
        books.push(end);
      },
      cancel: async () => {},
    });
    upstream.behaviour = async ({ response }) => {
      sockets.add(response.socket);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`${chunk('a')}data: [DONE]\n\n`);
      await untilRead();
      // While the call is settled, and once it was passed on.
      await new Promise<void>(resolve => {
        response.write(': late\n\n', () => resolve());
      });
      saidMore();
      await untilRead();
      await untilRead();
      response.end('data: [END]\n\n');
    };
    for (let calls = 1; calls <= 2; calls++) {
      const { answer } = await make({ stream: true });
      expect(answer).toEqual({
        status: 200,
        text: `${chunk('a')}data: [DONE]\n\n: late\n\ndata: [END]\n\n`,
      });
      expect(books).toHaveLength(calls);
    }
    expect(sockets.size).toBe(1);
  });

  it('is not held up by a server that goes on after the end of the stream', async () => {
    let hungUp = Promise.resolve();
    upstream.behaviour = call => {
      hungUp = call.hungUp;
      call.response.writeHead(200, { 'content-type': 'text/event-stream' });
      call.response.write(`${chunk('a')}data: [DONE]\n\n`);
      const more = setInterval(() => call.response.write(': ping\n\n'), 5);
      call.response.once('close', () => clearInterval(more));
    };
    const { answer } = await make({ stream: true });
    expect(answer).toMatchObject({ status: 200 });
    expect(answer).toHaveProperty(
      'text',
      expect.stringMatching(/data: \[DONE\]\n\n(: ping\n\n)*$/),
    );
    expect(books).toHaveLength(1);
    // It would go on for ever.
    await hungUp;
  });

  it('is not held up by a server that has much to say after the end of the stream', async () => {
    let hungUp = Promise.resolve();
    upstream.behaviour = call => {
      hungUp = call.hungUp;
      call.response.writeHead(200, { 'content-type': 'text/event-stream' });
      call.response.write(`${chunk('a')}data: [DONE]\n\n`);
      call.response.write(Buffer.alloc(1024 * 1024, ' '));
    };
    const { answer } = await make({ stream: true });
    expect(answer).toMatchObject({ status: 200 });
    expect(books).toMatchObject([{ endState: 'completed' }]);
    await hungUp;
  });
});
