import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { useCallback } from 'react';
import { teamsAmong } from '../utils/entities';
import { type Loaded, useLoad } from './useLoad';

/** Who is signed in. @internal */
export interface Identity {
  userEntityRef: string;
  /** Entity references of the groups that the user is in. */
  teams: string[];
}

/** The signed-in user and their teams. @internal */
export function useIdentity(): Loaded<Identity> {
  const identityApi = useApi(identityApiRef);
  return useLoad<Identity>(
    useCallback(async () => {
      const identity = await identityApi.getBackstageIdentity();
      return {
        userEntityRef: identity.userEntityRef,
        teams: teamsAmong(identity.ownershipEntityRefs),
      };
    }, [identityApi]),
  );
}
