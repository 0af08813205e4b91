import { SignInProviderConfig } from '@backstage/core-components';
import { ConfigApi, githubAuthApiRef } from '@backstage/frontend-plugin-api';
import { oidcAuthApiRef } from './oidcAuthApi';

const KNOWN_PROVIDERS: SignInProviderConfig[] = [
  {
    id: 'oidc',
    title: 'Single sign-on',
    message: 'Sign in with the account of your organization',
    apiRef: oidcAuthApiRef,
  },
  {
    id: 'github',
    title: 'GitHub',
    message: 'Sign in with your GitHub account',
    apiRef: githubAuthApiRef,
  },
];

/**
 * Lists the providers that people can sign in with.
 *
 * @returns Those of the providers known to this page that are in
 * `auth.providers`.
 */
export function readProviders(config: ConfigApi): SignInProviderConfig[] {
  return KNOWN_PROVIDERS.filter(({ id }) => config.has(`auth.providers.${id}`));
}
