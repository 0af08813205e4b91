import OpenAI from 'openai';
import { countTokens } from './tokens';
import { useSimulator } from './testing';

const url = useSimulator();

function client(server: string): OpenAI {
  return new OpenAI({
    baseURL: `${url()}/${server}/v1`,
    apiKey: 'none',
    maxRetries: 0,
  });
}

const hello = [{ role: 'user' as const, content: 'Hello there' }];

describe('the openai SDK', () => {
  it('lists the model', async () => {
    const models = await client('chat').models.list();
    expect(models.data).toEqual([
      expect.objectContaining({ id: 'org/Chat-7B', object: 'model' }),
    ]);
  });

  it('gets a chat completion with true token counts', async () => {
    const create = () =>
      client('chat').chat.completions.create({
        model: 'org/Chat-7B',
        messages: hello,
      });
    const answer = await create();
    const [choice] = answer.choices;
    const text = choice.message.content ?? '';
    expect(choice.finish_reason).toBe('stop');
    expect(text).toContain('org/Chat-7B');
    expect(answer.usage).toEqual({
      prompt_tokens: countTokens('Hello there') + 4 + 3,
      completion_tokens: countTokens(text),
      total_tokens: countTokens('Hello there') + 7 + countTokens(text),
      prompt_tokens_details: { cached_tokens: 0 },
    });
    expect((await create()).choices).toEqual(answer.choices);
  });

  it('streams the same text, token by token, with usage at the end', async () => {
    const whole = await client('chat').chat.completions.create({
      model: 'org/Chat-7B',
      messages: hello,
    });
    const stream = await client('chat').chat.completions.create({
      model: 'org/Chat-7B',
      messages: hello,
      stream: true,
      stream_options: { include_usage: true },
    });
    const chunks = [];
    for await (const chunk of stream) {
      chunks.push(chunk);
    }
    const text = chunks
      .map(chunk => chunk.choices[0]?.delta.content ?? '')
      .join('');
    expect(text).toBe(whole.choices[0].message.content);

    const last = chunks[chunks.length - 1];
    expect(last.choices).toEqual([]);
    expect(last.usage?.completion_tokens).toBe(countTokens(text));
    expect(last.usage?.prompt_tokens).toBe(whole.usage?.prompt_tokens);
    expect(chunks.slice(0, -1).every(chunk => !chunk.usage)).toBe(true);
    expect(chunks[0].choices[0].delta.role).toBe('assistant');
    expect(
      chunks.flatMap(chunk => chunk.choices.map(item => item.finish_reason)),
    ).toEqual([...Array(chunks.length - 2).fill(null), 'stop']);
    // A first chunk with the role, one per token, one with usage.
    expect(chunks).toHaveLength(countTokens(text) + 2);
  });

  it('respects max_tokens, n and stop', async () => {
    const { chat } = client('chat');
    const cut = await chat.completions.create({
      model: 'org/Chat-7B',
      messages: hello,
      max_completion_tokens: 5,
      n: 3,
    });
    expect(cut.choices.map(choice => choice.index)).toEqual([0, 1, 2]);
    for (const { message, finish_reason: reason } of cut.choices) {
      expect(countTokens(message.content ?? '')).toBe(5);
      expect(reason).toBe('length');
    }
    expect(cut.usage?.completion_tokens).toBe(15);

    const whole = await chat.completions.create({
      model: 'org/Chat-7B',
      messages: hello,
    });
    const text = whole.choices[0].message.content ?? '';
    const word = text.split(' ')[4];
    const stopped = await chat.completions.create({
      model: 'org/Chat-7B',
      messages: hello,
      stop: [word],
    });
    expect(stopped.choices[0]).toMatchObject({
      finish_reason: 'stop',
      stop_reason: word,
      message: { content: text.slice(0, text.indexOf(word)) },
    });
  });

  it('gives the thoughts of a reasoning model', async () => {
    const answer = await client('thinker').chat.completions.create({
      model: 'thinker',
      messages: hello,
    });
    const message = answer.choices[0].message as unknown as Record<
      string,
      string
    >;
    expect(message.reasoning).toBe(message.reasoning_content);
    const thoughts = countTokens(message.reasoning);
    expect(thoughts).toBeGreaterThan(0);
    expect(answer.usage?.completion_tokens_details?.reasoning_tokens).toBe(
      thoughts,
    );
    expect(answer.usage?.completion_tokens).toBe(
      thoughts + countTokens(message.content),
    );
  });

  it('streams thoughts before content, with running usage', async () => {
    const stream = await client('thinker').chat.completions.create({
      model: 'thinker',
      messages: hello,
      stream: true,
      stream_options: {
        include_usage: true,
        // vLLM's own
        ...{ continuous_usage_stats: true },
      },
    });
    const parts: string[] = [];
    const counts: number[] = [];
    for await (const chunk of stream) {
      const delta = (chunk.choices[0]?.delta ?? {}) as Record<string, string>;
      parts.push(delta.reasoning ? 'reasoning' : delta.content && 'content');
      counts.push(chunk.usage?.completion_tokens ?? NaN);
    }
    const kinds = parts.filter(Boolean);
    expect([...kinds].sort().reverse()).toEqual(kinds);
    expect(new Set(kinds).size).toBe(2);
    const tokens = counts.length - 2;
    expect(counts).toEqual([
      ...Array.from({ length: tokens + 1 }, (_, index) => index),
      tokens,
    ]);
  });

  it('completes a text', async () => {
    const { completions } = client('chat');
    const answer = await completions.create({
      model: 'org/Chat-7B',
      prompt: ['Once upon a time', 'Twice'],
      echo: true,
    });
    expect(answer.choices.map(({ index }) => index)).toEqual([0, 1]);
    expect(answer.choices[0].text.startsWith('Once upon a time')).toBe(true);
    expect(answer.usage).toMatchObject({
      prompt_tokens: countTokens('Once upon a time') + countTokens('Twice'),
      // vLLM's default limit is 16 for each.
      completion_tokens: 32,
    });

    const stream = await completions.create({
      model: 'org/Chat-7B',
      prompt: 'Once upon a time',
      max_tokens: 500,
      stream: true,
      stream_options: { include_usage: true },
    });
    let text = '';
    let usage: OpenAI.CompletionUsage | null | undefined;
    for await (const chunk of stream) {
      text += chunk.choices[0]?.text ?? '';
      usage = chunk.usage ?? usage;
    }
    expect(usage?.completion_tokens).toBe(countTokens(text));
    expect(text).toContain('simulated');
  });

  it('embeds texts as the SDK asks for it and as plain numbers', async () => {
    const { embeddings } = client('vectors');
    const input = ['a red car', 'a red bus', 'the meaning of life'];
    const packed = await embeddings.create({ model: 'vectors', input });
    const plain = await embeddings.create({
      model: 'vectors',
      input,
      encoding_format: 'float',
    });
    expect(packed.data.map(item => item.index)).toEqual([0, 1, 2]);
    packed.data.forEach(({ embedding }, index) => {
      expect(embedding).toHaveLength(64);
      embedding.forEach((value, at) =>
        expect(value).toBeCloseTo(plain.data[index].embedding[at], 6),
      );
    });
    const tokens = input.reduce((sum, text) => sum + countTokens(text), 0);
    expect(packed.usage).toEqual({
      prompt_tokens: tokens,
      completion_tokens: 0,
      total_tokens: tokens,
    });
    const [car, bus, life] = plain.data.map(item => item.embedding);
    const similarity = (a: number[], b: number[]) =>
      a.reduce((sum, value, index) => sum + value * b[index], 0);
    expect(similarity(car, car)).toBeCloseTo(1, 6);
    expect(similarity(car, bus)).toBeGreaterThan(similarity(car, life));
  });

  it('reports errors as the SDK knows them', async () => {
    await expect(
      client('chat').chat.completions.create({
        model: 'gpt-17',
        messages: hello,
      }),
    ).rejects.toThrow(OpenAI.NotFoundError);
    await expect(
      client('vectors').chat.completions.create({
        model: 'vectors',
        messages: hello,
      }),
    ).rejects.toThrow(OpenAI.BadRequestError);
  });
});
