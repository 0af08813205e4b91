/**
 * A fresh value for the `Idempotency-Key` header.
 *
 * @returns 32 hexadecimal digits; `randomUUID` is missing on pages without HTTPS
 * @internal
 */
export function newIdempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
