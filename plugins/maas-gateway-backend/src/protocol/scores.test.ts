import type { Protocol } from './Protocol';
import { rerank, score } from './scores';

const read = (protocol: Protocol, more: object) =>
  protocol.read(Buffer.from(JSON.stringify({ model: 'a', ...more })));

/** How many characters the model reads. */
const size = (protocol: Protocol, more: object) =>
  read(protocol, more).countPrompt(async text => text.length);

describe('rerank', () => {
  it('reads the query with each document', async () => {
    const documents = ['1234', { text: '12' }, { content: [{ text: '12' }] }];
    // The documents are joined by two line ends.
    expect(await size(rerank, { query: '12345', documents })).toBe(3 * 5 + 10);
  });

  it('reserves as much for a query that is read again and again', () => {
    const query = 'x'.repeat(4000);
    const documents = Array.from({ length: 11 }, () => 'y');
    const { estimatedInput } = read(rerank, { query, documents });
    expect(estimatedInput).toBeGreaterThan(11_000);
    expect(estimatedInput).toBeLessThan(11_100);
  });

  it('counts a long query once for all documents, however many there are', async () => {
    const query = 'x'.repeat(1_000_000);
    const documents = Array.from({ length: 100_000 }, () => '');
    const counted: number[] = [];
    const tokens = await read(rerank, { query, documents }).countPrompt(
      async text => counted.push(text.length),
    );
    expect(counted).toEqual([1_000_000, 0]);
    expect(tokens).toBe(100_002);
  });

  it.each<[object, number | undefined]>([
    [{ usage: { prompt_tokens: 9, total_tokens: 9 } }, 9],
    [{ usage: { total_tokens: 9 } }, 9],
    [{ meta: { billed_units: { input_tokens: 9, search_units: 1 } } }, 9],
    [{ meta: { billed_units: { total_tokens: 9 } } }, 9],
    [{ usage: null, meta: { billed_units: { input_tokens: 9 } } }, 9],
    [{ meta: { billed_units: { search_units: 1 } } }, undefined],
    [{ meta: null }, undefined],
    [{}, undefined],
  ])('reads the usage of %j', (answer, input) => {
    const { usage } = read(rerank, {}).readAnswer(
      Buffer.from(JSON.stringify({ results: [], ...answer })),
    );
    expect(usage?.input).toBe(input);
    expect(usage?.output).toBe(input === undefined ? undefined : 0);
  });
});

describe('score', () => {
  it.each<[string, object, number]>([
    ['a text with a text', { text_1: '123', text_2: '12' }, 5],
    ['a text with each', { text_1: '123', text_2: ['1', '1'] }, 2 * 3 + 3],
    ['each with a text', { text_1: ['1', '1'], text_2: '123' }, 2 * 3 + 3],
    ['each with its partner', { text_1: ['1', '1'], text_2: ['1', '1'] }, 6],
    ['newer names', { queries: '123', documents: ['1', '1'] }, 2 * 3 + 3],
    ['names between', { data_1: '123', data_2: ['1', '1'] }, 2 * 3 + 3],
    ['nothing', {}, 0],
  ])('reads %s', async (_, more, tokens) => {
    expect(await size(score, more)).toBe(tokens);
  });
});
