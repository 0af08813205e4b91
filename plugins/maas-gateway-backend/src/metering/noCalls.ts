import { GatewayError } from '../server/GatewayError';

/**
 * What is answered while calls cannot be written down.
 *
 * @param reason - a sentence
 * @internal
 */
export function noCalls(reason: string): GatewayError {
  return new GatewayError(
    503,
    `${reason} The gateway takes no calls until it can write down the use of models. Try again later, or tell the platform team.`,
    {
      code: 'gateway_not_ready',
      type: 'server_error',
      headers: { 'retry-after': '5' },
    },
  );
}
