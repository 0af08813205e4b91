import type { IncomingHttpHeaders } from 'node:http';
import type { ProxiedRequest } from '../protocol/Protocol';

/** What passes from the client's headers where the API is Anthropic's; nothing else does. */
const ANTHROPIC = ['anthropic-version', 'anthropic-beta'];

/**
 * The headers that a model server gets, but for its credential.
 *
 * @param id - of the call
 * @param path - that the client called
 * @param headers - of the client
 * @param traceHeaders - by which the server finds its place in a trace
 * @internal
 */
export function upstreamHeaders(
  id: string,
  path: string,
  asked: Pick<ProxiedRequest, 'streamed' | 'headers'>,
  headers: IncomingHttpHeaders,
  traceHeaders: Record<string, string>,
): Record<string, string> {
  const upstream: Record<string, string> = {
    'content-type': 'application/json',
    accept: asked.streamed ? 'text/event-stream' : 'application/json',
    ...asked.headers,
    'user-agent': 'maas-gateway',
    'x-request-id': id,
    ...traceHeaders,
  };
  if (path.startsWith('/v1/messages')) {
    pass(ANTHROPIC, headers, upstream);
  }
  return upstream;
}

function pass(
  names: string[],
  from: IncomingHttpHeaders,
  to: Record<string, string>,
): void {
  for (const name of names) {
    const value = from[name];
    if (typeof value === 'string') {
      to[name] = value;
    }
  }
}
