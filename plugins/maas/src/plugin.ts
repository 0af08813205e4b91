import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { createScaffolderFieldExtension } from '@backstage/plugin-scaffolder-react';
import { createSearchResultListItemExtension } from '@backstage/plugin-search-react';
import { MaasClient } from '@openmaas/backstage-plugin-maas-common';
import { maasApiRef } from './api';
import { rootRouteRef } from './routes';
import { ModelsPicker } from './scaffolder/ModelsPicker';
import { PlanPicker } from './scaffolder/PlanPicker';
import { TeamPicker } from './scaffolder/TeamPicker';
import { WantedModelSource } from './scaffolder/WantedModelSource';
import { isModelHit } from './utils/search';

/** Models-as-a-Service for the classic frontend system. @public */
export const maasPlugin = createPlugin({
  id: 'maas',
  routes: { root: rootRouteRef },
  apis: [
    createApiFactory({
      api: maasApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new MaasClient({ discoveryApi, fetchApi }),
    }),
  ],
});

/** Models, keys, requests and usage, to be mounted at `/maas`. @public */
export const MaasPage = maasPlugin.provide(
  createRoutableExtension({
    name: 'MaasPage',
    component: () => import('./pages/MaasPage').then(m => m.MaasPage),
    mountPoint: rootRouteRef,
  }),
);

/** A model's card for its catalog page: use it where {@link isAiModel} holds. @public */
export const EntityModelCard = maasPlugin.provide(
  createComponentExtension({
    name: 'EntityModelCard',
    component: {
      lazy: () =>
        import('./entity/EntityModelCard').then(m => m.EntityModelCard),
    },
  }),
);

/** A model among the hits of the portal's search, for the list of a search page. @public */
export const ModelSearchResultListItem = maasPlugin.provide(
  createSearchResultListItemExtension({
    name: 'ModelSearchResultListItem',
    component: () =>
      import('./search/ModelSearchResult').then(m => m.ModelSearchResult),
    predicate: isModelHit,
  }),
);

/** What the user's teams may do with a model: use it where {@link isAiModel} holds. @public */
export const EntityModelAccessCard = maasPlugin.provide(
  createComponentExtension({
    name: 'EntityModelAccessCard',
    component: {
      lazy: () =>
        import('./entity/ModelAccessCard').then(m => m.EntityModelAccessCard),
    },
  }),
);

/** How a model is and was over the last day: use it where {@link isAiModel} holds. @public */
export const EntityModelHealthCard = maasPlugin.provide(
  createComponentExtension({
    name: 'EntityModelHealthCard',
    component: {
      lazy: () =>
        import('./entity/ModelHealthCard').then(m => m.EntityModelHealthCard),
    },
  }),
);

/** Programs that call a model: use it where {@link isAiModel} holds. @public */
export const EntityModelSnippetsCard = maasPlugin.provide(
  createComponentExtension({
    name: 'EntityModelSnippetsCard',
    component: {
      lazy: () =>
        import('./entity/ModelSnippetsCard').then(
          m => m.EntityModelSnippetsCard,
        ),
    },
  }),
);

/** What in the catalog depends on a model: use it where {@link isAiModel} holds. @public */
export const EntityModelConsumersCard = maasPlugin.provide(
  createComponentExtension({
    name: 'EntityModelConsumersCard',
    component: {
      lazy: () =>
        import('./entity/ModelConsumersCard').then(
          m => m.EntityModelConsumersCard,
        ),
    },
  }),
);

/** What changed about a model: use it where {@link isAiModel} holds. @public */
export const EntityModelHistoryCard = maasPlugin.provide(
  createComponentExtension({
    name: 'EntityModelHistoryCard',
    component: {
      lazy: () =>
        import('./entity/ModelHistoryCard').then(m => m.EntityModelHistoryCard),
    },
  }),
);

/** All that one needs to use a model, as a tab: use it where {@link isAiModel} holds. @public */
export const EntityModelContent = maasPlugin.provide(
  createComponentExtension({
    name: 'EntityModelContent',
    component: {
      lazy: () =>
        import('./entity/EntityModelContent').then(m => m.EntityModelContent),
    },
  }),
);

/** The models that a group can call, as a tab of the pages of groups. @public */
export const EntityGroupModelsContent = maasPlugin.provide(
  createComponentExtension({
    name: 'EntityGroupModelsContent',
    component: {
      lazy: () =>
        import('./entity/EntityGroupModelsContent').then(
          m => m.EntityGroupModelsContent,
        ),
    },
  }),
);

/** The models that a component depends on: use it where {@link dependsOnAiModels} holds. @public */
export const EntityModelsCard = maasPlugin.provide(
  createComponentExtension({
    name: 'EntityModelsCard',
    component: {
      lazy: () =>
        import('./entity/EntityModelsCard').then(m => m.EntityModelsCard),
    },
  }),
);

/** Field `MaasTeamPicker` of software templates: one of the user's teams. @public */
export const MaasTeamPickerFieldExtension = maasPlugin.provide(
  createScaffolderFieldExtension({
    name: 'MaasTeamPicker',
    component: TeamPicker,
  }),
);

/** Field `MaasModelsPicker` of software templates: one or more models. @public */
export const MaasModelsPickerFieldExtension = maasPlugin.provide(
  createScaffolderFieldExtension({
    name: 'MaasModelsPicker',
    component: ModelsPicker,
  }),
);

/** Field `MaasPlanPicker` of software templates: a plan for the chosen models. @public */
export const MaasPlanPickerFieldExtension = maasPlugin.provide(
  createScaffolderFieldExtension({
    name: 'MaasPlanPicker',
    component: PlanPicker,
  }),
);

/** Field `MaasWantedModelSource` of software templates: where a wanted model's weights are. @public */
export const MaasWantedModelSourceFieldExtension = maasPlugin.provide(
  createScaffolderFieldExtension({
    name: 'MaasWantedModelSource',
    component: WantedModelSource,
  }),
);
