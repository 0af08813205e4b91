import { createHash } from 'node:crypto';

/**
 * Tokens per block, vLLM's default.
 *
 * @internal
 */
export const BLOCK_SIZE = 16;

/**
 * Remembers which beginnings of prompts were seen, as vLLM's automatic prefix
 * caching does: full blocks of 16 tokens, each known by a hash of itself and
 * all before it, the least recently used forgotten first.
 *
 * @internal
 */
export class PrefixCache {
  // A Map keeps the order of insertion; used blocks are put in again, so the
  // first key is always the one unused for longest.
  private readonly blocks = new Map<string, true>();

  /** @param capacity - in blocks */
  constructor(private readonly capacity: number) {}

  /**
   * How many of a prompt's tokens need not be computed again. The last token
   * always must be, since its result starts the answer.
   *
   * @param salt - prompts with different salts share nothing
   */
  lookup(tokens: readonly number[], salt: string = ''): number {
    const mostBlocks = Math.floor((tokens.length - 1) / BLOCK_SIZE);
    let hits = 0;
    for (const key of blockKeys(tokens, salt)) {
      if (hits >= mostBlocks || !this.blocks.has(key)) {
        break;
      }
      this.touch(key);
      hits += 1;
    }
    return hits * BLOCK_SIZE;
  }

  /** Remembers a prompt's full blocks. */
  insert(tokens: readonly number[], salt: string = ''): void {
    for (const key of blockKeys(tokens, salt)) {
      this.touch(key);
    }
    while (this.blocks.size > this.capacity) {
      this.blocks.delete(this.blocks.keys().next().value as string);
    }
  }

  /** The number of blocks remembered now. */
  get size(): number {
    return this.blocks.size;
  }

  private touch(key: string): void {
    this.blocks.delete(key);
    this.blocks.set(key, true);
  }
}

function* blockKeys(tokens: readonly number[], salt: string) {
  let previous = salt;
  for (let end = BLOCK_SIZE; end <= tokens.length; end += BLOCK_SIZE) {
    previous = createHash('sha256')
      .update(previous)
      .update(Uint32Array.from(tokens.slice(end - BLOCK_SIZE, end)))
      .digest('base64');
    yield previous;
  }
}
