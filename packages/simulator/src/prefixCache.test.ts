import { PrefixCache } from './prefixCache';

function prompt(length: number, first = 0): number[] {
  return Array.from({ length }, (_, index) => first + index);
}

describe('PrefixCache', () => {
  it('finds full blocks of a beginning that was seen', () => {
    const cache = new PrefixCache(100);
    expect(cache.lookup(prompt(40))).toBe(0);
    cache.insert(prompt(40));
    expect(cache.size).toBe(2);
    expect(cache.lookup(prompt(40))).toBe(32);
    expect(cache.lookup([...prompt(20), ...prompt(30, 500)])).toBe(16);
    expect(cache.lookup(prompt(40, 1))).toBe(0);
  });

  it('always leaves the last token to be computed', () => {
    const cache = new PrefixCache(100);
    cache.insert(prompt(32));
    expect(cache.lookup(prompt(32))).toBe(16);
    expect(cache.lookup(prompt(33))).toBe(32);
  });

  it('finds no block behind another beginning', () => {
    const cache = new PrefixCache(100);
    cache.insert([...prompt(16), ...prompt(16, 100), 1]);
    expect(cache.lookup([...prompt(16, 50), ...prompt(16, 100), 1])).toBe(0);
  });

  it('keeps salts apart', () => {
    const cache = new PrefixCache(100);
    cache.insert(prompt(17), 'a');
    expect(cache.lookup(prompt(17), 'a')).toBe(16);
    expect(cache.lookup(prompt(17), 'b')).toBe(0);
    expect(cache.lookup(prompt(17))).toBe(0);
  });

  it('forgets what was unused for longest', () => {
    const cache = new PrefixCache(2);
    cache.insert(prompt(17, 0));
    cache.insert(prompt(17, 100));
    cache.lookup(prompt(17, 0));
    cache.insert(prompt(17, 200));
    expect(cache.size).toBe(2);
    expect(cache.lookup(prompt(17, 0))).toBe(16);
    expect(cache.lookup(prompt(17, 100))).toBe(0);
    expect(cache.lookup(prompt(17, 200))).toBe(16);
  });
});
