import { AnswerEstimate } from './answerEstimate';
import { reservationOf } from './reservation';

describe('reservationOf', () => {
  const estimate = new AnswerEstimate();
  [10, 10, 10].forEach(tokens => estimate.note('known', tokens));
  const of = (
    asked: { maxTokens?: number; answers?: number },
    model: { id: string; contextLength?: number } = { id: 'known' },
    estimatedInput = 100,
  ) => {
    const { mostInput, mostOutput, estimatedTokens } = reservationOf(
      { estimatedInput, ...asked },
      model,
      estimate,
    );
    expect(mostInput).toBe(
      asked.maxTokens === 0
        ? estimatedInput
        : Math.min(
            estimatedInput,
            (asked.answers ?? 1) * (model.contextLength ?? Infinity),
          ),
    );
    return [mostOutput, estimatedTokens - estimatedInput];
  };
  const window = { id: 'known', contextLength: 1000 };

  it('is what the client says, as far as the model can do it', () => {
    expect(of({ maxTokens: 50 })).toEqual([50, 10]);
    expect(of({ maxTokens: 5 }, window)).toEqual([5, 5]);
    expect(of({ maxTokens: 9_000_000_000 }, window)).toEqual([1000, 10]);
    expect(of({ maxTokens: 150, answers: 3 }, window)).toEqual([150, 30]);
    expect(of({ maxTokens: 0 }, window)).toEqual([0, 0]);
  });

  it('is the rest of the context window where the client says nothing', () => {
    expect(of({}, window)).toEqual([900, 10]);
    expect(of({ answers: 3 }, window)).toEqual([2900, 30]);
    expect(of({}, window, 999)).toEqual([10, 10]);
  });

  it('does not believe bytes that say a prompt is longer than the window', () => {
    expect(of({}, window, 5000)).toEqual([1000, 10]);
    expect(of({ answers: 2 }, window, 5000)).toEqual([2000, 20]);
    expect(of({ maxTokens: 50 }, window, 5000)).toEqual([50, 10]);
    // Each of many texts has a window of its own.
    expect(of({ maxTokens: 0 }, window, 5000)).toEqual([0, 0]);
  });

  it('is four times what is probable where nobody says anything', () => {
    expect(of({})).toEqual([40, 10]);
    expect(of({ answers: 2 })).toEqual([80, 20]);
    expect(of({}, { id: 'new' })).toEqual([1024, 256]);
  });

  it('takes the length of one answer from calls with several', () => {
    const answers = new AnswerEstimate();
    [30, 31, 30].forEach(tokens => answers.note('m', tokens, 3));
    expect(answers.estimate('m', {})).toBe(10);
    expect(answers.estimate('m', { answers: 2 })).toBe(20);
  });
});
