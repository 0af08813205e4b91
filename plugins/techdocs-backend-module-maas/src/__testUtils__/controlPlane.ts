import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import type { Model } from '@openmaas/backstage-plugin-maas-common';

/**
 * A plugin that answers over HTTP as the control plane does, to services only.
 *
 * @param models - what it offers; whoever changes the list changes the next answer
 */
export function controlPlane(models: Model[]) {
  return createBackendPlugin({
    pluginId: 'maas',
    register(env) {
      env.registerInit({
        deps: {
          http: coreServices.httpRouter,
          httpAuth: coreServices.httpAuth,
        },
        async init({ http, httpAuth }) {
          http.use(async (req, res, next) => {
            await httpAuth.credentials(req, { allow: ['service'] });
            const model = models.find(({ id }) => req.path === `/models/${id}`);
            if (model) {
              res.json(model);
            } else {
              next();
            }
          });
        },
      });
    },
  });
}
