/**
 * Models-as-a-Service for the new frontend system.
 *
 * @packageDocumentation
 */
import {
  ApiBlueprint,
  coreExtensionData,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import {
  SearchFilterResultTypeBlueprint,
  SearchResultListItemBlueprint,
} from '@backstage/plugin-search-react/alpha';
import {
  MaasClient,
  MODEL_ENTITY_TYPE,
  MODEL_SEARCH_TYPE,
} from '@openmaas/backstage-plugin-maas-common';
import { RiSparkling2Line } from '@remixicon/react';
import { maasApiRef } from './api';
import { TabbedPage } from './pages/TabbedPage';
import { rootRouteRef } from './routes';
import { scaffolderExtensions } from './scaffolder/extensions';
import { messages } from './translations/messages';
import { dependsOnAiModels } from './utils/entities';
import { isModelHit } from './utils/search';

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

const maasPage = PageBlueprint.makeWithOverrides({
  factory: (originalFactory, { config, inputs }) =>
    originalFactory({
      path: '/maas',
      title: messages.page.title,
      icon: <RiSparkling2Line />,
      routeRef: rootRouteRef,
      // The page has a header of its own, with tabs in the user's language.
      noHeader: true,
      loader: async () => (
        <TabbedPage
          title={config.title}
          pages={inputs.pages.map(page => {
            const path = page.get(coreExtensionData.routePath);
            return {
              path,
              title: page.get(coreExtensionData.title) ?? path,
              element: page.get(coreExtensionData.reactElement),
            };
          })}
        />
      ),
    }),
});

const modelsPage = SubPageBlueprint.make({
  name: 'models',
  params: {
    path: 'models',
    title: messages.page.tabs.models,
    loader: () =>
      import('./pages/models/ModelsPage').then(m => <m.ModelsPage />),
  },
});

const playgroundPage = SubPageBlueprint.make({
  name: 'playground',
  params: {
    path: 'playground',
    title: messages.page.tabs.playground,
    loader: () =>
      import('./pages/playground/PlaygroundPage').then(m => (
        <m.PlaygroundPage />
      )),
  },
});

const keysPage = SubPageBlueprint.make({
  name: 'keys',
  params: {
    path: 'keys',
    title: messages.page.tabs.keys,
    loader: () => import('./pages/sections').then(m => <m.KeysSection />),
  },
});

const requestsPage = SubPageBlueprint.make({
  name: 'requests',
  params: {
    path: 'requests',
    title: messages.page.tabs.requests,
    loader: () => import('./pages/sections').then(m => <m.RequestsSection />),
  },
});

const usagePage = SubPageBlueprint.make({
  name: 'usage',
  params: {
    path: 'usage',
    title: messages.page.tabs.usage,
    loader: () => import('./pages/usage/UsagePage').then(m => <m.UsagePage />),
  },
});

const auditPage = SubPageBlueprint.make({
  name: 'audit',
  params: {
    path: 'audit',
    title: messages.page.tabs.audit,
    loader: () => import('./pages/audit/AuditPage').then(m => <m.AuditPage />),
  },
});

const OF_MODELS = { kind: 'resource', 'spec.type': MODEL_ENTITY_TYPE };

const modelCard = EntityCardBlueprint.make({
  name: 'model',
  params: {
    filter: OF_MODELS,
    type: 'content',
    loader: () =>
      import('./entity/EntityModelCard').then(m => <m.EntityModelCard />),
  },
});

const modelSearchResult = SearchResultListItemBlueprint.make({
  name: 'model',
  params: {
    icon: <RiSparkling2Line />,
    predicate: isModelHit,
    component: async () =>
      (await import('./search/ModelSearchResult')).ModelSearchResult,
  },
});

const modelSearchType = SearchFilterResultTypeBlueprint.make({
  name: 'model',
  params: {
    value: MODEL_SEARCH_TYPE,
    name: 'AI models',
    icon: <RiSparkling2Line />,
  },
});

const modelAccessCard = EntityCardBlueprint.make({
  name: 'model-access',
  params: {
    filter: OF_MODELS,
    type: 'content',
    loader: () =>
      import('./entity/ModelAccessCard').then(m => <m.EntityModelAccessCard />),
  },
});

const modelContent = EntityContentBlueprint.make({
  name: 'model',
  params: {
    path: '/ai-model',
    title: 'AI model',
    filter: OF_MODELS,
    loader: () =>
      import('./entity/EntityModelContent').then(m => <m.EntityModelContent />),
  },
});

const groupModelsContent = EntityContentBlueprint.make({
  name: 'group-models',
  params: {
    path: '/ai-models',
    title: 'AI models',
    filter: { kind: 'group' },
    loader: () =>
      import('./entity/EntityGroupModelsContent').then(m => (
        <m.EntityGroupModelsContent />
      )),
  },
});

const usedModelsCard = EntityCardBlueprint.make({
  name: 'used-models',
  params: {
    filter: entity =>
      entity.kind.toLocaleLowerCase('en-US') === 'component' &&
      dependsOnAiModels(entity),
    type: 'content',
    loader: () =>
      import('./entity/EntityModelsCard').then(m => <m.EntityModelsCard />),
  },
});

/** The plugin, with all its extensions. @alpha */
export default createFrontendPlugin({
  pluginId: 'maas',
  title: messages.page.title,
  icon: <RiSparkling2Line />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef },
  extensions: [
    maasApi,
    maasPage,
    modelsPage,
    playgroundPage,
    keysPage,
    requestsPage,
    usagePage,
    auditPage,
    modelCard,
    modelAccessCard,
    modelContent,
    groupModelsContent,
    usedModelsCard,
    modelSearchResult,
    modelSearchType,
    ...scaffolderExtensions,
  ],
});
