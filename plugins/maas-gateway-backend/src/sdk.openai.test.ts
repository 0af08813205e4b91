import OpenAI, { APIUserAbortError, NotFoundError } from 'openai';
import { type Simulator, startSimulator } from '@openmaas/simulator';
import { NONE, responseOf, responseUsage } from './__testUtils__/endpoints';
import { answerWith, chunk, streamOf } from './__testUtils__/FakeUpstream';
import {
  startTestGateway,
  type TestGateway,
} from './__testUtils__/testGateway';
import { grantOf, KEY, modelOf } from './__testUtils__/testPolicy';
import { wav } from './protocol/__testUtils__/sounds';
import { typedEvents } from './protocol/__testUtils__/streams';

jest.setTimeout(20_000);

const SIMULATED = [
  { name: 'agent', contextLength: 4096, tools: true },
  { name: 'vectors', contextLength: 128, kind: 'embedding' as const },
  { name: 'ear', contextLength: 448, kind: 'transcription' as const },
];
const hello = [{ role: 'user' as const, content: 'Hello there' }];
const tools = [
  {
    type: 'function' as const,
    function: {
      name: 'get_weather',
      parameters: {
        type: 'object',
        properties: { city: { type: 'string' } },
        required: ['city'],
      },
    },
  },
];
const weather = [{ role: 'user' as const, content: 'get_weather in Raleigh' }];

