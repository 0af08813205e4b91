/**
 * Models-as-a-Service for the new frontend system.
 *
 * @packageDocumentation
 */
import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import {
  MaasClient,
  MODEL_ENTITY_TYPE,
} from '@openmaas/backstage-plugin-maas-common';
import { RiSparkling2Line } from '@remixicon/react';
import { maasApiRef } from './api';
import { rootRouteRef } from './routes';

export { maasTranslationRef } from './translations';

const maasApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: maasApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new MaasClient({ discoveryApi, fetchApi }),
    }),
});

const maasPage = PageBlueprint.make({
  params: {
    path: '/maas',
    title: 'AI models',
    icon: <RiSparkling2Line />,
    routeRef: rootRouteRef,
  },
});

const modelsPage = SubPageBlueprint.make({
  name: 'models',
  params: {
    path: 'models',
    title: 'Models',
    loader: () =>
      import('./pages/models/ModelsPage').then(m => <m.ModelsPage />),
  },
});

const keysPage = SubPageBlueprint.make({
  name: 'keys',
  params: {
    path: 'keys',
    title: 'Keys',
    loader: () => import('./pages/sections').then(m => <m.KeysSection />),
  },
});

const requestsPage = SubPageBlueprint.make({
  name: 'requests',
  params: {
    path: 'requests',
    title: 'Requests',
    loader: () => import('./pages/sections').then(m => <m.RequestsSection />),
  },
});

const usagePage = SubPageBlueprint.make({
  name: 'usage',
  params: {
    path: 'usage',
    title: 'Usage',
    loader: () => import('./pages/usage/UsagePage').then(m => <m.UsagePage />),
  },
});

const modelCard = EntityCardBlueprint.make({
  name: 'model',
  params: {
    filter: { kind: 'resource', 'spec.type': MODEL_ENTITY_TYPE },
    type: 'content',
    loader: () =>
      import('./entity/EntityModelCard').then(m => <m.EntityModelCard />),
  },
});

/** The plugin, with all its extensions. @alpha */
export default createFrontendPlugin({
  pluginId: 'maas',
  title: 'AI models',
  icon: <RiSparkling2Line />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef },
  extensions: [
    maasApi,
    maasPage,
    modelsPage,
    keysPage,
    requestsPage,
    usagePage,
    modelCard,
  ],
});
