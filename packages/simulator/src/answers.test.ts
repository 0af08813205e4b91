import {
  partText,
  planAnswer,
  writeAnswer,
  writeEndless,
  writeThoughts,
} from './answers';
import { seededRandom } from './random';
import { countTokens } from './tokens';

const TEXT = 'One two three four five six seven eight.';

describe('writeAnswer', () => {
  it('is the same for the same seed and says that it is simulated', () => {
    const write = (seed: string) => writeAnswer(seededRandom(seed), 'model-x');
    expect(write('a')).toBe(write('a'));
    const all = new Set<string>();
    for (let seed = 0; seed < 300; seed += 1) {
      const text = write(String(seed));
      all.add(text);
      expect(text).toMatch(/simulated/i);
      expect(text).toContain('model-x');
      expect(countTokens(text)).toBeGreaterThanOrEqual(20);
      expect(countTokens(text)).toBeLessThanOrEqual(150);
    }
    expect(all.size).toBeGreaterThan(250);
  });

  it('is not confused by signs in a model name', () => {
    expect(writeAnswer(seededRandom(1), 'org/$&-model')).toContain(
      'org/$&-model',
    );
  });
});

describe('writeEndless', () => {
  it.each([1, 100, 5000])('has at least %d tokens', tokens => {
    const text = writeEndless(seededRandom('seed'), 'model-x', tokens);
    expect(countTokens(text)).toBeGreaterThanOrEqual(tokens);
  });
});

describe('writeThoughts', () => {
  it('thinks more with more effort', () => {
    const lengths = ['minimal', 'low', 'medium', 'high'].map(effort =>
      countTokens(writeThoughts(seededRandom('seed'), effort)),
    );
    expect([...lengths].sort((a, b) => a - b)).toEqual(lengths);
    expect(new Set(lengths).size).toBe(4);
  });
});

describe('planAnswer', () => {
  it('has one step per token', () => {
    const answer = planAnswer({ content: TEXT, maxTokens: 100 });
    expect(partText(answer, 'content')).toBe(TEXT);
    expect(answer.steps).toHaveLength(countTokens(TEXT));
    expect(answer).toMatchObject({ finishReason: 'stop', stopReason: null });
  });

  it('ends at the limit', () => {
    const answer = planAnswer({ content: TEXT, maxTokens: 3 });
    expect(partText(answer, 'content')).toBe('One two three');
    expect(answer).toMatchObject({ finishReason: 'length', stopReason: null });
  });

  it('spends the limit on reasoning first', () => {
    const answer = planAnswer({
      reasoning: TEXT,
      content: TEXT,
      maxTokens: 3,
    });
    expect(partText(answer, 'reasoning')).toBe('One two three');
    expect(partText(answer, 'content')).toBeNull();
    expect(answer.reasoningTokens).toBe(3);
  });

  it('ends before a stop string, whose tokens count', () => {
    const answer = planAnswer({
      content: TEXT,
      stop: ['none', 'ree fo'],
      maxTokens: 100,
    });
    expect(partText(answer, 'content')).toBe('One two th');
    expect(answer).toMatchObject({
      finishReason: 'stop',
      stopReason: 'ree fo',
    });
    expect(answer.steps).toHaveLength(countTokens('One two three four'));
  });

  it('takes the stop string that is complete first', () => {
    const answer = planAnswer({
      content: TEXT,
      stop: ['five', 'two three'],
      maxTokens: 100,
    });
    expect(partText(answer, 'content')).toBe('One ');
    expect(answer.stopReason).toBe('two three');
  });

  it('does not look for stop strings behind the limit', () => {
    const answer = planAnswer({ content: TEXT, stop: ['six'], maxTokens: 2 });
    expect(answer).toMatchObject({ finishReason: 'length', stopReason: null });
  });

  it('makes a tool call of its name and arguments', () => {
    const toolCall = { id: '1', name: 'get_weather', arguments: '{"a":1}' };
    const answer = planAnswer({ content: '', toolCall, maxTokens: 100 });
    expect(partText(answer, 'toolName')).toBe('get_weather');
    expect(partText(answer, 'toolArguments')).toBe('{"a":1}');
    expect(answer.steps).toHaveLength(
      countTokens('get_weather') + countTokens('{"a":1}'),
    );
  });
});
