import type { Model } from '@openmaas/backstage-plugin-maas-common';
import { aModel } from '../__testUtils__/fixtures';
import { compareModels } from './comparison';

const priced = (id: string, input: string): Model =>
  aModel({
    id,
    prices: [
      {
        tokenClass: 'input',
        nanosPerMillion: input,
        currency: 'USD',
        validFrom: '2026-01-01T00:00:00.000Z',
      },
    ],
  });

const measured = (
  id: string,
  tokensPerSecond?: number,
  timeToFirstTokenMs?: number,
): Model =>
  aModel({
    id,
    speed: {
      tokensPerSecond,
      timeToFirstTokenMs,
      measuredAt: '2026-11-21T12:00:00.000Z',
    },
  });

function row(models: Model[], id: string) {
  const rows = compareModels(models).flatMap(group => group.rows);
  return rows.find(one => one.id === id);
}

describe('compareModels', () => {
  it('finds no difference between a model and its like', () => {
    const groups = compareModels([aModel(), aModel({ id: 'twin' })]);
    const rows = groups.flatMap(group => group.rows);
    expect(rows.filter(({ differs }) => differs)).toEqual([]);
    expect(rows.filter(({ best }) => best.length > 0)).toEqual([]);
  });

  it('compares prices as the integers that they are', () => {
    // Longer texts are not always more.
    const models = [
      priced('a', '9'),
      priced('b', '10'),
      priced('c', '9'),
      aModel({ id: 'd', prices: [] }),
    ];
    expect(row(models, 'price input')).toMatchObject({
      differs: true,
      best: ['a', 'c'],
    });
    expect(row(models, 'price output')).toBeUndefined();
  });

  it('makes no winner of what only one model tells', () => {
    const models = [priced('a', '9'), aModel({ id: 'b', prices: [] })];
    expect(row(models, 'price input')).toMatchObject({
      differs: true,
      best: [],
    });
  });

  it('tells which one is fastest', () => {
    const models = [
      measured('a', 40, 200),
      measured('b', 90, 300),
      measured('c'),
      aModel({ id: 'd' }),
    ];
    expect(row(models, 'speed')).toMatchObject({ best: ['b'] });
    expect(row(models, 'latency')).toMatchObject({ best: ['a'] });
  });

  it('has a row for each capability that one of them has', () => {
    const models = [
      aModel({ capabilities: ['chat', 'tools'] }),
      aModel({ id: 'b', capabilities: ['vision', 'chat'] }),
    ];
    const group = compareModels(models).find(({ id }) => id === 'capabilities');
    expect(group?.rows).toMatchObject([
      { id: 'capability chat', differs: false },
      { id: 'capability tools', differs: true },
      { id: 'capability vision', differs: true },
    ]);
  });

  it('does not mind the order of what belongs together', () => {
    const models = [
      aModel({ plans: ['free', 'premium'] }),
      aModel({ id: 'b', plans: ['premium', 'free'] }),
    ];
    expect(row(models, 'plans')).toMatchObject({ differs: false });
  });

  it('leaves out groups that nobody has anything to say in', () => {
    const groups = compareModels([aModel({ prices: [], capabilities: [] })]);
    expect(groups.map(({ id }) => id)).toEqual(['now', 'facts', 'access']);
  });
});
