import { randomBytes } from 'node:crypto';

/** Random digits of an id: all that are neither of the time nor fixed. */
const DIGITS = 19;
/** So many ids are drawn at once: asking for random bytes costs more than having them. */
const DRAWN = 256;

let drawn = '';
let used = 0;

/**
 * A new id for a request: a UUID of version 7, so that they sort by time.
 *
 * @param now - milliseconds since 1970
 * @internal
 */
export function newRequestId(now: number): string {
  if (used === drawn.length) {
    drawn = randomBytes((DIGITS * DRAWN) / 2).toString('hex');
    used = 0;
  }
  const random = drawn.slice(used, used + DIGITS);
  used += DIGITS;
  const time = now.toString(16).padStart(12, '0');
  // eslint-disable-next-line no-bitwise
  const variant = '89ab'[parseInt(random[3], 16) & 3];
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(
    0,
    3,
  )}-${variant}${random.slice(4, 7)}-${random.slice(7)}`;
}
