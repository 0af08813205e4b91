import { aModel } from '../../__testUtils__/fixtures';
import { newAnswer } from './answer';
import { charactersOf, figuresOf } from './cost';
import type { Answer } from './types';

// $0.0375 in and $0.15 out per million tokens
const MODEL = aModel();
const PLAN = { priceFactor: '1' };

const anAnswer = (more: Partial<Answer> = {}): Answer => ({
  ...newAnswer('granite-3'),
  state: 'done',
  content: 'x'.repeat(40),
  firstTokenMs: 500,
  totalMs: 2500,
  ...more,
});

describe('figuresOf', () => {
  it('counts and bills as the ledger does', () => {
    const usage = { input: 1200, cachedInput: 1000, output: 34, reasoning: 4 };
    expect(figuresOf(anAnswer({ usage }), MODEL, PLAN, 9)).toEqual({
      tokens: usage,
      estimated: false,
      tokensPerSecond: 17,
      cost: { nanos: '50100', currency: 'USD' },
    });
    expect(
      figuresOf(anAnswer({ usage }), MODEL, { priceFactor: '0.5' }, 9).cost,
    ).toEqual({ nanos: '25050', currency: 'USD' });
  });

  it('guesses where nobody has counted, and says so', () => {
    expect(
      figuresOf(anAnswer({ reasoning: 'x'.repeat(8) }), MODEL, PLAN, 401),
    ).toMatchObject({
      tokens: { input: 101, cachedInput: 0, output: 12, reasoning: 2 },
      estimated: true,
    });
  });

  it('has no cost without prices, and no speed without time', () => {
    const free = { prices: [] };
    const figures = figuresOf(
      anAnswer({ firstTokenMs: 5, totalMs: 5 }),
      free,
      PLAN,
      1,
    );
    expect(figures.cost).toBeUndefined();
    expect(figures.tokensPerSecond).toBeUndefined();
  });

  it('guesses no cost where the plan is not known, which has a factor', () => {
    const usage = { input: 1200, cachedInput: 0, output: 34, reasoning: 0 };
    expect(
      figuresOf(anAnswer({ usage }), MODEL, undefined, 9).cost,
    ).toBeUndefined();
  });
});

describe('charactersOf', () => {
  it('counts what all of them said', () => {
    expect(
      charactersOf([
        { kind: 'user', id: '1', text: 'four', images: ['data:,long'] },
        { kind: 'answer', id: '2', answer: anAnswer() },
        { kind: 'tools', id: '3', results: [{ id: 'a', content: 'six is' }] },
      ]),
    ).toBe(50);
  });
});
