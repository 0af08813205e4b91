import type { IncomingMessage, ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';
import type { ModelServer } from '../modelServer';

/**
 * What a route gets to answer one call.
 *
 * @internal
 */
export interface CallContext {
  server: ModelServer;
  request: IncomingMessage;
  response: ServerResponse;
  /** aborted when the client goes away or the simulator closes */
  signal: AbortSignal;
}

/**
 * Answers one call, or throws an ApiError before anything was sent.
 *
 * @internal
 */
export type Route = (context: CallContext) => void | Promise<void>;

/**
 * Marks every answer, whoever asks, as not coming from a model.
 *
 * @internal
 */
export const FINGERPRINT = 'simulated';

/**
 * The id of a call's answer: made from the caller's `X-Request-Id` if there is
 * one, as in vLLM, else a new one.
 *
 * @internal
 */
export function answerId(prefix: string, request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return `${prefix}-${
    typeof given === 'string' && /^[\w.-]{1,128}$/.test(given)
      ? given
      : randomUUID()
  }`;
}

/**
 * Unix time in seconds.
 *
 * @internal
 */
export function now(): number {
  return Math.floor(Date.now() / 1000);
}
