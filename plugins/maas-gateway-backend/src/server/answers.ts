import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { errorShapeOf } from './errorShape';
import type { GatewayError } from './GatewayError';

/** Answers with a JSON value. @internal */
export function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: OutgoingHttpHeaders = {},
): void {
  sendBytes(response, status, Buffer.from(JSON.stringify(value)), {
    'content-type': 'application/json',
    ...headers,
  });
}

/** Answers with a whole body. @internal */
export function sendBytes(
  response: ServerResponse,
  status: number,
  body: Buffer,
  headers: OutgoingHttpHeaders,
): void {
  if (response.headersSent || response.destroyed) {
    return;
  }
  response.writeHead(status, { ...headers, 'content-length': body.length });
  response.end(body);
}

/**
 * Answers with an error in the shape of the API that was called, or hangs up where an
 * answer has begun and is not whole.
 *
 * @internal
 */
export function sendError(response: ServerResponse, error: GatewayError): void {
  if (response.headersSent && !response.writableEnded) {
    response.destroy();
    return;
  }
  const unread = !response.req.complete;
  const { body } = errorShapeOf(response.req.url);
  sendJson(response, error.status, body(error, requestIdOf(response)), {
    ...error.headers,
    // What is left of the request is not read, so nothing can follow it.
    ...(unread && { connection: 'close' }),
  });
}

/** Ends a stream with an event that is an error: its status is gone. @internal */
export function endWithError(
  response: ServerResponse,
  error: GatewayError,
): void {
  const { body, event } = errorShapeOf(response.req.url);
  const data = JSON.stringify(body(error, requestIdOf(response)));
  response.end(`${event ? `event: ${event}\n` : ''}data: ${data}\n\n`);
}

function requestIdOf(response: ServerResponse): string {
  return String(response.getHeader('x-request-id') ?? '');
}
