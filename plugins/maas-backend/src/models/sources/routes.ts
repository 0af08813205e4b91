import { maasModelSourceReadPermission } from '@openmaas/backstage-plugin-maas-common';
import type { Router } from 'express';
import type { Authorizer } from '../../permissions/Authorizer';
import type { SourceService } from './SourceService';

/** Routes below `/model-sources`. @internal */
export function addModelSourceRoutes(
  router: Router,
  options: { authorizer: Authorizer; modelSources: SourceService },
): void {
  const { authorizer, modelSources } = options;

  router.get('/model-sources', async (req, res) => {
    const caller = await authorizer.userOrService(req);
    await authorizer.require(caller, maasModelSourceReadPermission);
    res.json({ items: await modelSources.list() });
  });
}
