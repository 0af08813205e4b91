import { formatReset, headerRecord, limitHeaders } from './headers';

describe('limitHeaders', () => {
  it('writes what is left as OpenAI does, and as the contract adds', () => {
    expect(
      headerRecord(
        limitHeaders({
          tokens: { limit: 200, remaining: 150, resetMs: 15_000 },
          requests: { limit: 60, remaining: 59, resetMs: 1000 },
        }),
      ),
    ).toEqual({
      'x-ratelimit-limit-requests': '60',
      'x-ratelimit-remaining-requests': '59',
      'x-ratelimit-reset-requests': '1s',
      'x-ratelimit-limit-tokens': '200',
      'x-ratelimit-remaining-tokens': '150',
      'x-ratelimit-reset-tokens': '15s',
      'x-tokens-limit': '200',
      'x-tokens-remaining': '150',
    });
  });

  it('says nothing of limits that do not exist', () => {
    expect(limitHeaders({})).toEqual([]);
  });

  it.each([
    [0, '0s'],
    [12, '12ms'],
    [1000, '1s'],
    [7660, '7.66s'],
    [60_000, '1m0s'],
    [360_000, '6m0s'],
    [3_600_000, '1h0m0s'],
    [93_784_005, '26h3m4.005s'],
  ])('writes %d ms as %s', (ms, text) => {
    expect(formatReset(ms)).toBe(text);
  });
});
