import { githubAuthApiRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { JsonObject } from '@backstage/types';
import { screen } from '@testing-library/react';
import { oidcAuthApiRef } from '../../oidcAuthApi';
import { PortalSignInPage } from './PortalSignInPage';

const people = [
  {
    id: 'dana',
    entityRef: 'user:default/dana',
    name: 'Dana',
    title: 'Developer',
    about: 'Tries things.',
  },
];

function renderPage(providers?: JsonObject) {
  const auth = { getBackstageIdentity: jest.fn(), getProfile: jest.fn() };
  renderInTestApp(<PortalSignInPage onSignInSuccess={jest.fn()} />, {
    config: {
      app: { title: 'The portal', baseUrl: 'http://localhost:3000' },
      auth: providers ? { providers } : {},
    },
    apis: [
      [oidcAuthApiRef, auth as unknown as typeof oidcAuthApiRef.T],
      [githubAuthApiRef, auth as unknown as typeof githubAuthApiRef.T],
    ],
  });
}

describe('PortalSignInPage', () => {
  it('offers the demo people where there are any, and nothing else', async () => {
    renderPage({ personas: { people }, github: { production: {} } });
    expect(
      await screen.findByRole('button', { name: 'Sign in as Dana' }),
    ).toBeInTheDocument();
    expect(screen.queryByText('GitHub')).not.toBeInTheDocument();
  });

  it.each<[JsonObject, string[], string[]]>([
    [{ github: { production: {} } }, ['GitHub'], ['Single sign-on']],
    [{ oidc: { production: {} } }, ['Single sign-on'], ['GitHub']],
    [
      { oidc: { production: {} }, github: { production: {} }, google: {} },
      ['Single sign-on', 'GitHub'],
      [],
    ],
    [{ personas: { people: [] }, oidc: {} }, ['Single sign-on'], ['GitHub']],
  ])('offers the configured providers: %j', async (config, shown, absent) => {
    renderPage(config);
    for (const title of shown) {
      expect(await screen.findByText(title)).toBeInTheDocument();
    }
    for (const title of absent) {
      expect(screen.queryByText(title)).not.toBeInTheDocument();
    }
    expect(
      screen.queryByText('Demo people: development only'),
    ).not.toBeInTheDocument();
  });

  it.each([[undefined], [{ personas: null }], [{ google: {} }]])(
    'says so when there is no way to sign in: %j',
    async config => {
      renderPage(config);
      expect(await screen.findByRole('alert')).toHaveTextContent(
        'Nobody can sign in yet',
      );
    },
  );
});
