import fc from 'fast-check';
import { promptOf } from './__testUtils__/promptOf';
import { cutsOf, readStream, resultOf } from './__testUtils__/streams';
import { completions } from './completions';

const read = (more: object = {}) =>
  completions.read(
    Buffer.from(JSON.stringify({ model: 'a', prompt: 'Hi', ...more })),
  );
const length = async (text: string) => text.length;

const choice = (text: string, more: object = {}) => ({
  choices: [{ index: 0, text, logprobs: null, finish_reason: null }],
  ...more,
});
const event = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;
const usage = { prompt_tokens: 3, completion_tokens: 2 };
const DONE = 'data: [DONE]\n\n';

describe('completions', () => {
  it.each<[string, unknown, string, number]>([
    ['a text', 'One two', 'One two', 7],
    ['texts', ['One', 'two'], 'One\ntwo', 7],
    ['tokens', [1, 2, 3], '', 3],
    ['lists of tokens', [[1, 2], [3], []], '', 3],
    ['nothing', undefined, '', 0],
    ['what is no prompt', [{ a: 1 }, null], '', 0],
  ])('reads a prompt that is %s', async (_, prompt, text, tokens) => {
    expect(await promptOf(read({ prompt }))).toBe(text);
    expect(await read({ prompt }).countPrompt(length)).toBe(tokens);
  });

  it('reads what has to follow the answer', async () => {
    expect(await promptOf(read({ suffix: 'there' }))).toBe('Hi\nthere');
  });

  it('never takes a list of tokens for fewer than it has', () => {
    const prompt = Array.from({ length: 1000 }, () => 1);
    expect(read({ prompt }).estimatedInput).toBe(1000);
  });

  it.each<[object, number | undefined]>([
    [{}, undefined],
    [{ max_tokens: 5 }, 5],
    [{ max_tokens: 5, n: 2 }, 10],
    [{ max_tokens: 5, n: 2, best_of: 3 }, 15],
    [{ max_tokens: 5, n: 2, prompt: ['a', 'b'] }, 20],
    [{ max_tokens: 5, prompt: [1, 2] }, 5],
    [{ max_tokens: 5, prompt: [[1], [2]] }, 10],
    [{ max_tokens: 5, n: 3, best_of: 1 }, 15],
    [{ max_tokens: 5.5 }, undefined],
  ])('knows how long the answers to %j can be', (more, most) => {
    expect(read(more).maxTokens).toBe(most);
  });

  it('asks for the usage of a stream and changes no more', () => {
    const body = '{"prompt":[1.0, 2],"stream":true ,"model":"a"}';
    expect(completions.read(Buffer.from(body)).bodyFor('b').toString()).toBe(
      '{"stream_options":{"include_usage":true},"prompt":[1.0, 2],"stream":true ,"model":"b"}',
    );
  });

  it('reads an answer', () => {
    const answer = read().readAnswer(
      Buffer.from(
        JSON.stringify({
          choices: [
            { text: 'One', finish_reason: 'length' },
            { text: ' two', finish_reason: 'stop' },
          ],
          usage,
        }),
      ),
    );
    expect(answer).toMatchObject({
      usage: { input: 3, output: 2 },
      finishReason: 'length',
    });
    expect(answer.text()).toBe('One two');
  });

  it.each(['{"usage":null}', '{"choices":7}', '[]', 'null', 'no JSON'])(
    'knows nothing of the answer %s',
    body => {
      const answer = read().readAnswer(Buffer.from(body));
      expect(answer.usage).toBeUndefined();
      expect(answer.text()).toBe('');
    },
  );

  it('reads a stream, and takes out the usage that was not asked for', () => {
    const words = event(choice('One')) + event(choice(' two'));
    const { reader, passed, all } = readStream(
      read({ stream: true }),
      words + event({ choices: [], usage }) + DONE,
    );
    expect(passed).toBe(words);
    expect(all).toBe(words + DONE);
    expect(reader.text()).toBe('One two');
    expect(reader.begun).toBe(true);
    expect(reader.figures()).toMatchObject({ usage: { input: 3, output: 2 } });
  });

  it('reads a stream in the same way however it is cut', () => {
    const request = read({
      stream: true,
      stream_options: { include_usage: true },
    });
    const sent =
      event(choice('Grüße')) + event(choice(' aus', { usage })) + DONE;
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
