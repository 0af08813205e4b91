import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { aModel } from './__testUtils__/fixtures';
import { mockMaasApi, pageOf } from './__testUtils__/mockMaasApi';
import {
  EntityModelCard,
  isAiModel,
  maasApiRef,
  MaasPage,
  maasPlugin,
  maasTranslationRef,
} from '.';
import { rootRouteRef } from './routes';

const api = () =>
  mockMaasApi({
    listModels: async () => pageOf([aModel()]),
    getModel: async () => aModel(),
  });

describe('the plugin in the classic frontend system', () => {
  it('brings its page, its API and its texts', async () => {
    expect(maasPlugin.getId()).toBe('maas');
    expect([...maasPlugin.getApis()].map(factory => factory.api.id)).toEqual([
      maasApiRef.id,
    ]);
    expect(maasTranslationRef.id).toBe('plugin.maas');

    await renderInTestApp(
      <TestApiProvider apis={[[maasApiRef, api()]]}>
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
    ).toEqual(['Models', 'Keys', 'Requests', 'Usage']);
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
      <TestApiProvider apis={[[maasApiRef, api()]]}>
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
});
