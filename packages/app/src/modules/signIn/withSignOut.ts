import { IdentityApi } from '@backstage/frontend-plugin-api';

/**
 * Adds something to do when an identity signs out.
 *
 * @param identity - The identity to wrap.
 * @param onSignOut - Called before the identity's own sign-out.
 * @returns The same identity otherwise.
 */
export function withSignOut(
  identity: IdentityApi,
  onSignOut: () => void,
): IdentityApi {
  return {
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    getProfileInfo: () => identity.getProfileInfo(),
    signOut: async () => {
      onSignOut();
      await identity.signOut();
    },
  };
}
