import { ConfigReader } from '@backstage/config';
import { readUnusedAfter } from './keysConfig';

const read = (unusedAfter?: string | object) =>
  readUnusedAfter(
    new ConfigReader({ maas: { keys: unusedAfter ? { unusedAfter } : {} } }),
  );

describe('readUnusedAfter', () => {
  it('is thirty days unless said otherwise', () => {
    expect(read()).toBe(30 * 86_400_000);
    expect(read('P7D')).toBe(7 * 86_400_000);
    expect(read({ days: 1 })).toBe(86_400_000);
  });

  it('is at least a day', () => {
    expect(() => read('23h')).toThrow('must be at least one day');
  });
});
