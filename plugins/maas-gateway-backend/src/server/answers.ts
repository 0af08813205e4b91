import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
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
 * Answers with an error in the shape of OpenAI's API, or hangs up where an answer has
 * begun and is not whole.
 *
 * @internal
 */
export function sendError(response: ServerResponse, error: GatewayError): void {
  if (response.headersSent && !response.writableEnded) {
    response.destroy();
    return;
  }
  const unread = !response.req.complete;
  sendJson(response, error.status, error.toBody(), {
    ...error.headers,
    // What is left of the request is not read, so nothing can follow it.
    ...(unread && { connection: 'close' }),
  });
}
