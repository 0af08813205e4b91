import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';

/** A signed-in person, as verified credentials say. @internal */
export interface Actor {
  credentials: BackstageCredentials<BackstageUserPrincipal>;
  /** Entity ref of the user. */
  userRef: string;
  /** Entity refs of the user and of the groups the user is in. */
  claims: string[];
}
