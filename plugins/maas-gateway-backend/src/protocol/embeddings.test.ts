import { promptOf } from './__testUtils__/promptOf';
import { embeddings } from './embeddings';

const read = (more: object = {}) =>
  embeddings.read(
    Buffer.from(JSON.stringify({ model: 'a', input: 'Hi', ...more })),
  );
const answer = (more: object) =>
  read().readAnswer(Buffer.from(JSON.stringify({ data: [], ...more })));

describe('embeddings', () => {
  it.each<[string, object, string, number]>([
    ['a text', { input: 'One two' }, 'One two', 7],
    ['texts', { input: ['One', 'two'] }, 'One\ntwo', 7],
    ['tokens', { input: [1, 2, 3] }, '', 3],
    ['lists of tokens', { input: [[1, 2], [3]] }, '', 3],
    [
      'a conversation',
      { input: undefined, messages: [{ role: 'user', content: 'One' }] },
      'One',
      3,
    ],
  ])('reads an input that is %s', async (_, more, text, tokens) => {
    expect(await promptOf(read(more))).toBe(text);
    expect(await read(more).countPrompt(async one => one.length)).toBe(tokens);
  });

  it('generates nothing and never streams, whatever is asked', () => {
    const request = read({ stream: true, max_tokens: 5 });
    expect(request).toMatchObject({ streamed: false, maxTokens: 0 });
    expect(request.openStream).toBeUndefined();
  });

  it('changes nothing but the name of the model', () => {
    const body = '{"input":[ 1.0],"model" : "a"}';
    const request = embeddings.read(Buffer.from(body));
    expect(request.bodyFor('a').toString()).toBe(body);
    expect(request.bodyFor('b').toString()).toBe(body.replace('"a"', '"b"'));
  });

  it.each<[object, number]>([
    [{ usage: { prompt_tokens: 7, total_tokens: 7 } }, 7],
    [{ usage: { prompt_tokens: 0, total_tokens: 0 } }, 0],
    [{ usage: { prompt_tokens: null, total_tokens: 7 } }, 7],
    [{ usage: { total_tokens: 7 } }, 7],
  ])('reads the usage of %j', (more, input) => {
    expect(answer(more)).toMatchObject({
      usage: { input, cachedInput: 0, output: 0, reasoning: 0 },
    });
    expect(answer(more).text()).toBe('');
  });

  it.each([
    {},
    { usage: null },
    { usage: {} },
    { usage: { prompt_tokens: -1 } },
    { usage: { prompt_tokens: '7' } },
    { usage: { prompt_tokens: 1.5 } },
  ])('knows no usage from %j', more => {
    expect(answer(more).usage).toBeUndefined();
  });
});
