import { hash } from 'node:crypto';

/**
 * What is kept of an API key. A plain hash is enough: 256 random bits cannot be
 * guessed, so there is nothing for salt or stretching to slow down.
 *
 * @param key - the whole key as the client sends it
 * @returns SHA-256, 64 lower-case hexadecimal digits
 * @public
 */
export function hashApiKey(key: string): string {
  return hash('sha256', key, 'hex');
}
