import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import type { Model } from '@openmaas/backstage-plugin-maas-common';

/** So few that every list of models has several pages. */
const PAGE_SIZE = 3;

/**
 * A plugin that answers over HTTP as the control plane does, to services only.
 *
 * @param models - what it offers; whoever changes the list changes the next answer
 * @param callers - subjects of those who asked
 */
export function controlPlane(models: Model[], callers: string[] = []) {
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
            if (req.path !== '/models') {
              next();
              return;
            }
            const { principal } = await httpAuth.credentials(req, {
              allow: ['service'],
            });
            callers.push(principal.subject);
            const from = Number(req.query.cursor ?? 0);
            const to = from + PAGE_SIZE;
            res.json({
              items: models.slice(from, to),
              totalItems: models.length,
              ...(to < models.length && { nextCursor: String(to) }),
            });
          });
        },
      });
    },
  });
}
