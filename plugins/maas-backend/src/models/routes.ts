import {
  maasModelReadPermission,
  type Model,
} from '@openmaas/backstage-plugin-maas-common';
import type { Router } from 'express';
import type { GrantService } from '../access/GrantService';
import { pageQuery } from '../http/page';
import type { Authorizer } from '../permissions/Authorizer';
import type { ModelService } from './ModelService';
import type { StoredModel } from './ModelStore';

/** Routes below `/models`. @internal */
export function addModelRoutes(
  router: Router,
  options: {
    authorizer: Authorizer;
    models: ModelService;
    grants: GrantService;
  },
): void {
  const { authorizer, models, grants } = options;

  const present = async (
    found: StoredModel[],
    claims: string[],
  ): Promise<Model[]> => {
    const open = await grants.open(
      claims,
      found.map(model => model.id),
    );
    return found.map(model =>
      models.present(
        model,
        open
          .filter(grant => grant.modelId === model.id)
          .map(grant => ({
            team: grant.teamRef,
            plan: grant.plan,
            state: grant.state,
            expiresAt: grant.expiresAt?.toISOString(),
          })),
      ),
    );
  };

  router.get('/models', async (req, res) => {
    const caller = await authorizer.userOrService(req);
    await authorizer.require(caller, maasModelReadPermission);
    const { search, ...query } = req.query as Record<string, string>;
    const page = await models.list({ ...pageQuery(query, 'slug'), search });
    res.json({ ...page, items: await present(page.items, caller.claims) });
  });

  router.get('/models/:id', async (req, res) => {
    const caller = await authorizer.userOrService(req);
    await authorizer.require(caller, maasModelReadPermission);
    const model = await models.get(req.params.id);
    const [presented] = await present([model], caller.claims);
    res.json(presented);
  });
}