describe("OpenAI's SDK", () => {
  let simulator: Simulator;
  let test: TestGateway;

  beforeAll(async () => {
    simulator = await startSimulator({
      port: 0,
      models: SIMULATED.map(model => ({ ...model, speed: 0 })),
    });
  });
  afterAll(() => simulator.close());

  beforeEach(async () => {
    test = await startTestGateway({
      policy: update => ({
        ...update,
        models: [
          ...update.models,
          ...SIMULATED.map(({ name }) =>
            modelOf(name, [`${simulator.url}/${name}/v1`], {
              endpoints: [
                { url: `${simulator.url}/${name}/v1`, modelName: name },
              ],
            }),
          ),
        ],
        grants: [
          ...update.grants,
          ...SIMULATED.map(({ name }, index) => grantOf(10 + index, name)),
        ],
      }),
    });
  });
  afterEach(() => test.stop());

  const client = () =>
    new OpenAI({ baseURL: `${test.gateway.clientUrl}/v1`, apiKey: KEY });

  /** The event of the one call that was made. */
  const metered = async () => (await test.controlPlane.events(1))[0];

  it('chats', async () => {
    const { data, response } = await client()
      .chat.completions.create({ model: 'acme/agent', messages: hello })
      .withResponse();
    expect(data.choices[0].message.content).toContain('agent');
    const { prompt_tokens: input, completion_tokens: output } =
      data.usage ?? {};
    expect(await metered()).toMatchObject({
      id: response.headers.get('x-request-id'),
      tokens: { ...NONE, input, output },
      estimated: false,
    });
  });

  it('streams a chat, whose usage it gets only where it asks', async () => {
    const openai = client();
    const read = async (more: object) => {
      const stream = await openai.chat.completions.create({
        model: 'agent',
        messages: hello,
        stream: true,
        ...more,
      });
      const chunks = [];
      for await (const each of stream) {
        chunks.push(each);
      }
      return chunks;
    };
    const silent = await read({});
    const asked = await read({ stream_options: { include_usage: true } });
    const textOf = (chunks: typeof silent) =>
      chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('');
    expect(textOf(silent)).toContain('agent');
    expect(textOf(asked)).toBe(textOf(silent));
    expect(silent.some(({ usage }) => usage)).toBe(false);
    const { usage } = asked[asked.length - 1];
    const tokens = {
      input: usage?.prompt_tokens,
      output: usage?.completion_tokens,
    };
    const events = await test.controlPlane.events(2);
    expect(events).toEqual([
      expect.objectContaining({ tokens: expect.objectContaining(tokens) }),
      expect.objectContaining({ tokens: expect.objectContaining(tokens) }),
    ]);
  });

  it('calls tools, in a stream too', async () => {
    const openai = client();
    const ask = { model: 'agent', messages: weather, tools };
    const whole = await openai.chat.completions.create(ask);
    const [call] = whole.choices[0].message.tool_calls ?? [];
    const made = {
      type: 'function',
      function: expect.objectContaining({ name: 'get_weather' }),
    };
    expect(call).toMatchObject(made);
    const stream = openai.chat.completions.stream(ask);
    const { choices } = await stream.finalChatCompletion();
    expect(choices[0].finish_reason).toBe('tool_calls');
    expect(choices[0].message.tool_calls?.[0]).toMatchObject({
      function: call.type === 'function' && {
        name: call.function.name,
        arguments: call.function.arguments,
      },
    });
  });

  it('leaves a stream in its midst', async () => {
    test.upstream.behaviour = ({ response }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(chunk('Hello'));
    };
    const stream = await client().chat.completions.create({
      model: 'small',
      messages: hello,
      stream: true,
    });
    for await (const { choices } of stream) {
      expect(choices[0].delta.content).toBe('Hello');
      break;
    }
    expect(await metered()).toMatchObject({ endState: 'client_aborted' });
    const leaving = new AbortController();
    test.upstream.behaviour = () => leaving.abort();
    await expect(
      client().chat.completions.create(
        { model: 'small', messages: hello },
        { signal: leaving.signal },
      ),
    ).rejects.toThrow(APIUserAbortError);
  });

  it('hears of an error in the midst of a stream', async () => {
    test.upstream.behaviour = ({ response }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(chunk('Hello'), () => response.destroy());
    };
    const stream = await client().chat.completions.create({
      model: 'small',
      messages: hello,
      stream: true,
    });
    const read = async () => {
      for await (const _ of stream);
    };
    await expect(read()).rejects.toMatchObject({ code: 'upstream_error' });
  });

  it('completes texts', async () => {
    const { choices, usage } = await client().completions.create({
      model: 'agent',
      prompt: 'Once upon a time',
      max_tokens: 20,
    });
    expect(choices[0]).toMatchObject({ finish_reason: 'length' });
    expect(usage?.completion_tokens).toBe(20);
    expect((await metered()).tokens.output).toBe(20);
  });

  it('embeds, with numbers in the form that it chooses', async () => {
    const { data, usage } = await client().embeddings.create({
      model: 'vectors',
      input: ['Hello', 'there'],
    });
    expect(data).toHaveLength(2);
    expect(Math.hypot(...data[0].embedding)).toBeCloseTo(1);
    expect((await metered()).tokens.input).toBe(usage.prompt_tokens);
  });

  it('transcribes', async () => {
    const file = new File([new Uint8Array(wav(20))], 'a.wav');
    const { transcriptions } = client().audio;
    const answer = await transcriptions.create({ model: 'acme/ear', file });
    expect(answer).toEqual({
      text: expect.stringContaining('ear'),
      usage: { type: 'duration', seconds: 20 },
    });
    expect(await metered()).toMatchObject({
      tokens: NONE,
      audioMs: 20_000,
      estimated: false,
    });
    await expect(
      transcriptions.create({ model: 'ear', file, response_format: 'text' }),
    ).resolves.toBe(`${answer.text}\n`);
  });

  it('streams a transcription', async () => {
    test.upstream.behaviour = streamOf(
      'data: {"type":"transcript.text.delta","delta":"Hello"}\n\n',
      'data: {"type":"transcript.text.done","text":"Hello","usage":{"type":"tokens","input_tokens":9,"output_tokens":1}}\n\n',
    );
    const stream = await client().audio.transcriptions.create({
      model: 'small',
      file: new File(['sound'], 'a.mp3'),
      stream: true,
    });
    const types = [];
    for await (const { type } of stream) {
      types.push(type);
    }
    expect(types).toEqual(['transcript.text.delta', 'transcript.text.done']);
    expect((await metered()).tokens).toEqual({ ...NONE, input: 9, output: 1 });
  });

  it('gets responses, whole and streamed', async () => {
    const openai = client();
    const ask = { model: 'small', input: 'Hello there' };
    test.upstream.behaviour = answerWith(responseOf('Hi', responseUsage));
    const whole = await openai.responses.create(ask);
    expect(whole.output_text).toBe('Hi');

    test.upstream.behaviour = streamOf(
      typedEvents(
        { type: 'response.created', response: responseOf('', null) },
        { type: 'response.output_text.delta', delta: 'Hi' },
        {
          type: 'response.completed',
          response: responseOf('Hi', responseUsage),
        },
      ),
    );
    const stream = await openai.responses.create({ ...ask, stream: true });
    const types = [];
    for await (const { type } of stream) {
      types.push(type);
    }
    expect(types).toEqual([
      'response.created',
      'response.output_text.delta',
      'response.completed',
    ]);
    const events = await test.controlPlane.events(2);
    const tokens = { input: 9, cachedInput: 4, output: 5, reasoning: 2 };
    expect(events.map(event => event.tokens)).toEqual([tokens, tokens]);
  });

  it('lists the models that its key may call', async () => {
    const { data } = await client().models.list();
    const ids = data.map(({ id }) => id);
    expect(ids).toContain('acme/agent');
    expect(ids).not.toContain('acme/foreign');
    await expect(client().models.retrieve('acme/agent')).resolves.toMatchObject(
      { id: 'acme/agent', object: 'model' },
    );
    await expect(client().models.retrieve('acme/unseen')).rejects.toThrow(
      NotFoundError,
    );
  });
});
