import type { UsageRow } from '@openmaas/backstage-plugin-maas-common';
import { aCall, sums } from '../__testUtils__/fixtures';
import { chartOf, failedUnbilled, groupUsage, OTHER_MODELS } from './usage';

const DAY_1 = '2026-11-20T00:00:00.000Z';
const DAY_2 = '2026-11-21T00:00:00.000Z';

const row = (
  model: string,
  start: string,
  input: number,
  cost: string,
): UsageRow => ({
  start,
  model,
  sums: sums({
    cost,
    tokens: { input, cachedInput: 1, output: 2, reasoning: 1 },
  }),
});

describe('groupUsage', () => {
  const rows = [
    row('small', DAY_1, 10, '1'),
    row('large', DAY_1, 20, '9007199254740993'),
    row('small', DAY_2, 30, '2'),
  ];

  it('adds up exactly, the dearest first', () => {
    expect(groupUsage({ rows, timeZone: 'UTC' }, 'model')).toEqual([
      {
        id: 'large',
        sums: sums({
          cost: '9007199254740993',
          tokens: { input: 20, cachedInput: 1, output: 2, reasoning: 1 },
        }),
      },
      {
        id: 'small',
        sums: sums({
          requests: 2,
          cost: '3',
          tokens: { input: 40, cachedInput: 2, output: 4, reasoning: 2 },
        }),
      },
    ]);
  });

  it('loses no nano-unit of sums that a float cannot hold', () => {
    const [total] = groupUsage(
      { rows: [...rows, row('large', DAY_2, 1, '1')], timeZone: 'UTC' },
      'model',
    );
    expect(total.sums.cost).toBe('9007199254740994');
  });

  it('adds up days of the zone, the newest first', () => {
    const hours = [
      row('a', '2026-11-20T22:00:00.000Z', 1, '1'),
      row('a', '2026-11-20T23:00:00.000Z', 1, '2'),
      row('b', '2026-11-21T05:00:00.000Z', 1, '3'),
    ];
    const days = groupUsage({ rows: hours, timeZone: 'Europe/Zurich' }, 'day');
    expect(days.map(({ id, sums: { cost } }) => [id, cost])).toEqual([
      ['2026-11-20T23:00:00.000Z', '5'],
      ['2026-11-19T23:00:00.000Z', '1'],
    ]);
  });

  it('orders free models by their tokens, then by name', () => {
    const free = [row('b', DAY_1, 1, '0'), row('a', DAY_1, 1, '0')];
    const ids = groupUsage(
      { rows: [...free, row('c', DAY_1, 2, '0')], timeZone: 'UTC' },
      'model',
    ).map(({ id }) => id);
    expect(ids).toEqual(['c', 'a', 'b']);
  });
});

describe('chartOf', () => {
  it('shows days without use as zero', () => {
    const { series, slots } = chartOf(
      [row('a', DAY_2, 10, '500000000')],
      [DAY_1, DAY_2],
      'tokens',
    );
    expect(series).toEqual(['a']);
    expect(slots.map(({ start, lengths }) => [start, lengths])).toEqual([
      [DAY_1, { a: 0 }],
      [DAY_2, { a: 12 }],
    ]);
    expect(slots[0].sums.size).toBe(0);
    expect(slots[1].sums.get('a')?.cost).toBe('500000000');
  });

  it('shows cost', () => {
    const { slots } = chartOf(
      [row('a', DAY_1, 10, '500000000')],
      [DAY_1],
      'cost',
    );
    expect(slots[0].lengths).toEqual({ a: 0.5 });
  });

  it('leaves out nothing that begins at another time', () => {
    const odd = '2026-11-20T00:30:00.000Z';
    const { slots } = chartOf(
      [row('a', odd, 10, '1')],
      [DAY_1, DAY_2],
      'tokens',
    );
    expect(slots.map(({ start }) => start)).toEqual([DAY_1, odd, DAY_2]);
  });

  it('takes a start as the moment it is, however it is written', () => {
    const { slots } = chartOf(
      [row('a', '2026-11-20T01:00:00+01:00', 10, '1')],
      [DAY_1],
      'tokens',
    );
    expect(slots).toHaveLength(1);
  });

  it('gives the dearest models a colour of their own, and sums up the rest', () => {
    const models = [5, 3, 9, 1, 2, 8, 7].map(cost =>
      row(`m${cost}`, DAY_1, cost, String(cost)),
    );
    const { series, slots } = chartOf(models, [DAY_1], 'tokens');
    expect(series).toEqual(['m3', 'm5', 'm7', 'm8', 'm9', OTHER_MODELS]);
    expect(slots[0].lengths[OTHER_MODELS]).toBe(1 + 2 + 2 * 2);
    expect(chartOf(models.slice(1), [DAY_1], 'tokens').series).toHaveLength(6);
  });
});

describe('failedUnbilled', () => {
  const none = { input: 0, cachedInput: 0, output: 0, reasoning: 0 };

  it('is a failed call that used nothing', () => {
    const failed = aCall({ endState: 'upstream_error', tokens: none });
    expect(failedUnbilled(failed)).toBe(true);
    expect(failedUnbilled({ ...failed, audioMs: 0 })).toBe(true);
  });

  it('is none that ended well, or that used something', () => {
    expect(failedUnbilled(aCall({ tokens: none }))).toBe(false);
    const failed = aCall({ endState: 'upstream_aborted' });
    expect(failedUnbilled(failed)).toBe(false);
    expect(failedUnbilled({ ...failed, tokens: none, audioMs: 1 })).toBe(false);
  });
});
