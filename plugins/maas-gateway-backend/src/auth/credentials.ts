import type { IncomingHttpHeaders } from 'node:http';

const AUTHORIZATION = /^(?:bearer|apikey)[ \t]+(.*)$/i;

/**
 * Reads the API key that a client sent: in `authorization` with the scheme `Bearer` or
 * `APIKEY`, in `x-api-key` or in `api-key`.
 *
 * @param headers - by lower-case name
 * @returns what was sent, not checked yet; undefined where there is none, or several
 *   that are not the same
 * @internal
 */
export function readCredential(
  headers: IncomingHttpHeaders,
): string | undefined {
  const { authorization = '' } = headers;
  const inAuthorization = AUTHORIZATION.exec(authorization.trim())?.[1];
  const others = [headers['x-api-key'], headers['api-key']];
  if (others.every(value => value === undefined)) {
    return inAuthorization?.trim() || undefined;
  }
  const sent = [inAuthorization, ...others.flat()]
    .map(value => value?.trim())
    .filter(Boolean);
  return new Set(sent).size === 1 ? sent[0] : undefined;
}
