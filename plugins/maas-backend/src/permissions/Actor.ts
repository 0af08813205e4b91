import type {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type { Automation } from './automation';

/**
 * A signed-in person, or a program that configuration lets act as one, as verified
 * credentials say.
 *
 * @internal
 */
export interface Actor {
  credentials: BackstageCredentials<
    BackstageUserPrincipal | BackstageServicePrincipal
  >;
  /** Entity ref of the user. */
  userRef: string;
  /** Entity refs of the user and of the groups the user is in. */
  claims: string[];
  /** Set where it is a program. */
  automation?: Automation;
}
