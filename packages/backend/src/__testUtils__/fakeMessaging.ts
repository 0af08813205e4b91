import { createServiceFactory } from '@backstage/backend-plugin-api';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { notificationService } from '@backstage/plugin-notifications-node';

/** An empty catalog, and notifications that nobody reads. */
export const fakeMessaging = [
  catalogServiceMock.factory({ entities: [] }),
  createServiceFactory({
    service: notificationService,
    deps: {},
    factory: () => ({ send: async () => {} }),
  }),
];
