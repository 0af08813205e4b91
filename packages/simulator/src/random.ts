import { createHash } from 'node:crypto';

/**
 * Gives the next number, at least 0 and below 1.
 *
 * @internal
 */
export type Random = () => number;

/**
 * A repeatable source of numbers: the same parts give the same sequence.
 * Mulberry32, seeded from a SHA-256 of the parts; good enough to pick sentences.
 *
 * @internal
 */
export function seededRandom(...parts: (string | number)[]): Random {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest();
  return mulberry32(digest.readUInt32LE(0));
}

/**
 * The bare generator, for where a hash per use would be too slow.
 *
 * @internal
 */
export function mulberry32(seed: number): Random {
  /* eslint-disable no-bitwise */
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  /* eslint-enable no-bitwise */
}

/**
 * One of the items.
 *
 * @internal
 */
export function pick<T>(random: Random, items: readonly T[]): T {
  return items[Math.floor(random() * items.length)];
}

/**
 * Some of the items, each at most once, in a random order.
 *
 * @param count - how many; at most all of them are given
 * @internal
 */
export function sample<T>(
  random: Random,
  items: readonly T[],
  count: number,
): T[] {
  const rest = [...items];
  const chosen: T[] = [];
  while (chosen.length < count && rest.length > 0) {
    chosen.push(...rest.splice(Math.floor(random() * rest.length), 1));
  }
  return chosen;
}
