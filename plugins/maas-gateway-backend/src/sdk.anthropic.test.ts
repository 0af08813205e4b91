import Anthropic, {
  AuthenticationError,
  BadRequestError,
  InternalServerError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
} from '@anthropic-ai/sdk';
import { NONE } from './__testUtils__/endpoints';
import { answerWith, streamOf } from './__testUtils__/FakeUpstream';
import {
  startTestGateway,
  type TestGateway,
} from './__testUtils__/testGateway';
import { KEY, keyOf, REVOKED, UNKNOWN } from './__testUtils__/testPolicy';
import { typedEvents } from './protocol/__testUtils__/streams';

jest.setTimeout(20_000);

const USAGE = {
  input_tokens: 9,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 0,
  output_tokens: 5,
};
const TOKENS = { ...NONE, input: 9, output: 5 };
const PER_MINUTE = 60_000;

const messageOf = (content: object[], more: object = {}) => ({
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'm',
  content,
  stop_reason: 'end_turn',
  stop_sequence: null,
  usage: USAGE,
  ...more,
});
const text = { type: 'text', text: 'Hi' };
const toolUse = {
  type: 'tool_use',
  id: 'toolu_1',
  name: 'get_weather',
  input: { city: 'Raleigh' },
};
const hello = [{ role: 'user' as const, content: 'Hello there' }];
const ask = { model: 'small', max_tokens: 10, messages: hello };
const tools = [
  {
    name: 'get_weather',
    input_schema: {
      type: 'object' as const,
      properties: { city: { type: 'string' } },
    },
  },
];

/** The stream of a message with one block. */
const streamWith = (block: object, delta: object, stopReason: string) =>
  streamOf(
    typedEvents(
      {
        type: 'message_start',
        message: messageOf([], {
          stop_reason: null,
          usage: { ...USAGE, output_tokens: 1 },
        }),
      },
      { type: 'content_block_start', index: 0, content_block: block },
      { type: 'ping' },
      { type: 'content_block_delta', index: 0, delta },
      { type: 'content_block_stop', index: 0 },
      {
        type: 'message_delta',
        delta: { stop_reason: stopReason, stop_sequence: null },
        usage: { output_tokens: 5 },
      },
      { type: 'message_stop' },
    ),
  );

