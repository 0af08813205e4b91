import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { MaasClient } from '@openmaas/backstage-plugin-maas-common';
import { maasApiRef } from './api';
import { rootRouteRef } from './routes';

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
