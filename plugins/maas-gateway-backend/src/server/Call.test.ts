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
import type { CallEnd, OpenCall } from '../metering/Meter';
import { chatCompletions } from '../protocol/chatCompletions';
import type { AnswerStream, ProxiedRequest } from '../protocol/Protocol';
import { EndpointCredentials } from '../routing/EndpointCredentials';
import { Upstreams } from '../routing/Upstreams';
import { Call, type CallReport } from './Call';

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

const broken = (): never => {
  throw new Error('broken');
};

describe('Call', () => {
  let upstream: FakeUpstream;
  let upstreams: Upstreams;
  let server: Server;
  let books: Array<CallEnd | 'cancelled'>;
  let pool: Array<number | 'released'>;
  let begin: () => Promise<OpenCall>;
  let countTokens: (text: string) => Promise<number>;

  beforeEach(async () => {
    upstream = await FakeUpstream.start();
    upstreams = new Upstreams({
      timeouts: {
        connectTimeoutMs: 2_000,
        firstByteTimeoutMs: 30_000,
        idleTimeoutMs: 30_000,
      },
      credentials: new EndpointCredentials({}),
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
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise(resolve => {
      server.close(resolve);
    });
    await upstreams.close();
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
    const leave = once(pool);
    let run: Promise<CallReport | undefined> = Promise.resolve(undefined);
    server = createServer((_, response) => {
      const call = new Call(
        {
          meter: { begin: () => begin() },
          upstreams,
          endpointLog: { refused: () => {}, unreachable: () => {} },
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
            settle: tokens => leave(tokens),
            release: () => leave('released'),
          },
          upstreamHeaders: {},
          headers: {},
        },
        response,
      );
      run = call.run();
      // Not at once, which would end the call in another way.
      run.catch(() => setImmediate(() => response.destroy()));
      options.onCall?.(call);
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}`).then(
      async response => ({
        status: response.status,
        text: await response.text().catch(String),
      }),
      String,
    );
    const [result] = await Promise.allSettled([run]);
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
      reason: { status: 503, code: 'upstream_unavailable' },
    });
    expect(books).toEqual(['cancelled']);
    expect(pool).toEqual(['released']);
  });

  it('with an endpoint that is no address is closed', async () => {
    const { result } = await make({}, { endpoints: ['nowhere'] });
    expect(result.status).toBe('rejected');
    expect(books).toEqual(['cancelled']);
    expect(pool).toEqual(['released']);
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

  it('is not disturbed by what its server sends after the end of the stream', async () => {
    let hungUp = Promise.resolve();
    upstream.behaviour = call => {
      hungUp = call.hungUp;
      call.response.writeHead(200, { 'content-type': 'text/event-stream' });
      call.response.write(`${chunk('a')}data: [DONE]\n\n`);
      const more = setInterval(() => call.response.write(': ping\n\n'), 5);
      call.response.once('close', () => clearInterval(more));
    };
    const { answer } = await make({ stream: true });
    expect(answer).toEqual({
      status: 200,
      text: `${chunk('a')}data: [DONE]\n\n`,
    });
    expect(books).toHaveLength(1);
    // It would go on for ever.
    await hungUp;
  });
});
