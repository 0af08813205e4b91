import { renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import searchPlugin from '@backstage/plugin-search/alpha';
import { MockSearchApi, searchApiRef } from '@backstage/plugin-search-react';
import { configure, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aKey, aModel, KEY_ID, modelHit } from './__testUtils__/fixtures';
import { mockMaasApi, pageOf } from './__testUtils__/mockMaasApi';
import maasPlugin from './alpha';
import { maasApiRef } from './api';

// Pages are loaded when they are opened, which takes its time on a busy machine.
configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(60_000);

const renderAt = (path: string) =>
  renderTestApp({
    features: [maasPlugin],
    initialRouteEntries: [path],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    apis: [
      [catalogApiRef, catalogApiMock()],
      [
        maasApiRef,
        mockMaasApi({
          listModels: async () => pageOf([aModel()]),
          listKeys: async () => pageOf([aKey()]),
          getKey: async () => aKey(),
        }),
      ],
    ],
  });

describe('the plugin in the new frontend system', () => {
  it('starts with the models, and has a tab for each page', async () => {
    renderAt('/maas');
    expect(
      await screen.findByRole('heading', { name: 'Granite 3.3 8B' }),
    ).toBeInTheDocument();
    const click = userEvent.setup();

    await click.click(screen.getByRole('tab', { name: 'Keys' }));
    await click.click(
      await screen.findByRole('link', { name: 'thesis chatbot' }),
    );
    expect(
      await screen.findByRole('button', { name: 'Reveal key' }),
    ).toBeInTheDocument();

    await click.click(screen.getByRole('tab', { name: 'Requests' }));
    expect(
      await screen.findByText('You have not asked for anything yet'),
    ).toBeInTheDocument();

    await click.click(screen.getByRole('tab', { name: 'Usage' }));
    expect(
      await screen.findByText('Nothing was used in this time'),
    ).toBeInTheDocument();
  });

  it('opens the page of a key by its address', async () => {
    renderAt(`/maas/keys/${KEY_ID}`);
    expect(
      await screen.findByRole('heading', { name: 'thesis chatbot' }),
    ).toBeInTheDocument();
  });

  it('opens requests for models, which have no tab of their own', async () => {
    renderAt('/maas/model-requests');
    expect(
      await screen.findByText('Nobody has asked for a model yet'),
    ).toBeInTheDocument();
  });

  it('shows models among what the search of the portal found', async () => {
    renderTestApp({
      features: [maasPlugin, searchPlugin],
      initialRouteEntries: ['/search'],
      apis: [
        [catalogApiRef, catalogApiMock()],
        [
          searchApiRef,
          new MockSearchApi({
            results: [{ type: 'ai-model', document: modelHit }],
          }),
        ],
      ],
    });
    expect(await screen.findByText('AI model')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: /^AI models/ }),
    ).toBeInTheDocument();
  });
});
