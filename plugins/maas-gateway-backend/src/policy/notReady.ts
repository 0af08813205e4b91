import { GatewayError } from '../server/GatewayError';

/**
 * The refusal of a call that the gateway cannot decide about.
 *
 * @param message - says why, for a person
 * @param headers - of the answer, beside `retry-after`
 * @internal
 */
export function notReady(
  message: string,
  headers: Record<string, string> = {},
): GatewayError {
  return new GatewayError(503, message, {
    code: 'gateway_not_ready',
    type: 'server_error',
    headers: { 'retry-after': '1', ...headers },
  });
}
