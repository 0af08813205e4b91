import type { AuditorService } from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import { addAccessRoutes } from './access/routes';
import type { AuditTrail } from './audit/AuditTrail';
import { addAuditRoutes } from './audit/routes';
import type { Domain } from './domain';
import { addGatewayRoutes } from './gateway/routes';
import { createOpenApiRouter } from './http/openApiRouter';
import { addPlaygroundRoutes } from './keys/playgroundRoutes';
import { addKeyRoutes } from './keys/routes';
import { addModelRequestRoutes } from './modelRequests/routes';
import { addModelLifeRoutes } from './models/life/routes';
import { addModelRoutes } from './models/routes';
import { addModelSourceRoutes } from './models/sources/routes';
import { addTermsRoutes } from './models/terms/routes';
import type { Authorizer } from './permissions/Authorizer';
import { addPlanRoutes } from './plans/routes';
import { addTeamRoutes } from './teams/routes';
import { addUsageRoutes } from './usage/routes';

/** The REST API of the control plane. @internal */
export function createRouter(
  options: Domain & {
    auditor: AuditorService;
    authorizer: Authorizer;
    trail: AuditTrail;
  },
): Router {
  return createOpenApiRouter(options.trail, router => {
    addModelRoutes(router, options);
    addModelSourceRoutes(router, options);
    addTermsRoutes(router, options);
    addModelLifeRoutes(router, options);
    addPlanRoutes(router, options);
    addAccessRoutes(router, options);
    addModelRequestRoutes(router, options);
    addKeyRoutes(router, options);
    addPlaygroundRoutes(router, options);
    addTeamRoutes(router, options);
    addUsageRoutes(router, options);
    addGatewayRoutes(router, options);
    addAuditRoutes(router, options);
  });
}
