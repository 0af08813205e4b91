import type { IncomingHttpHeaders } from 'node:http';
import type { UpstreamFailure } from '../routing/UpstreamCall';
import { GatewayError } from './GatewayError';

/**
 * What a client is told where a model server brought no answer.
 *
 * @param model - as the client names it
 * @internal
 */
export function errorOfFailure(
  failure: UpstreamFailure,
  model: string,
): GatewayError {
  switch (failure) {
    case 'unreachable':
      return unavailable(
        `No server of the model "${model}" can be reached now. Try again in a moment.`,
      );
    case 'timeout':
      return timeout(
        `The server of the model "${model}" did not answer in time.`,
      );
    default:
      return broken(
        `The server of the model "${model}" broke off. Try again in a moment.`,
      );
  }
}

/**
 * What a client is told where no server of the model is to be asked now.
 *
 * @param retryMs - until one is, in milliseconds; 0 where that is not known
 * @internal
 */
export function errorOfNoServer(model: string, retryMs: number): GatewayError {
  return unavailable(
    `No server of the model "${model}" answers now. Try again in a moment.`,
    String(Math.max(1, Math.ceil(retryMs / 1000))),
  );
}

/**
 * What a client is told where a call took longer than it may.
 *
 * @param totalMs - what it may take
 * @internal
 */
export function errorOfTotal(model: string, totalMs: number): GatewayError {
  return timeout(
    `The answer of the model "${model}" took longer than the ${
      totalMs / 1000
    } s that a call may take here.`,
  );
}

/**
 * What a client is told where a model server refused.
 *
 * @returns undefined where its answer is the client's business and passes as it is: the
 *   request itself was wrong
 * @internal
 */
export function errorOfStatus(
  status: number,
  headers: IncomingHttpHeaders,
  model: string,
): GatewayError | undefined {
  switch (status) {
    case 400:
    case 409:
    case 413:
    case 415:
    case 422:
      return undefined;
    case 429:
    case 503:
      return unavailable(
        `The server of the model "${model}" is overloaded. Try again in a moment.`,
        headers['retry-after'],
      );
    case 408:
    case 504:
      return errorOfFailure('timeout', model);
    default:
      // The rest, 401 and 404 among it, is between the gateway and the server.
      return broken(
        `The server of the model "${model}" answered with status ${status}.`,
      );
  }
}

function timeout(message: string): GatewayError {
  return new GatewayError(504, message, {
    code: 'upstream_timeout',
    type: 'server_error',
  });
}

function broken(message: string): GatewayError {
  return new GatewayError(502, message, {
    code: 'upstream_error',
    type: 'server_error',
  });
}

function unavailable(message: string, retryAfter = '1'): GatewayError {
  return new GatewayError(503, message, {
    code: 'upstream_unavailable',
    type: 'server_error',
    headers: /^\d{1,4}$/.test(retryAfter) ? { 'retry-after': retryAfter } : {},
  });
}
