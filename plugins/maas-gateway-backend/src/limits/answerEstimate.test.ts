import fc from 'fast-check';
import { AnswerEstimate } from './answerEstimate';

describe('AnswerEstimate', () => {
  it('guesses where nothing is known, never more than the client lets it be', () => {
    const answers = new AnswerEstimate();
    expect(answers.estimate('m', {})).toBe(256);
    expect(answers.estimate('m', { maxTokens: 10 })).toBe(10);
    expect(answers.estimate('m', { maxTokens: 10.7 })).toBe(10);
    expect(answers.estimate('m', { maxTokens: -5 })).toBe(0);
  });

  it('tells the median of the latest answers, by model', () => {
    const answers = new AnswerEstimate();
    [1, 9, 10, 11, 100_000].forEach(tokens => answers.note('m', tokens));
    expect(answers.estimate('m', {})).toBe(10);
    expect(answers.estimate('n', {})).toBe(256);
    for (let i = 0; i < 101; i++) {
      answers.note('m', 0);
    }
    for (let i = 0; i < 51; i++) {
      answers.note('m', 7);
    }
    expect(answers.estimate('m', {})).toBe(7);
  });

  it('forgets all but the latest 101', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 400 }), lengths => {
        const answers = new AnswerEstimate();
        lengths.forEach(tokens => answers.note('m', tokens));
        const latest = [256, ...lengths].slice(-101).sort((a, b) => a - b);
        const median = latest[Math.floor((latest.length - 1) / 2)];
        expect(answers.estimate('m', {})).toBe(median);
      }),
    );
  });
});
