import { GatewayError } from '../server/GatewayError';

/** The same for every key that is none, so that nothing can be learnt. @internal */
export function invalidKey(): GatewayError {
  return unauthorized(
    'invalid_api_key',
    'No valid API key was sent. Send one that the portal has shown you as "Authorization: Bearer KEY".',
  );
}

/** Whoever holds the secret of an ended key may know. @internal */
export function revokedKey(): GatewayError {
  return unauthorized(
    'api_key_revoked',
    'The API key is revoked. Make a new one in the portal.',
  );
}

/** @param expiresAt - ISO 8601 @internal */
export function expiredKey(expiresAt: string): GatewayError {
  return unauthorized(
    'api_key_expired',
    `The API key expired at ${expiresAt}. Make a new one in the portal.`,
  );
}

function unauthorized(code: string, message: string): GatewayError {
  return new GatewayError(401, message, {
    code,
    type: 'authentication_error',
    headers: { 'www-authenticate': 'Bearer' },
  });
}
