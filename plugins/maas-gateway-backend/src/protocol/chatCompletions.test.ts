import { promptOf } from './__testUtils__/promptOf';
import { chatCompletions } from './chatCompletions';

const read = (body: string) => chatCompletions.read(Buffer.from(body));
const nested = `${'['.repeat(100_000)}1${']'.repeat(100_000)}`;

describe('chatCompletions', () => {
  it.each([
    [
      '{"stream":true,"model":"a"}',
      '{"stream_options":{"include_usage":true},"stream":true,"model":"b"}',
    ],
    [
      '{"stream":true,"stream_options":null,"model":"a"}',
      '{"stream":true,"stream_options":{"include_usage":true},"model":"b"}',
    ],
    [
      '{"model":"a","stream_options":{ "seed":12345678901234567890 },"stream":true}',
      '{"model":"b","stream_options":{"include_usage":true, "seed":12345678901234567890 },"stream":true}',
    ],
    [
      '{"model":"a","stream_options":{"include_usage":false},"stream":true}',
      '{"model":"b","stream_options":{"include_usage":true},"stream":true}',
    ],
    [
      `{"model":"a","stream_options":{"x":${nested}},"stream":true}`,
      `{"model":"b","stream_options":{"include_usage":true,"x":${nested}},"stream":true}`,
    ],
    ['{"model":"a","stream":false}', '{"model":"b","stream":false}'],
  ])('asks for the usage of a stream and changes no more', (body, sent) => {
    expect(read(body).bodyFor('b').toString() === sent).toBe(true);
  });

  it('refuses options of the stream that name a field twice', () => {
    expect(() =>
      read('{"model":"a","stream_options":{"a":1,"a":2},"stream":true}'),
    ).toThrow('twice');
  });

  it.each([
    ['{"model":"a"}', undefined, 1],
    ['{"model":"a","n":3}', undefined, 3],
    ['{"model":"a","n":3,"max_tokens":10}', 30, 3],
    ['{"model":"a","n":3,"best_of":null,"max_tokens":1e1}', 30, 3],
    // Servers differ in which of them they look at.
    ['{"model":"a","n":1,"best_of":5,"max_tokens":10}', 50, 5],
    ['{"model":"a","max_completion_tokens":1,"max_tokens":10}', 10, 1],
    ['{"model":"a","max_completion_tokens":10,"max_tokens":1}', 10, 1],
    ['{"model":"a","n":-1}', undefined, 1],
  ])('knows how much may be answered to %s', (body, maxTokens, answers) => {
    expect(read(body)).toMatchObject({ maxTokens, answers });
  });

  it.each(['n', 'best_of', 'max_tokens', 'max_completion_tokens'])(
    'refuses a text as "%s", which servers read as a number',
    name => {
      for (const value of ['"3"', 'true', '[3]']) {
        expect(() => read(`{"model":"a","${name}":${value}}`)).toThrow(name);
      }
    },
  );

  it('reads tools into the prompt as they were written', async () => {
    const text = await promptOf(
      read(`{"model":"a","messages":[],"tools":${nested}}`),
    );
    expect(text === nested).toBe(true);
  });
});
