import { chatCompletions } from './chatCompletions';
import { completions } from './completions';
import { embeddings } from './embeddings';
import { messages } from './messages';
import type { Protocol } from './Protocol';
import { responses } from './responses';
import { rerank, score } from './scores';

const listOf = (value: string, count: number) =>
  `[${Array(count).fill(value).join(',')}]`;

/** A body with a list of values in one of its members. */
const bodyWith = (name: string, list: string) =>
  Buffer.from(`{"model":"m","max_tokens":1,"query":"a","${name}":${list}}`);

describe('bodies of very many values', () => {
  it.each<[Protocol, string]>([
    [chatCompletions, 'messages'],
    [messages, 'messages'],
    [responses, 'input'],
  ])('%# are judged by their size', async (protocol, name) => {
    const countTokens = jest.fn(async () => 1);
    const many = bodyWith(name, listOf('{}', 600_000));
    const asked = protocol.read(many);
    expect(await asked.countPrompt(countTokens)).toBe(asked.estimatedInput);
    expect(countTokens).not.toHaveBeenCalled();

    const text = JSON.stringify('word, '.repeat(100_000));
    await protocol
      .read(bodyWith(name, `[{"role":"user","content":${text}}]`))
      .countPrompt(countTokens);
    expect(countTokens).toHaveBeenCalledTimes(1);
  });

  it.each<[Protocol, string, string]>([
    [completions, 'prompt', '1'],
    [embeddings, 'input', '""'],
    [rerank, 'documents', '""'],
    [score, 'documents', '{}'],
  ])('%# are refused where all of them matter', (protocol, name, value) => {
    const read = (count: number) =>
      protocol.read(bodyWith(name, listOf(value, count)));
    expect(() => read(600_000)).toThrow('more than 500000 values');
    expect(read(1_000).model).toBe('m');
  });
});
