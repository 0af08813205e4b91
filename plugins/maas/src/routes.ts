import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

/** The plugin's own page. @internal */
export const rootRouteRef = createRouteRef({ id: 'maas' });

/** All models. @internal */
export const modelsRouteRef = createSubRouteRef({
  id: 'maas:models',
  parent: rootRouteRef,
  path: '/models',
});

/** Trying models out. @internal */
export const playgroundRouteRef = createSubRouteRef({
  id: 'maas:playground',
  parent: rootRouteRef,
  path: '/playground',
});

/** All keys. @internal */
export const keysRouteRef = createSubRouteRef({
  id: 'maas:keys',
  parent: rootRouteRef,
  path: '/keys',
});

/** One key. @internal */
export const keyRouteRef = createSubRouteRef({
  id: 'maas:key',
  parent: rootRouteRef,
  path: '/keys/:id',
});

/** All access requests. @internal */
export const requestsRouteRef = createSubRouteRef({
  id: 'maas:requests',
  parent: rootRouteRef,
  path: '/requests',
});

/** One access request. @internal */
export const requestRouteRef = createSubRouteRef({
  id: 'maas:request',
  parent: rootRouteRef,
  path: '/requests/:id',
});

/** All requests for models. @internal */
export const modelRequestsRouteRef = createSubRouteRef({
  id: 'maas:model-requests',
  parent: rootRouteRef,
  path: '/model-requests',
});

/** One request for a model. @internal */
export const modelRequestRouteRef = createSubRouteRef({
  id: 'maas:model-request',
  parent: rootRouteRef,
  path: '/model-requests/:id',
});

/** What was used. @internal */
export const usageRouteRef = createSubRouteRef({
  id: 'maas:usage',
  parent: rootRouteRef,
  path: '/usage',
});

/** Who did what. @internal */
export const auditRouteRef = createSubRouteRef({
  id: 'maas:audit',
  parent: rootRouteRef,
  path: '/audit',
});
