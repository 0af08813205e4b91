import { mulberry32 } from './random';

/**
 * A vector of length 1 for a text: the sum of one fixed pseudo-random vector
 * per token, so that texts that share words lie closer together.
 *
 * @param tokens - at least one
 * @param dimensions - length of the vector
 * @internal
 */
export function embed(tokens: readonly number[], dimensions: number): number[] {
  const counts = new Map<number, number>();
  for (const token of tokens) {
    counts.set(token, (counts.get(token) ?? 0) + 1);
  }
  const vector = new Array<number>(dimensions).fill(0);
  for (const [token, count] of counts) {
    const random = mulberry32(token);
    for (let index = 0; index < dimensions; index += 1) {
      vector[index] += count * (random() - 0.5);
    }
  }
  const norm = Math.hypot(...vector);
  return vector.map(value => value / norm);
}

/**
 * A vector as base64 of little-endian 32-bit floats, the form that OpenAI's SDKs ask for.
 *
 * @internal
 */
export function toBase64(vector: readonly number[]): string {
  const buffer = Buffer.alloc(vector.length * 4);
  vector.forEach((value, index) => buffer.writeFloatLE(value, index * 4));
  return buffer.toString('base64');
}
