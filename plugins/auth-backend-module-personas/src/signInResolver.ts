import { isError, ServiceUnavailableError } from '@backstage/errors';
import { SignInResolver } from '@backstage/plugin-auth-node';
import { Persona } from './personas';

/** Whether the catalog has no such user, or does not answer, as just after a start. */
function isNotReadyYet(error: unknown): boolean {
  return (
    isError(error) &&
    (error.name === 'NotFoundError' ||
      error.name === 'ServiceUnavailableError' ||
      error.statusCode === 503)
  );
}

/**
 * Signs in as the persona's catalog user, so that the user's groups are among
 * the session's ownership references.
 *
 * @throws ServiceUnavailableError if the catalog does not have the user (yet).
 *
 * @internal
 */
export const personaSignInResolver: SignInResolver<Persona> = async (
  { result: persona },
  context,
) => {
  const { entityRef } = persona;
  try {
    return await context.signInWithCatalogUser({ entityRef });
  } catch (error) {
    if (!isNotReadyYet(error)) {
      throw error;
    }
    throw new ServiceUnavailableError(
      `The catalog does not have ${entityRef} yet. It needs some seconds after a start: ` +
        `try again. If this stays, check that the catalog loads this user`,
      // Not found is what the message already says.
      isError(error) && error.name !== 'NotFoundError' ? error : undefined,
    );
  }
};
