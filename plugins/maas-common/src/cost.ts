import { NANOS_PER_UNIT, parseAmount } from './money';
import type { BilledPrice, TokenCounts } from './types';

const TOKENS_PER_PRICE = 1_000_000n;
const MS_PER_SECOND = 1000n;

/**
 * What a call costs: each token at the price of its class and its audio by time, times
 * the plan's factor, rounded once, half to even. A class without a price is billed as
 * the one it is part of; input, output and audio without one are free.
 *
 * @param tokens - whole numbers ≥ 0; cached input is part of input, reasoning of output
 * @param price - nano-units per million tokens or seconds, and an exact decimal factor
 * @param audioMs - milliseconds of audio, a whole number ≥ 0
 * @returns whole nano-units
 * @throws RangeError where a count is no such number, or a part larger than its whole
 * @public
 */
export function costOf(
  tokens: TokenCounts,
  price: BilledPrice,
  audioMs = 0,
): bigint {
  const cachedInput = BigInt(tokens.cachedInput);
  const uncachedInput = BigInt(tokens.input) - cachedInput;
  const reasoning = BigInt(tokens.reasoning);
  const answer = BigInt(tokens.output) - reasoning;
  const audio = BigInt(audioMs);
  const counts = [uncachedInput, cachedInput, answer, reasoning, audio];
  if (counts.some(count => count < 0n)) {
    throw new RangeError(
      'Tokens and audio are counted from 0, cached input is at most input and reasoning at most output',
    );
  }

  const input = BigInt(price.input ?? 0);
  const output = BigInt(price.output ?? 0);
  const ofTokens =
    uncachedInput * input +
    cachedInput * BigInt(price.cachedInput ?? input) +
    answer * output +
    reasoning * BigInt(price.reasoning ?? output);
  // Both in a thousandth of what a price is per million of.
  const sum = ofTokens * MS_PER_SECOND + audio * BigInt(price.audioSecond ?? 0);
  return divideHalfEven(
    sum * parseAmount(price.factor),
    NANOS_PER_UNIT * TOKENS_PER_PRICE * MS_PER_SECOND,
  );
}

function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const twice = 2n * (dividend % divisor);
  const up = twice > divisor || (twice === divisor && quotient % 2n === 1n);
  return up ? quotient + 1n : quotient;
}
