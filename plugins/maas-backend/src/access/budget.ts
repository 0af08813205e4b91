import { InputError } from '@backstage/errors';

/**
 * Reads the monthly budget of a call.
 *
 * @param text - nano-units; the contract has checked that it is a whole number
 * @returns undefined where none is given
 * @throws InputError where it is negative
 * @internal
 */
export function readBudget(text: string | undefined): bigint | undefined {
  const nanos = text === undefined ? undefined : BigInt(text);
  if (nanos !== undefined && nanos < 0n) {
    throw new InputError('monthlyBudget must not be negative');
  }
  return nanos;
}
