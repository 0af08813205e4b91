import { NANOS_PER_UNIT, parseAmount } from './money';
import type { BilledPrice, TokenCounts } from './types';

const TOKENS_PER_PRICE = 1_000_000n;

/**
 * What a call costs: each token at the price of its class, times the plan's factor,
 * rounded once, half to even. A class without a price is billed as the one it is part
 * of; input and output without one are free.
 *
 * @param tokens - whole numbers ≥ 0; cached input is part of input, reasoning of output
 * @param price - nano-units per million tokens, and an exact decimal factor
 * @returns whole nano-units
 * @throws RangeError where a count is no such number, or a part larger than its whole
 * @public
 */
export function costOf(tokens: TokenCounts, price: BilledPrice): bigint {
  const cachedInput = BigInt(tokens.cachedInput);
  const uncachedInput = BigInt(tokens.input) - cachedInput;
  const reasoning = BigInt(tokens.reasoning);
  const answer = BigInt(tokens.output) - reasoning;
  const counts = [uncachedInput, cachedInput, answer, reasoning];
  if (counts.some(count => count < 0n)) {
    throw new RangeError(
      'Tokens are counted from 0, cached input is at most input and reasoning at most output',
    );
  }

  const input = BigInt(price.input ?? 0);
  const output = BigInt(price.output ?? 0);
  const sum =
    uncachedInput * input +
    cachedInput * BigInt(price.cachedInput ?? input) +
    answer * output +
    reasoning * BigInt(price.reasoning ?? output);
  return divideHalfEven(
    sum * parseAmount(price.factor),
    NANOS_PER_UNIT * TOKENS_PER_PRICE,
  );
}

function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const twice = 2n * (dividend % divisor);
  const up = twice > divisor || (twice === divisor && quotient % 2n === 1n);
  return up ? quotient + 1n : quotient;
}
