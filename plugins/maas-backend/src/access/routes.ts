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

const PERMISSIONS = {
  read: maasAccessRequestReadPermission,
  decide: maasAccessRequestDecidePermission,
} as const;

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

  /**
   * What the caller may do. Asked for before anything is changed: what comes after a
   * change must not depend on another plugin's answer.
   */
  const scopesOf = (actor: Actor) =>
    authorizer.scopes(actor, PERMISSIONS, accessRequestResourceRef);
  type Scopes = Awaited<ReturnType<typeof scopesOf>>;

  const view = async (
    requests: StoredAccessRequest[],
    actor: Actor,
    may: Scopes,
  ): Promise<AccessRequest[]> => {
    const resources = await access.resources(requests);
    return requests.map((request, index) => {
      const own = request.requesterRef === actor.userRef;
      return presentAccessRequest(request, grants, {
        decide: !own && may.decide.allows(resources[index]),
        withdraw: own,
      });
    });
  };

  /** A request that the caller may read; any other one does not exist for them. */
  const readable = async (id: string, may: Scopes) => {
    const request = await access.get(id);
    const [resource] = await access.resources([request]);
    if (!may.read.allows(resource)) {
      throw new NotFoundError(`There is no access request ${id}`);
    }
    return { request, resource };
  };

  const decide = async (
    req: Request,
    decision: 'approve' | 'deny',
  ): Promise<AccessRequest> => {
    const actor = await authorizer.user(req);
    const { id } = req.params;
    const { reason } = (req.body ?? {}) as { reason?: string };
    const may = await scopesOf(actor);
    const decided = await audited(
      auditor,
      {
        eventId: 'access-request-decide',
        request: req,
        severityLevel: 'medium',
        meta: { requestId: id, decision },
      },
      async () => {
        const { resource } = await readable(id, may);
        if (!may.decide.allows(resource)) {
          throw new NotAllowedError(
            `You may not decide about this request: whoever approves access to the model does`,
          );
        }
        return access[decision](id, actor, reason);
      },
    );
    return (await view([decided], actor, may))[0];
  };

  router.get('/access-requests', async (req, res) => {
    const actor = await authorizer.user(req);
    const { scope = 'mine', ...query } = req.query as Record<string, string>;
    const may = await scopesOf(actor);
    const page = await access.list({
      ...pageQuery(query, 'uuid'),
      criteria: (scope === 'to-decide' ? may.decide : may.read).criteria,
      ...(scope === 'mine' && { requesterRef: actor.userRef }),
      ...(scope === 'to-decide' && {
        state: 'pending',
        notRequesterRef: actor.userRef,
      }),
    });
    res.json({ ...page, items: await view(page.items, actor, may) });
  });

  router.post('/access-requests', async (req, res) => {
    const actor = await authorizer.user(req);
    const body = req.body as CreateAccessRequest;
    const may = await scopesOf(actor);
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
    const [created] = await view([request], actor, may);
    res.status(201).json(created);
  });

  router.get('/access-requests/:id', async (req, res) => {
    const actor = await authorizer.user(req);
    const may = await scopesOf(actor);
    const { request } = await readable(req.params.id, may);
    const [presented] = await view([request], actor, may);
    res.json(presented);
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
    const may = await scopesOf(actor);
    const request = await audited(
      auditor,
      {
        eventId: 'access-request-withdraw',
        request: req,
        severityLevel: 'low',
        meta: { requestId: id },
      },
      async () => {
        await readable(id, may);
        return access.withdraw(id, actor);
      },
    );
    const [withdrawn] = await view([request], actor, may);
    res.json(withdrawn);
  });
}
