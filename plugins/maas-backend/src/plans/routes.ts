import { maasModelReadPermission } from '@openmaas/backstage-plugin-maas-common';
import type { Router } from 'express';
import type { Authorizer } from '../permissions/Authorizer';
import type { PlanService } from './PlanService';

/** Routes below `/plans`. @internal */
export function addPlanRoutes(
  router: Router,
  options: { authorizer: Authorizer; plans: PlanService },
): void {
  const { authorizer, plans } = options;

  router.get('/plans', async (req, res) => {
    const caller = await authorizer.userOrService(req);
    await authorizer.require(caller, maasModelReadPermission);
    res.json({ items: plans.list() });
  });
}
