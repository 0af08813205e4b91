import fc from 'fast-check';
import { promptOf } from './__testUtils__/promptOf';
import {
  cutsOf,
  readStream,
  resultOf,
  typedEvents,
} from './__testUtils__/streams';
import { responses } from './responses';

const read = (more: object = {}) =>
  responses.read(
    Buffer.from(JSON.stringify({ model: 'a', input: 'Hi', ...more })),
  );
const answer = (more: unknown) =>
  read().readAnswer(Buffer.from(JSON.stringify(more)));

const usage = {
  input_tokens: 9,
  input_tokens_details: { cached_tokens: 4 },
  output_tokens: 5,
  output_tokens_details: { reasoning_tokens: 2 },
  total_tokens: 14,
};
const counts = { input: 9, cachedInput: 4, output: 5, reasoning: 2 };

const created = {
  type: 'response.created',
  response: { status: 'in_progress', error: null, usage: null },
};
const delta = (text: string, kind = 'output_text') => ({
  type: `response.${kind}.delta`,
  delta: text,
});
const end = (status: string, more: object = {}) => ({
  type: `response.${status}`,
  response: { status, error: null, incomplete_details: null, usage, ...more },
});
const stream = (...events: Parameters<typeof typedEvents>) =>
  readStream(read({ stream: true }), typedEvents(...events));

describe('responses', () => {
  it.each<[string, object, string]>([
    ['a text', { input: 'One' }, 'One'],
    ['instructions', { instructions: 'Zero', input: 'One' }, 'Zero\nOne'],
    [
      'items',
      {
        input: [
          { role: 'user', content: 'One' },
          {
            type: 'message',
            role: 'user',
            content: [
              { type: 'input_text', text: 'two' },
              { type: 'input_image', image_url: 'data:image/png;base64,AAAA' },
            ],
          },
          {
            type: 'reasoning',
            summary: [{ type: 'summary_text', text: 'three' }],
          },
          { type: 'function_call', name: 'look', arguments: '{"up":4}' },
          { type: 'function_call_output', output: 'five' },
          {
            type: 'function_call_output',
            output: [{ type: 'input_text', text: 'six' }],
          },
          null,
        ],
      },
      'One\ntwo\nthree\nlook\n{"up":4}\nfive\nsix',
    ],
    [
      'tools',
      { input: 'One', tools: [{ type: 'function', name: 'look' }] },
      'One\n[{"type":"function","name":"look"}]',
    ],
    ['nothing', { input: null }, ''],
  ])('reads a prompt of %s', async (_, more, text) => {
    expect(await promptOf(read(more))).toBe(text);
  });

  it('knows how long the answer can be', () => {
    expect(read({ max_output_tokens: 5 }).maxTokens).toBe(5);
    expect(read().maxTokens).toBeUndefined();
  });

  it('adds nothing to the request, streamed or not', () => {
    const body = '{"stream":true, "input":[],"model":"a"}';
    expect(responses.read(Buffer.from(body)).bodyFor('b').toString()).toBe(
      body.replace('"a"', '"b"'),
    );
  });

  it('refuses what would go on after its call', () => {
    expect(() => read({ background: true })).toThrow('background');
    expect(() => read({ background: 'true' })).toThrow('true or false');
    expect(read({ background: false }).model).toBe('a');
  });

  it('reads an answer', () => {
    const output = [
      { type: 'reasoning', summary: [], content: [{ text: 'Hm' }] },
      { type: 'message', content: [{ type: 'output_text', text: 'One' }] },
      { type: 'function_call', name: 'look', arguments: '{}' },
    ];
    const whole = answer({ status: 'completed', output, usage });
    expect(whole).toMatchObject({ usage: counts, finishReason: 'completed' });
    expect(whole.errorCode).toBeUndefined();
    expect(whole.text()).toBe('Hm\nOne\nlook\n{}');
  });

  it('says why an answer is not whole, or not there', () => {
    const incomplete_details = { reason: 'max_output_tokens' };
    expect(answer({ status: 'incomplete', incomplete_details })).toMatchObject({
      finishReason: 'max_output_tokens',
      errorCode: undefined,
    });
    const error = { code: 'server_error', message: 'no' };
    expect(answer({ status: 'failed', error }).errorCode).toBe('server_error');
    expect(answer({ status: 'failed' }).errorCode).toBe('upstream_error');
  });

  it.each([
    null,
    7,
    { usage: null },
    { usage: { input_tokens: 9 } },
    { usage: { input_tokens: 9, output_tokens: null } },
    { usage: { input_tokens: '9', output_tokens: 5 } },
    { output: 7 },
  ])('knows no usage from %j', body => {
    expect(answer(body).usage).toBeUndefined();
    expect(answer(body).text()).toBe('');
  });

  it('reads a usage without details', () => {
    expect(
      answer({ usage: { input_tokens: 9, output_tokens: 5 } }).usage,
    ).toEqual({ input: 9, cachedInput: 0, output: 5, reasoning: 0 });
  });

  it.each([
    ['completed', {}, { finishReason: 'completed', errorCode: undefined }],
    [
      'incomplete',
      { incomplete_details: { reason: 'content_filter' } },
      { finishReason: 'content_filter', errorCode: undefined },
    ],
    [
      'failed',
      { error: { code: 'server_error' } },
      { errorCode: 'server_error' },
    ],
  ])('reads a stream that ends %s', (status, more, figures) => {
    const events = [created, delta('One'), delta(' two')];
    const { reader, passed, all } = stream(...events, end(status, more));
    expect(reader.figures()).toMatchObject({ usage: counts, ...figures });
    expect(reader.closed).toBe(true);
    expect(passed).toBe(typedEvents(...events));
    expect(all).toBe(typedEvents(...events, end(status, more)));
  });

  it('reads the text of all that was generated', () => {
    const { reader } = stream(
      created,
      delta('a', 'reasoning_text'),
      delta('b', 'reasoning_summary_text'),
      delta('c'),
      { type: 'response.output_text.done', text: 'c' },
      { type: 'response.output_item.added', item: { name: 'd' } },
      delta('e', 'function_call_arguments'),
      delta('f', 'refusal'),
      delta('AAAA', 'audio'),
    );
    expect(reader.text()).toBe('abcdef');
    expect(reader.figures()).toEqual({});
    expect(reader.closed).toBe(false);
  });

  it('is not begun before something was generated', () => {
    expect(stream(created).reader.begun).toBe(false);
    expect(stream(created, delta('a')).reader.begun).toBe(true);
  });

  it('notes an error in its midst', () => {
    const error = { type: 'error', code: 'overloaded', message: 'no' };
    expect(stream(created, error).reader.figures().errorCode).toBe(
      'overloaded',
    );
    expect(
      stream(created, { type: 'error', error: { code: 500 } }).reader.figures()
        .errorCode,
    ).toBe('500');
  });

  it('is not misled by a text that speaks of the end', () => {
    const { reader } = stream(delta('"response.completed" "error" [DONE]'));
    expect(reader.closed).toBe(false);
    expect(reader.figures()).toEqual({});
  });

  it('knows no usage from an end without one', () => {
    const { reader } = stream(delta('a'), end('completed', { usage: null }));
    expect(reader.closed).toBe(true);
    expect(reader.figures().usage).toBeUndefined();
    expect(reader.text()).toBe('a');
  });

  it('reads a stream in the same way however it is cut', () => {
    const request = read({ stream: true });
    const sent = typedEvents(
      created,
      delta('Grüße'),
      delta(' aus'),
      end('completed'),
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
