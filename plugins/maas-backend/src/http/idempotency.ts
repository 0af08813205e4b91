import { createHash } from 'node:crypto';
import { ConflictError } from '@backstage/errors';

/**
 * Tells one request from another by what it asks for, not by how it is written.
 *
 * @param fields - normalised, always in the same order
 * @returns SHA-256 in hexadecimal
 * @internal
 */
export function requestHashOf(fields: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}

/**
 * What an earlier call with the same `Idempotency-Key` made.
 *
 * @param earlier - looked up by maker and key
 * @throws ConflictError where that call asked for something else
 * @internal
 */
export function repetitionOf<T extends { requestHash: string }>(
  earlier: T | undefined,
  requestHash: string,
): T | undefined {
  if (earlier && earlier.requestHash !== requestHash) {
    throw new ConflictError(
      'This Idempotency-Key was used for another request: choose a new one',
    );
  }
  return earlier;
}
