import type { AuditorService } from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  type AccessRequest,
  type CreateAccessRequest,
  maasAccessRequestCreatePermission,
  maasAccessRequestDecidePermission,
  maasAccessRequestReadPermission,
} from '@openmaas/backstage-plugin-maas-common';
import { accessRequestResourceRef } from '@openmaas/backstage-plugin-maas-node';
import type { Request, Router } from 'express';
import { audited } from '../audit/audited';
import { pageQuery } from '../http/page';
import type { Actor } from '../permissions/Actor';
import type { Authorizer } from '../permissions/Authorizer';
import type { AccessService } from './AccessService';
import type { StoredAccessRequest } from './AccessStore';
import type { GrantService } from './GrantService';
import { presentAccessRequest } from './presentation';

/** Routes below `/access-requests`. @internal */
export function addAccessRoutes(
  router: Router,
  options: {
    authorizer: Authorizer;
    auditor: AuditorService;
    access: AccessService;
    grants: GrantService;
  },
): void {
  const { authorizer, auditor, access, grants } = options;

  const scopeOf = (actor: Actor, action: 'read' | 'decide') =>
    authorizer.scope(
      actor,
      action === 'read'
        ? maasAccessRequestReadPermission
        : maasAccessRequestDecidePermission,
      accessRequestResourceRef,
    );

  const present = async (
    requests: StoredAccessRequest[],
    actor: Actor,
  ): Promise<AccessRequest[]> => {
    const [resources, decide] = await Promise.all([
      access.resources(requests),
      scopeOf(actor, 'decide'),
    ]);
    return requests.map((request, index) => {
      const own = request.requesterRef === actor.userRef;
      return presentAccessRequest(request, grants, {
        decide: !own && decide.allows(resources[index]),
        withdraw: own,
      });
    });
  };

  const presentOne = async (request: StoredAccessRequest, actor: Actor) =>
    (await present([request], actor))[0];

  /** A request that the caller may read; any other one does not exist for them. */
  const readable = async (
    id: string,
    actor: Actor,
  ): Promise<StoredAccessRequest> => {
    const [request, scope] = await Promise.all([
      access.get(id),
      scopeOf(actor, 'read'),
    ]);
    const [resource] = await access.resources([request]);
    if (!scope.allows(resource)) {
      throw new NotFoundError(`There is no access request ${id}`);
    }
    return request;
  };

  const decide = async (
    req: Request,
    decision: 'approve' | 'deny',
  ): Promise<AccessRequest> => {
    const actor = await authorizer.user(req);
    const { id } = req.params;
    const { reason } = (req.body ?? {}) as { reason?: string };
    const decided = await audited(
      auditor,
      {
        eventId: 'access-request-decide',
        request: req,
        severityLevel: 'medium',
        meta: { requestId: id, decision },
      },
      async () => {
        const request = await readable(id, actor);
        const scope = await scopeOf(actor, 'decide');
        const [resource] = await access.resources([request]);
        if (!scope.allows(resource)) {
          throw new NotAllowedError(
            `You may not decide about this request: the owner of the model does`,
          );
        }
        return access[decision](id, actor, reason);
      },
    );
    return presentOne(decided, actor);
  };

  router.get('/access-requests', async (req, res) => {
    const actor = await authorizer.user(req);
    const { scope = 'mine', ...query } = req.query as Record<string, string>;
    const read = await scopeOf(
      actor,
      scope === 'to-decide' ? 'decide' : 'read',
    );
    const page = await access.list({
      ...pageQuery(query, 'uuid'),
      criteria: read.criteria,
      ...(scope === 'mine' && { requesterRef: actor.userRef }),
      ...(scope === 'to-decide' && {
        state: 'pending',
        notRequesterRef: actor.userRef,
      }),
    });
    res.json({ ...page, items: await present(page.items, actor) });
  });

  router.post('/access-requests', async (req, res) => {
    const actor = await authorizer.user(req);
    const body = req.body as CreateAccessRequest;
    const request = await audited(
      auditor,
      {
        eventId: 'access-request-create',
        request: req,
        severityLevel: 'low',
        meta: { team: body.team, models: body.models, plan: body.plan },
      },
      async () => {
        await authorizer.require(actor, maasAccessRequestCreatePermission);
        return access.create(body, actor, req.header('idempotency-key'));
      },
      created => ({ requestId: created.id, state: created.state }),
    );
    res.status(201).json(await presentOne(request, actor));
  });

  router.get('/access-requests/:id', async (req, res) => {
    const actor = await authorizer.user(req);
    const request = await readable(req.params.id, actor);
    res.json(await presentOne(request, actor));
  });

  router.post('/access-requests/:id/approve', async (req, res) => {
    res.json(await decide(req, 'approve'));
  });

  router.post('/access-requests/:id/deny', async (req, res) => {
    res.json(await decide(req, 'deny'));
  });

  router.post('/access-requests/:id/withdraw', async (req, res) => {
    const actor = await authorizer.user(req);
    const { id } = req.params;
    const request = await audited(
      auditor,
      {
        eventId: 'access-request-withdraw',
        request: req,
        severityLevel: 'low',
        meta: { requestId: id },
      },
      async () => {
        await readable(id, actor);
        return access.withdraw(id, actor);
      },
    );
    res.json(await presentOne(request, actor));
  });
}
