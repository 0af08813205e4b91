import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { SearchResultListItemExtensions } from '@backstage/plugin-search-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { configure, screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { aModel, modelHit } from './__testUtils__/fixtures';
import { mockMaasApi, pageOf } from './__testUtils__/mockMaasApi';
import {
  EntityModelCard,
  isAiModel,
  maasApiRef,
  MaasPage,
  maasPlugin,
  maasTranslationRef,
  ModelSearchResultListItem,
} from '.';
import { rootRouteRef } from './routes';

// Pages are loaded when they are opened, which takes its time on a busy machine.
configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(60_000);

const apis = () =>
  [
    [
      maasApiRef,
      mockMaasApi({
        listModels: async () => pageOf([aModel()]),
        getModel: async () => aModel(),
      }),
    ],
    [
      permissionApiRef,
      mockApis.permission({ authorize: AuthorizeResult.DENY }),
    ],
  ] as const;

describe('the plugin in the classic frontend system', () => {
  it('brings its page, its API and its texts', async () => {
    expect(maasPlugin.getId()).toBe('maas');
    expect([...maasPlugin.getApis()].map(factory => factory.api.id)).toEqual([
      maasApiRef.id,
    ]);
    expect(maasTranslationRef.id).toBe('plugin.maas');

    await renderInTestApp(
      <TestApiProvider apis={apis()}>
        <Routes>
          <Route path="/maas" element={<MaasPage />} />
          <Route path="/maas/*" element={<MaasPage />} />
        </Routes>
      </TestApiProvider>,
      {
        routeEntries: ['/maas'],
        mountedRoutes: {
          '/maas': rootRouteRef,
          '/catalog/:namespace/:kind/:name': entityRouteRef,
        },
      },
    );
    expect(
      await screen.findByRole('heading', { name: 'Granite 3.3 8B' }),
    ).toBeInTheDocument();
    expect(
      screen.getAllByRole('tab').map(({ textContent }) => textContent),
    ).toEqual(['Models', 'Playground', 'Keys', 'Requests', 'Usage']);
  });

  it('brings a card for the catalog', async () => {
    const entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: { name: 'granite-3', namespace: 'maas' },
      spec: { type: 'ai-model' },
    };
    expect(isAiModel(entity)).toBe(true);
    await renderInTestApp(
      <TestApiProvider apis={apis()}>
        <EntityProvider entity={entity}>
          <EntityModelCard />
        </EntityProvider>
      </TestApiProvider>,
      {
        mountedRoutes: {
          '/maas': rootRouteRef,
          '/catalog/:namespace/:kind/:name': entityRouteRef,
        },
      },
    );
    expect(await screen.findByText('A small chat model.')).toBeInTheDocument();
  });

  it('brings an item for models that were found, and only for those', async () => {
    await renderInTestApp(
      <SearchResultListItemExtensions
        results={[
          { type: 'ai-model', document: modelHit },
          {
            type: 'software-catalog',
            document: { ...modelHit, title: 'Other' },
          },
        ]}
      >
        <ModelSearchResultListItem />
      </SearchResultListItemExtensions>,
    );
    expect(await screen.findAllByText('AI model')).toHaveLength(1);
    expect(screen.getByText('Other')).toBeInTheDocument();
  });
});
