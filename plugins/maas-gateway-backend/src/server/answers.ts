import type { ServerResponse } from 'node:http';
import { errorShapeOf } from './errorShape';
import type { GatewayError } from './GatewayError';

/** Larger bodies are not copied to leave in one write with their head. @internal */
export const ONE_WRITE_BYTES = 16 * 1024;

type NamedResponse = ServerResponse & { requestId?: string };

/**
 * Gives an answer the id of its request. Not as one of its headers: these are written in
 * one go where none is set before.
 *
 * @internal
 */
export function nameAnswer(response: NamedResponse, id: string): void {
  response.requestId = id;
}

/**
 * The headers that every answer with an id has.
 *
 * @returns names and values in turn, as `writeHead` takes them
 * @internal
 */
export function commonHeaders({ requestId }: NamedResponse): string[] {
  return requestId === undefined ? [] : ['x-request-id', requestId];
}

/** Answers with a JSON value. @internal */
export function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): void {
  sendBytes(response, status, Buffer.from(JSON.stringify(value)), [
    'content-type',
    'application/json',
    ...Object.entries(headers).flat(),
  ]);
}

/**
 * Answers with a whole body.
 *
 * @param headers - names and values in turn; all others are added to it
 * @internal
 */
export function sendBytes(
  response: ServerResponse,
  status: number,
  body: Buffer,
  headers: string[],
): void {
  if (response.headersSent || response.destroyed) {
    return;
  }
  headers.push(
    ...commonHeaders(response),
    'content-length',
    String(body.length),
  );
  response.writeHead(status, headers);
  if (body.length <= ONE_WRITE_BYTES) {
    // As a text of bytes, Node writes it together with the head.
    response.end(body.toString('latin1'), 'latin1');
  } else {
    response.end(body);
  }
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

/** An error as an event of a stream whose status is gone. @internal */
export function errorEvent(
  response: ServerResponse,
  error: GatewayError,
): Buffer {
  const { body, event } = errorShapeOf(response.req.url);
  const data = JSON.stringify(body(error, requestIdOf(response)));
  return Buffer.from(`${event ? `event: ${event}\n` : ''}data: ${data}\n\n`);
}

function requestIdOf({ requestId = '' }: NamedResponse): string {
  return requestId;
}
