import { renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { act, configure, screen } from '@testing-library/react';
import { aModel } from './__testUtils__/fixtures';
import { mockMaasApi, pageOf } from './__testUtils__/mockMaasApi';
import maasPlugin from './alpha';
import { maasApiRef } from './api';

// Pages are loaded when they are opened, which takes its time on a busy machine.
configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(60_000);

afterEach(() => localStorage.clear());

it('follows the language of the app with its texts and numbers', async () => {
  renderTestApp({
    features: [maasPlugin],
    initialRouteEntries: ['/maas'],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    config: {
      app: {
        baseUrl: 'http://localhost:3000',
        extensions: [
          {
            'api:app/app-language': {
              config: {
                availableLanguages: ['en', 'de'],
                defaultLanguage: 'de',
              },
            },
          },
        ],
      },
      backend: { baseUrl: 'http://localhost:7007' },
    },
    apis: [
      [
        maasApiRef,
        mockMaasApi({
          listModels: async () => pageOf([aModel({ contextLength: 131_072 })]),
        }),
      ],
    ],
  });

  expect(
    await screen.findByRole('heading', { name: 'Granite 3.3 8B' }),
  ).toBeInTheDocument();
  expect(await screen.findByText('131.072 Tokens')).toBeInTheDocument();
  expect(screen.getByText('Preis je Million Tokens')).toBeInTheDocument();
  expect(screen.getByText(/^0,0375\s\$$/)).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'KI-Modelle' })).toBeInTheDocument();
  expect(
    screen.getAllByRole('tab').map(({ textContent }) => textContent),
  ).toEqual([
    'Modelle',
    'Playground',
    'Schlüssel',
    'Anträge',
    'Nutzung',
    'Protokoll',
  ]);

  // As where it is changed in the settings, in another tab of the browser.
  localStorage.setItem('language', 'en');
  act(() => {
    window.dispatchEvent(new StorageEvent('storage', { key: 'language' }));
  });
  expect(await screen.findByText('131,072 tokens')).toBeInTheDocument();
  expect(screen.getByText('$0.0375')).toBeInTheDocument();
  expect(screen.getByRole('tab', { name: 'Requests' })).toBeInTheDocument();
});
