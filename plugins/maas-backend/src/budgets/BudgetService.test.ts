import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { BudgetService } from './BudgetService';

const KEY = '019a9b1c-7d2e-7f00-8a1b-2c3d4e5f6073';

const from = (budgets?: JsonObject) =>
  BudgetService.fromConfig(
    new ConfigReader({ maas: { ...(budgets && { budgets }) } }),
  );

describe('BudgetService', () => {
  it('has no budgets unless configured', () => {
    expect(from().list()).toEqual([]);
    expect(from({}).list()).toEqual([]);
  });

  it('reads whose budgets they are, of tokens or of money', () => {
    const budgets = from({
      all: { amount: '0.000000001' },
      'cs-small': {
        team: 'CS',
        model: 'small',
        key: KEY,
        tokens: 1_000_000,
        hard: false,
      },
      none: { amount: 0 },
    });
    expect(budgets.list()).toEqual([
      { id: 'all', unit: 'money', limit: 1n, hard: true },
      {
        id: 'cs-small',
        team: 'group:default/cs',
        model: 'small',
        key: KEY,
        unit: 'tokens',
        limit: 1_000_000n,
        hard: false,
      },
      { id: 'none', unit: 'money', limit: 0n, hard: true },
    ]);
  });

  it.each<[JsonObject, string]>([
    [{}, 'maas.budgets.b must have either tokens or amount'],
    [{ tokens: 1, amount: 1 }, 'maas.budgets.b must have either'],
    [{ tokens: 1.5 }, 'maas.budgets.b.tokens: must be a whole number'],
    [{ tokens: -1 }, 'maas.budgets.b.tokens: must be a whole number'],
    [{ tokens: '5' }, 'maas.budgets.b.tokens: must be a whole number'],
    [{ amount: 'much' }, 'maas.budgets.b.amount: "much" is not an amount'],
    [{ amount: -1 }, 'maas.budgets.b.amount: '],
    [{ amount: '0.0000000001' }, 'maas.budgets.b.amount: '],
    [{ amount: true }, 'maas.budgets.b.amount: must be a decimal'],
    [{ amount: 1, team: 'user:default/dana' }, 'maas.budgets.b.team: '],
    [
      { amount: 1, team: 'a:b:c' },
      'maas.budgets.b.team: "a:b:c" is not a group',
    ],
    [{ amount: 1, model: 'Big Model' }, 'maas.budgets.b.model: must be the id'],
    [{ amount: 1, key: 'mine' }, 'maas.budgets.b.key: must be the id'],
    [{ amount: 1, hard: 'no' }, 'maas.budgets.b.hard: must be true or false'],
    [{ amount: 1, period: 'day' }, 'maas.budgets.b: '],
  ])('names what is wrong: %j', (budget, message) => {
    expect(() => from({ b: budget })).toThrow(message);
  });

  it('takes any text for an id', () => {
    const ids = ['2026', 'cs.small', 'All of us', 'ärzte'];
    const budgets = from(
      Object.fromEntries(ids.map(id => [id, { tokens: 1 }])),
    );
    expect(budgets.list().map(({ id }) => id)).toEqual(ids);
  });

  it('refuses something else than a budget, and an id that is too long', () => {
    expect(() => from({ b: 5 })).toThrow('maas.budgets.b: ');
    expect(() => from({ ['b'.repeat(101)]: { amount: 1 } })).toThrow(
      'more than 100 characters',
    );
    expect(() => from({ '': { amount: 1 } })).toThrow('an id of no');
    for (const budgets of [5, [{ amount: 1 }]]) {
      expect(() =>
        BudgetService.fromConfig(new ConfigReader({ maas: { budgets } })),
      ).toThrow('maas.budgets must be budgets by their ids');
    }
  });
});
