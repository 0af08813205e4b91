import fc from 'fast-check';
import { promptOf } from './__testUtils__/promptOf';
import {
  cutsOf,
  readStream,
  resultOf,
  typedEvents,
} from './__testUtils__/streams';
import { messages } from './messages';

const ask = { model: 'a', max_tokens: 5, messages: [] };
const read = (more: object = {}) =>
  messages.read(Buffer.from(JSON.stringify({ ...ask, ...more })));
const answer = (more: unknown) =>
  read().readAnswer(Buffer.from(JSON.stringify(more)));

const start = (usage: unknown) => ({
  type: 'message_start',
  message: { id: 'msg_1', role: 'assistant', content: [], usage },
});
const delta = (part: object) => ({
  type: 'content_block_delta',
  index: 0,
  delta: part,
});
const text = (value: string) => delta({ type: 'text_delta', text: value });
const end = (usage: unknown, stop_reason: unknown = 'end_turn') => ({
  type: 'message_delta',
  delta: { stop_reason },
  usage,
});
const STOP = { type: 'message_stop' };
const prompt = {
  input_tokens: 3,
  cache_read_input_tokens: 4,
  cache_creation_input_tokens: 2,
  output_tokens: 1,
};
const stream = (...events: Parameters<typeof typedEvents>) =>
  readStream(read({ stream: true }), typedEvents(...events));

