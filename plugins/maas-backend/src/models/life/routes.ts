import type { AuditorService } from '@backstage/backend-plugin-api';
import {
  maasModelUpdatePermission,
  type Model,
} from '@openmaas/backstage-plugin-maas-common';
import type { Request, Router } from 'express';
import type { GrantService } from '../../access/GrantService';
import { audited } from '../../audit/audited';
import type { Actor } from '../../permissions/Actor';
import type { Authorizer } from '../../permissions/Authorizer';
import type { ModelDirectory } from '../ModelDirectory';
import { presentAccess } from '../presentation';
import type { LifeService } from './LifeService';

/** Routes that stop a model for everybody, and let it go on. @internal */
export function addModelLifeRoutes(
  router: Router,
  options: {
    authorizer: Authorizer;
    auditor: AuditorService;
    directory: Pick<ModelDirectory, 'find'>;
    grants: Pick<GrantService, 'open'>;
    life: LifeService;
  },
): void {
  const { authorizer, auditor, directory, grants, life } = options;

  const change = async (
    req: Request,
    eventId: string,
    work: (id: string, reason: string, actor: Actor) => Promise<void>,
  ): Promise<Model | undefined> => {
    const actor = await authorizer.user(req);
    const { id } = req.params;
    const { reason = '' } = (req.body ?? {}) as { reason?: string };
    await audited(
      auditor,
      {
        eventId,
        request: req,
        severityLevel: 'high',
        meta: { model: id, reason },
        target: { kind: 'model', id },
      },
      async () => {
        await authorizer.require(actor, maasModelUpdatePermission);
        await work(id, reason, actor);
      },
    );
    const found = await directory.find(id);
    const access = presentAccess(await grants.open(actor.claims, [id]));
    return found && { ...found.model, access };
  };

  router.post('/models/:id/stop', async (req, res) => {
    res.json(
      await change(req, 'model-stop', (id, reason, actor) =>
        life.stop(id, reason, actor),
      ),
    );
  });

  router.post('/models/:id/resume', async (req, res) => {
    res.json(
      await change(req, 'model-resume', (id, reason, actor) =>
        life.resume(id, reason, actor),
      ),
    );
  });
}