describe("Anthropic's SDK", () => {
  let test: TestGateway;
  /** Of all answers that a client got. */
  let statuses: number[];

  beforeEach(async () => {
    test = await startTestGateway({
      policy: update => ({
        ...update,
        plans: update.plans.map(plan =>
          plan.id === 'tiny' ? { ...plan, tokensPerMinute: PER_MINUTE } : plan,
        ),
      }),
    });
    test.upstream.behaviour = answerWith(messageOf([text]));
    statuses = [];
  });
  afterEach(() => test.stop());

  const client = (
    options: Partial<ConstructorParameters<typeof Anthropic>[0]> = {},
  ) =>
    new Anthropic({
      baseURL: test.gateway.clientUrl,
      apiKey: KEY,
      authToken: null,
      fetch: async (url, init) => {
        const response = await fetch(url, init);
        statuses.push(response.status);
        return response;
      },
      ...options,
    });

  const metered = async () => (await test.controlPlane.events(1))[0];

  it.each([
    ['x-api-key', { apiKey: KEY, authToken: null }],
    ['a bearer token', { apiKey: null, authToken: KEY }],
  ])('gets a message with %s', async (_, credentials) => {
    const { data, response } = await client(credentials)
      .messages.create(ask)
      .withResponse();
    expect(data.content).toEqual([text]);
    expect(data.usage).toEqual(USAGE);
    expect(await metered()).toMatchObject({
      id: response.headers.get('x-request-id'),
      path: '/v1/messages',
      tokens: TOKENS,
      estimated: false,
      finishReason: 'end_turn',
    });
    expect(JSON.stringify(test.upstream.calls[0].headers)).not.toContain(KEY);
  });

  it('streams a message', async () => {
    test.upstream.behaviour = streamWith(
      { type: 'text', text: '' },
      { type: 'text_delta', text: 'Hi' },
      'end_turn',
    );
    const stream = client().messages.stream(ask);
    const heard: string[] = [];
    stream.on('text', delta => heard.push(delta));
    const message = await stream.finalMessage();
    expect(heard).toEqual(['Hi']);
    expect(message.content).toEqual([expect.objectContaining(text)]);
    expect(message.usage).toMatchObject({ input_tokens: 9, output_tokens: 5 });
    expect(await metered()).toMatchObject({ streamed: true, tokens: TOKENS });
  });

  it('uses tools, in a stream too', async () => {
    test.upstream.behaviour = answerWith(
      messageOf([toolUse], { stop_reason: 'tool_use' }),
    );
    const whole = await client().messages.create({ ...ask, tools });
    expect(whole).toMatchObject({
      stop_reason: 'tool_use',
      content: [toolUse],
    });
    const sent = JSON.parse(test.upstream.calls[0].body);
    expect(sent).toMatchObject({ model: 'acme/small', tools });

    test.upstream.behaviour = streamWith(
      { ...toolUse, input: {} },
      {
        type: 'input_json_delta',
        partial_json: JSON.stringify(toolUse.input),
      },
      'tool_use',
    );
    const stream = client().messages.stream({ ...ask, tools });
    const { content, stop_reason: reason } = await stream.finalMessage();
    expect(content).toEqual([expect.objectContaining(toolUse)]);
    expect(reason).toBe('tool_use');
    const events = await test.controlPlane.events(2);
    expect(events.map(({ tokens }) => tokens)).toEqual([TOKENS, TOKENS]);
  });

  it('counts tokens, which are not billed', async () => {
    test.upstream.behaviour = answerWith({ input_tokens: 2 });
    const { model, messages } = ask;
    await expect(
      client().messages.countTokens({ model, messages }),
    ).resolves.toEqual({ input_tokens: 2 });
    expect((await metered()).tokens).toEqual(NONE);
  });

  it('hears of an error in the midst of a stream', async () => {
    test.upstream.behaviour = ({ response }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(
        typedEvents({ type: 'message_start', message: messageOf([]) }),
        () => response.destroy(),
      );
    };
    const stream = client().messages.stream(ask);
    await expect(stream.finalMessage()).rejects.toMatchObject({
      error: { type: 'error', error: { type: 'api_error' } },
    });
    expect(await metered()).toMatchObject({ endState: 'upstream_aborted' });
  });

  it.each([
    [
      'an unknown key',
      'small',
      keyOf(UNKNOWN),
      AuthenticationError,
      'authentication_error',
    ],
    [
      'a revoked one',
      'small',
      keyOf(REVOKED),
      AuthenticationError,
      'authentication_error',
    ],
    ['an unknown model', 'none', KEY, NotFoundError, 'not_found_error'],
    [
      'a model without a grant',
      'foreign',
      KEY,
      PermissionDeniedError,
      'permission_error',
    ],
    [
      'a model that is off',
      'idle',
      KEY,
      InternalServerError,
      'overloaded_error',
    ],
  ])('tells %s', async (_, model, apiKey, type, name) => {
    const error = await client({ apiKey, maxRetries: 0 })
      .messages.create({ ...ask, model })
      .catch(caught => caught);
    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject({
      type: name,
      error: {
        type: 'error',
        error: { type: name, message: expect.any(String) },
        request_id: expect.stringMatching(/^[\da-f-]{36}$/),
      },
    });
    expect(test.upstream.calls).toEqual([]);
  });

  it('tells what the model server says of a bad request', async () => {
    test.upstream.behaviour = answerWith(
      {
        type: 'error',
        error: { type: 'invalid_request_error', message: 'No such role' },
      },
      400,
    );
    const error = await client()
      .messages.create(ask)
      .catch(caught => caught);
    expect(error).toBeInstanceOf(BadRequestError);
    expect(error).toMatchObject({ type: 'invalid_request_error' });
    expect(error.message).toContain('No such role');
    expect(statuses).toEqual([400]);
  });

  describe('over a limit', () => {
    const limited = { ...ask, model: 'limited' };

    /** Uses up so much more than there is, that it is paid back after a second. */
    beforeEach(async () => {
      test.upstream.behaviour = answerWith(
        messageOf([text], {
          usage: { ...USAGE, input_tokens: PER_MINUTE + 1_000 },
        }),
      );
      await client().messages.create(limited);
      statuses = [];
    });

    it('is told', async () => {
      const error = await client({ maxRetries: 0 })
        .messages.create(limited)
        .catch(caught => caught);
      expect(error).toBeInstanceOf(RateLimitError);
      expect(error).toMatchObject({ type: 'rate_limit_error' });
      expect(Number(error.headers.get('retry-after'))).toBeGreaterThan(0);
    });

    it('tries again after as long as the gateway says', async () => {
      const message = await client().messages.create(limited);
      expect(message.content).toEqual([text]);
      // The second time is late enough, where its own guess may not be.
      expect(statuses).toEqual([429, 200]);
    });
  });
});
