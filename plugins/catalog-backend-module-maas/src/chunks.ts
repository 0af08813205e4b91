import { setImmediate } from 'node:timers/promises';

/** Takes a few milliseconds to work through. */
const CHUNK_SIZE = 200;

/**
 * A long list in pieces, with a turn for others after each: thousands of models at once
 * would keep every request of the backend waiting.
 *
 * @internal
 */
export async function* chunksOf<T>(items: readonly T[]): AsyncGenerator<T[]> {
  for (let start = 0; start < items.length; start += CHUNK_SIZE) {
    yield items.slice(start, start + CHUNK_SIZE);
    await setImmediate();
  }
}
