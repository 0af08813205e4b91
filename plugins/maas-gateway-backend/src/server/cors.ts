import type { IncomingMessage, ServerResponse } from 'node:http';
import { commonHeaders } from './answers';
import type { CorsConfig } from './serverConfig';

/** Headers that a page may send; the SDKs add their own, by these beginnings. */
const HEADERS = [
  'authorization',
  'content-type',
  'accept',
  'x-api-key',
  'api-key',
  'x-maas-dry-run',
  'traceparent',
  'tracestate',
  'openai-beta',
  'openai-organization',
  'openai-project',
];
const PREFIXES = ['x-stainless-', 'anthropic-'];

const of = (name: string) =>
  ['requests', 'tokens'].map(unit => `${name}-${unit}`);

/** Headers of an answer that a page may read. */
const EXPOSED = [
  'x-request-id',
  'x-maas-model',
  'x-maas-dry-run',
  'x-tokens-limit',
  'x-tokens-remaining',
  'x-tokens-used',
  ...['limit', 'remaining', 'reset'].flatMap(name => of(`x-ratelimit-${name}`)),
  'retry-after',
  'retry-after-ms',
  'x-should-retry',
].join(', ');

/** Lets web pages read answers. @internal */
export interface Cors {
  /**
   * Adds to an answer what the browser wants to know, before anything else is known of
   * the request.
   *
   * @returns whether the browser only asks what a page may do, and has been answered
   */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
}

/**
 * Lets pages of some origins call the gateway with keys of their own; no cookie is ever
 * of use here, so no page gets to use a person's rights.
 *
 * @returns undefined where no origin may
 * @internal
 */
export function createCors({
  origins,
  maxAgeSeconds,
}: CorsConfig): Cors | undefined {
  if (origins.length === 0) {
    return undefined;
  }
  const isForAll = origins.includes('*');
  const allowed = new Set(origins);
  return {
    handle(request, response) {
      const { origin } = request.headers;
      if (!isForAll) {
        response.setHeader('vary', 'origin');
      }
      const isAllowed =
        origin !== undefined && (isForAll || allowed.has(origin));
      if (isAllowed) {
        response.setHeader(
          'access-control-allow-origin',
          isForAll ? '*' : origin,
        );
        response.setHeader('access-control-expose-headers', EXPOSED);
      }
      if (!isPreflight(request)) {
        return false;
      }
      if (isAllowed) {
        response.setHeader('access-control-allow-methods', 'GET, POST');
        response.setHeader('access-control-max-age', maxAgeSeconds);
        const headers = allowedHeaders(request);
        if (headers) {
          response.setHeader('access-control-allow-headers', headers);
        }
      }
      response.writeHead(204, commonHeaders(response)).end();
      return true;
    },
  };
}

function isPreflight({ method, headers }: IncomingMessage): boolean {
  return (
    method === 'OPTIONS' &&
    headers.origin !== undefined &&
    headers['access-control-request-method'] !== undefined
  );
}

/** Of those that the page wants to send. */
function allowedHeaders({ headers }: IncomingMessage): string {
  const wanted = String(headers['access-control-request-headers'] ?? '');
  return wanted
    .split(',')
    .map(name => name.trim().toLowerCase())
    .filter(
      name =>
        HEADERS.includes(name) ||
        (/^[a-z0-9-]+$/.test(name) &&
          PREFIXES.some(prefix => name.startsWith(prefix))),
    )
    .join(', ');
}