describe('messages', () => {
  it('reads all of the prompt', async () => {
    const nested = `${'['.repeat(50_000)}1${']'.repeat(50_000)}`;
    const body = `{
      "model": "a",
      "system": [{"type": "text", "text": "Zero"}],
      "messages": [
        {"role": "user", "content": "one"},
        {"role": "user", "content": [
          {"type": "image", "source": {"type": "base64", "data": "AAAA"}},
          {"type": "text", "text": "two"}
        ]},
        {"role": "assistant", "content": [
          {"type": "thinking", "thinking": "three"},
          {"type": "tool_use", "name": "look", "input": {"up": [4, "four"]}},
          {"type": "tool_use", "name": "deep", "input": ${nested}}
        ]},
        {"role": "user", "content": [
          {"type": "tool_result", "content": "five"},
          {"type": "tool_result", "content": [{"type": "text", "text": "six"}]}
        ]},
        null
      ],
      "tools": [{"name": "look"}]
    }`;
    const words = (await promptOf(messages.read(Buffer.from(body)))).split(
      /\s+/,
    );
    expect(words).toEqual(
      'Zero one two three look up 4 four deep 1 five six [{"name": "look"}]'.split(
        ' ',
      ),
    );
    expect(await promptOf(read({ system: 'Zero' }))).toBe('Zero');
  });

  it('knows how long the answer can be, and adds nothing to the request', () => {
    expect(read().maxTokens).toBe(5);
    const body = '{"stream":true, "messages":[],"model":"a"}';
    expect(messages.read(Buffer.from(body)).bodyFor('b').toString()).toBe(
      body.replace('"a"', '"b"'),
    );
  });

  it('reads an answer, and adds to its input what the cache had or got', () => {
    const content = [
      { type: 'thinking', thinking: 'Hm' },
      { type: 'text', text: 'One' },
      { type: 'tool_use', name: 'look', input: { up: 1 } },
    ];
    const whole = answer({
      content,
      stop_reason: 'tool_use',
      usage: { ...prompt, output_tokens: 6 },
    });
    expect(whole).toMatchObject({
      usage: { input: 9, cachedInput: 4, output: 6, reasoning: 0 },
      finishReason: 'tool_use',
    });
    expect(whole.text().split(/\s+/)).toEqual(['One', 'Hm', 'look', 'up', '1']);
  });

  it('reads a usage without a cache', () => {
    const usage = {
      input_tokens: 3,
      output_tokens: 6,
      cache_read_input_tokens: null,
    };
    expect(answer({ usage }).usage).toEqual({
      input: 3,
      cachedInput: 0,
      output: 6,
      reasoning: 0,
    });
  });

  it.each([
    null,
    { usage: null },
    { usage: { input_tokens: 3 } },
    { usage: { input_tokens: null, output_tokens: 6 } },
    { usage: { input_tokens: -3, output_tokens: 6 } },
    { content: 7 },
  ])('knows no usage from %j', body => {
    expect(answer(body).usage).toBeUndefined();
    expect(answer(body).text()).toBe('');
  });

  it('reads a stream: each count is the last that came, none is added up', () => {
    const events = [
      start(prompt),
      { type: 'ping' },
      text('One'),
      end({ output_tokens: 4 }, null),
      end({ output_tokens: 6 }),
    ];
    const { reader, passed, all } = stream(...events, STOP);
    expect(reader.figures()).toMatchObject({
      usage: { input: 9, cachedInput: 4, output: 6 },
      finishReason: 'end_turn',
    });
    expect(reader.closed).toBe(true);
    expect(passed).toBe(typedEvents(...events));
    expect(all).toBe(typedEvents(...events, STOP));
  });

  it('believes what comes later of the prompt too', () => {
    const { reader } = stream(
      start({ input_tokens: 0, output_tokens: 0 }),
      text('One'),
      end({ input_tokens: 8, cache_read_input_tokens: null, output_tokens: 6 }),
    );
    expect(reader.figures().usage).toMatchObject({ input: 8, output: 6 });
  });

  it('does not take the start for the length of the answer, but for the prompt', () => {
    const { reader } = stream(start(prompt), text('One'));
    expect(reader.figures()).toMatchObject({
      usage: undefined,
      promptUsage: { input: 9, cachedInput: 4 },
    });
    expect(
      stream(start({ input_tokens: 0, output_tokens: 0 })).reader.figures()
        .promptUsage,
    ).toBeUndefined();
  });

  it.each([
    ['nothing', undefined, undefined],
    ['null', null, null],
    ['no counts', {}, {}],
    ['odd ones', { input_tokens: '3' }, { output_tokens: 1.5 }],
    ['a text', 'usage', 'usage'],
    ['an answer only', {}, { output_tokens: 6 }],
  ])('knows no usage from %s', (_, first, last) => {
    const { reader } = stream(start(first), text('One'), end(last), STOP);
    expect(reader.figures().usage).toBeUndefined();
    expect(reader.text()).toBe('One');
  });

  it('reads the text of all that was generated', () => {
    const { reader } = stream(
      start(prompt),
      delta({ type: 'thinking_delta', thinking: 'a' }),
      delta({ type: 'signature_delta', signature: 'AAAA' }),
      text('b'),
      {
        type: 'content_block_start',
        content_block: { type: 'tool_use', name: 'c', input: {} },
      },
      delta({ type: 'input_json_delta', partial_json: 'd' }),
    );
    expect(reader.text()).toBe('abcd');
  });

  it('notes an error in its midst, and is not misled by a text', () => {
    const error = {
      type: 'error',
      error: { type: 'overloaded_error', message: 'no' },
    };
    const { reader } = stream(start(prompt), text('message_stop "error"'));
    expect(reader.closed).toBe(false);
    expect(reader.figures().errorCode).toBeUndefined();
    expect(stream(start(prompt), error).reader.figures().errorCode).toBe(
      'overloaded_error',
    );
  });

  it('reads the prompt of a start that has its usage beside the message', () => {
    const usage = { input_tokens: 12, output_tokens: 0 };
    const { reader } = stream({ ...start(undefined), usage }, text('One'));
    expect(reader.figures()).toMatchObject({
      usage: undefined,
      promptUsage: { input: 12, cachedInput: 0 },
    });
  });

  it('keeps the prompt where the end of a stream says 0 of it', () => {
    const { reader } = stream(
      start(prompt),
      end({ input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 6 }),
      STOP,
    );
    expect(reader.figures().usage).toEqual({
      input: 9,
      cachedInput: 4,
      output: 6,
      reasoning: 0,
    });
  });

  it('reads a stream in the same way however it is cut', () => {
    const request = read({ stream: true });
    const sent = typedEvents(
      start(prompt),
      text('Grüße'),
      text(' aus'),
      end({ output_tokens: 6 }),
      STOP,
    );
    const whole = resultOf(readStream(request, sent));
    expect(whole).toMatchObject({
      all: sent,
      text: 'Grüße aus',
      closed: true,
    });
    fc.assert(
      fc.property(cutsOf(sent), at => {
        expect(resultOf(readStream(request, sent, at))).toEqual(whole);
      }),
    );
  });
});
