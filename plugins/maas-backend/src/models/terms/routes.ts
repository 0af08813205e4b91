import type { AuditorService } from '@backstage/backend-plugin-api';
import {
  maasModelReadPermission,
  maasModelUpdatePermission,
  type UpdateModel,
} from '@openmaas/backstage-plugin-maas-common';
import type { Router } from 'express';
import { audited } from '../../audit/audited';
import { pageQuery } from '../../http/page';
import type { Authorizer } from '../../permissions/Authorizer';
import type { ModelService } from '../ModelService';
import type { TermsService } from './TermsService';

/** Routes of a model's terms and of what changed about it. @internal */
export function addTermsRoutes(
  router: Router,
  options: {
    authorizer: Authorizer;
    auditor: AuditorService;
    models: ModelService;
    terms: TermsService;
  },
): void {
  const { authorizer, auditor, models, terms } = options;

  router.patch('/models/:id', async (req, res) => {
    const actor = await authorizer.user(req);
    const { id } = req.params;
    const body = req.body as UpdateModel;
    const { version: _, reason, ...wanted } = body;
    const changed = await audited(
      auditor,
      {
        eventId: 'model-update',
        request: req,
        severityLevel: 'medium',
        meta: { model: id, fields: Object.keys(wanted) },
      },
      async () => {
        await authorizer.require(actor, maasModelUpdatePermission);
        return terms.update(id, body, actor);
      },
      ({ version }) => ({ version }),
    );
    res.json(changed);
  });

  router.get('/models/:id/terms', async (req, res) => {
    const actor = await authorizer.user(req);
    await authorizer.require(actor, maasModelUpdatePermission);
    res.json(await terms.get(req.params.id));
  });

  router.get('/models/:id/history', async (req, res) => {
    const caller = await authorizer.userOrService(req);
    await authorizer.require(caller, maasModelReadPermission);
    const { id } = req.params;
    // A hidden model is there only for those who may edit it.
    if (await authorizer.may(caller, maasModelUpdatePermission)) {
      await terms.get(id);
    } else {
      await models.get(id);
    }
    const query = req.query as Record<string, string>;
    res.json(await terms.history(id, pageQuery(query, 'uuid')));
  });
}
