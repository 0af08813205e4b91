import fc from 'fast-check';
import { CompletionStream } from './completionStream';

const sse = (...chunks: unknown[]) =>
  chunks
    .map(chunk =>
      typeof chunk === 'string' ? chunk : `data: ${JSON.stringify(chunk)}\n\n`,
    )
    .join('');

const DONE = 'data: [DONE]\n\n';

const text = (content: string, more: object = {}) => ({
  choices: [{ index: 0, delta: { content }, finish_reason: null }],
  ...more,
});
const usage = (input: number, output: number) => ({
  usage: { prompt_tokens: input, completion_tokens: output },
});
const usageChunk = (input: number, output: number) => ({
  choices: [],
  ...usage(input, output),
});

function read(stream: string, options: { passUsage?: boolean; at?: number[] }) {
  const reader = new CompletionStream(options.passUsage ?? false, chunk =>
    String(
      (chunk as ReturnType<typeof text>)?.choices?.[0]?.delta?.content ?? '',
    ),
  );
  const bytes = Buffer.from(stream);
  const places = [0, ...(options.at ?? []), bytes.length]
    .map(place => Math.min(place, bytes.length))
    .sort((a, b) => a - b);
  let passed = '';
  places.forEach((start, index) => {
    passed += Buffer.concat(
      reader.push(bytes.subarray(start, places[index + 1])),
    );
  });
  reader.end();
  return { reader, passed, all: passed + Buffer.concat(reader.rest()) };
}

describe('CompletionStream', () => {
  it('takes the chunk with the usage out for a client that did not ask for it', () => {
    const before = sse(text('Hel'), text('lo'));
    const { reader, passed, all } = read(
      before + sse(usageChunk(7, 2)) + DONE,
      {},
    );
    expect(passed).toBe(before);
    expect(all).toBe(before + DONE);
    expect(reader.closed).toBe(true);
    expect(reader.figures().usage).toEqual({
      input: 7,
      cachedInput: 0,
      output: 2,
      reasoning: 0,
    });
  });

  it('passes it to one that did', () => {
    const stream = sse(text('Hi'), usageChunk(7, 1), DONE);
    expect(read(stream, { passUsage: true }).all).toBe(stream);
  });

  it('takes the last of running totals, and passes the chunks that carry them', () => {
    const stream = sse(
      text('a', usage(5, 1)),
      text('b', usage(5, 2)),
      text('c', usage(5, 3)),
    );
    const { reader, all } = read(stream + DONE, {});
    expect(all).toBe(stream + DONE);
    expect(reader.figures().usage).toMatchObject({ input: 5, output: 3 });
  });

  it.each([
    ['null', { usage: null }],
    ['counts that are null', usage(null as never, 3)],
    ['no counts', { usage: {} }],
    ['no numbers', usage('5' as never, 3)],
    ['negative counts', usage(-1, 3)],
  ])('knows no usage from %s', (_, said) => {
    const stream = sse(text('a', said), DONE);
    const { reader, all } = read(stream, {});
    expect(reader.figures().usage).toBeUndefined();
    expect(all).toBe(stream);
    expect(reader.text()).toBe('a');
  });

  it('keeps a usage that came when a later chunk says null', () => {
    const { reader } = read(
      sse(text('a', usage(5, 1)), text('b', { usage: null }), DONE),
      {},
    );
    expect(reader.figures().usage).toMatchObject({ output: 1 });
  });

  it('sees that one of several answers is over', () => {
    const chunk = {
      choices: [
        { index: 0, delta: { content: 'a' }, finish_reason: null },
        { index: 1, delta: {}, finish_reason: 'stop' },
      ],
    };
    const { reader } = read(sse(chunk, DONE), {});
    expect(reader.figures().finishReason).toBe('stop');
  });

  it('notes why the answer ended, and an error in its midst', () => {
    const end = { choices: [{ delta: {}, finish_reason: 'length' }] };
    expect(read(sse(text('a'), end, DONE), {}).reader.figures()).toMatchObject({
      finishReason: 'length',
      errorCode: undefined,
    });
    const error = { error: { message: 'out of memory', code: 500 } };
    const stream = sse(text('a'), error, DONE);
    const { reader, all } = read(stream, {});
    expect(reader.figures().errorCode).toBe('500');
    expect(all).toBe(stream);
  });

  it('is not misled by an answer that speaks of usage', () => {
    const stream = sse(text('"usage" {"choices":[]} [DONE] "error"'), DONE);
    const { reader, all } = read(stream, {});
    expect(all).toBe(stream);
    expect(reader.figures()).toEqual({});
  });

  it('passes comments and what is no JSON', () => {
    const stream = ': ping\n\nevent: x\ndata: {"usage"\n\n';
    expect(read(stream, {}).all).toBe(stream);
  });

  it('holds back what closes the stream, and all that follows', () => {
    const { passed, all } = read(`${sse(text('a'))}${DONE}: bye\n\nda`, {});
    expect(passed).toBe(sse(text('a')));
    expect(all).toBe(`${sse(text('a'))}${DONE}: bye\n\nda`);
  });

  it('says whether something was generated', () => {
    const role = { choices: [{ delta: { role: 'assistant', content: '' } }] };
    const none = sse(': ping\n\n', role, usageChunk(7, 0), DONE);
    expect(read(none, {}).reader.begun).toBe(false);
    const { reader } = read(sse(role, text('a'), text('b')), {});
    expect(reader.begun).toBe(true);
    expect(reader.text()).toBe('ab');
  });

  it('reads a last event that is not closed by an empty line', () => {
    const last = `data: ${JSON.stringify(usageChunk(7, 2))}\n`;
    const { reader, all } = read(sse(text('a')) + last, {});
    expect(reader.figures().usage).toMatchObject({ input: 7, output: 2 });
    expect(all).toBe(sse(text('a')));
    expect(read(`${sse(text('a'))}data: [DO`, {}).all).toBe(
      `${sse(text('a'))}data: [DO`,
    );
  });

  it('remembers the text of answers of any length', () => {
    const words = Array.from({ length: 5000 }, (_, index) => `wörd${index} `);
    const { reader } = read(sse(...words.map(word => text(word))), {});
    expect(reader.text()).toBe(words.join(''));
  });

  it('passes the same bytes and reads the same figures however they are cut', () => {
    const stream = sse(
      text('Grüße'),
      text(' aus', usage(9, 1)),
      { choices: [{ delta: {}, finish_reason: 'stop' }] },
      usageChunk(9, 2),
      DONE,
    );
    const whole = read(stream, {});
    fc.assert(
      fc.property(fc.array(fc.nat({ max: stream.length })), at => {
        const { reader, all } = read(stream, { at });
        expect(all).toBe(whole.all);
        expect(reader.figures()).toEqual(whole.reader.figures());
        expect(reader.text()).toBe('Grüße aus');
      }),
    );
  });
});
