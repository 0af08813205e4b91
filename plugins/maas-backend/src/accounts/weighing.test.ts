import { weigh } from './weighing';

const multipliers = new Map([
  ['third', '0.333333333'],
  ['half', '0.5'],
  ['tiny', '0.000000001'],
]);

describe('weigh', () => {
  it.each<[string, Array<[string, bigint]>, number]>([
    ['nothing', [], 0],
    ['tokens of an unknown model as they are', [['new', 7n]], 7],
    [
      'rounded up once, not for each model',
      [
        ['half', 1n],
        ['third', 1n],
      ],
      1,
    ],
    [
      'just over a whole',
      [
        ['half', 2n],
        ['tiny', 1n],
      ],
      2,
    ],
    ['a whole as it is', [['half', 4n]], 2],
    ['beyond what a double holds', [['new', 2n ** 60n]], 2 ** 53 - 1],
    [
      'exactly up to there',
      [
        ['new', 9007199254740990n],
        ['tiny', 1n],
      ],
      9007199254740991,
    ],
  ])('weighs %s', (_, uses, sum) => {
    const list = uses.map(([model, tokens]) => ({ model, tokens }));
    expect(weigh(list, multipliers)).toBe(sum);
  });
});
