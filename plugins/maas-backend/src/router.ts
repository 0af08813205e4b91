import type { AuditorService } from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import { addAccessRoutes } from './access/routes';
import type { Domain } from './domain';
import { addGatewayRoutes } from './gateway/routes';
import { createOpenApiRouter } from './http/openApiRouter';
import { addPlaygroundRoutes } from './keys/playgroundRoutes';
import { addKeyRoutes } from './keys/routes';
import { addModelRoutes } from './models/routes';
import { addModelSourceRoutes } from './models/sources/routes';
import { addTermsRoutes } from './models/terms/routes';
import type { Authorizer } from './permissions/Authorizer';
import { addPlanRoutes } from './plans/routes';
import { addUsageRoutes } from './usage/routes';

/** The REST API of the control plane. @internal */
export function createRouter(
  options: Domain & { auditor: AuditorService; authorizer: Authorizer },
): Router {
  return createOpenApiRouter(router => {
    addModelRoutes(router, options);
    addModelSourceRoutes(router, options);
    addTermsRoutes(router, options);
    addPlanRoutes(router, options);
    addAccessRoutes(router, options);
    addKeyRoutes(router, options);
    addPlaygroundRoutes(router, options);
    addUsageRoutes(router, options);
    addGatewayRoutes(router, options);
  });
}
