import { SignInPage } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { SignInPageProps } from '@backstage/plugin-app-react';
import { Alert, Container } from '@backstage/ui';
import { readPeople } from '../../readPeople';
import { readProviders } from '../../readProviders';
import { PersonaSignInPage } from '../PersonaSignInPage';

/**
 * Sign-in as configured: as one of the demo people where there are any, else
 * with the configured providers.
 */
export const PortalSignInPage = ({ onSignInSuccess }: SignInPageProps) => {
  const config = useApi(configApiRef);
  const people = readPeople(config);
  const providers = readProviders(config);

  if (people.length > 0) {
    return (
      <PersonaSignInPage people={people} onSignInSuccess={onSignInSuccess} />
    );
  }
  if (providers.length > 0) {
    return (
      <SignInPage
        align="center"
        title="Sign in"
        providers={providers}
        onSignInSuccess={onSignInSuccess}
      />
    );
  }
  return (
    <Container my="6">
      <Alert
        role="alert"
        status="warning"
        icon
        title="Nobody can sign in yet"
        description="The portal needs a provider, such as oidc or github, under auth.providers in its configuration."
      />
    </Container>
  );
};
