import type { PolicyKey } from '@openmaas/backstage-plugin-maas-common';
import { GatewayError } from '../server/GatewayError';

/** The same for every key that is none, so that nothing can be learnt. @internal */
export function invalidKey(): GatewayError {
  return unauthorized(
    'invalid_api_key',
    'No valid API key was sent. Send one that the portal has shown you as "Authorization: Bearer KEY".',
  );
}

/**
 * Why nobody can use a key any more, or for now: somebody ended it. Whoever holds its
 * secret may know.
 *
 * @internal
 */
export function endedByPeople(
  key: Pick<PolicyKey, 'revokedAt' | 'suspendedAt'>,
): GatewayError | undefined {
  if (key.revokedAt) {
    return unauthorized(
      'api_key_revoked',
      'The API key is revoked. Make a new one in the portal.',
    );
  }
  if (key.suspendedAt) {
    return unauthorized(
      'api_key_suspended',
      'The API key is suspended. Its page in the portal says why, and who can let it work again.',
    );
  }
  return undefined;
}

/** @param expiresAt - ISO 8601 @internal */
export function expiredKey(expiresAt: string): GatewayError {
  return unauthorized(
    'api_key_expired',
    `The API key expired at ${expiresAt}. Make a new one in the portal.`,
  );
}

/** An earlier secret of a key that lives on. @param expiresAt - ISO 8601 @internal */
export function replacedSecret(expiresAt: string): GatewayError {
  return unauthorized(
    'api_key_expired',
    `The API key was rotated, and this secret of it ended at ${expiresAt}. Use the one that the portal has shown since.`,
  );
}

/** Says nothing of where it may be used from. @internal */
export function wrongAddress(): GatewayError {
  return new GatewayError(
    403,
    'The API key may not be used from here. Its page in the portal shows from which addresses it may.',
    { code: 'api_key_address_not_allowed', type: 'permission_error' },
  );
}

function unauthorized(code: string, message: string): GatewayError {
  return new GatewayError(401, message, {
    code,
    type: 'authentication_error',
    headers: { 'www-authenticate': 'Bearer' },
  });
}
