import type { AuditorService } from '@backstage/backend-plugin-api';
import {
  type CreateAccessRequest,
  maasAccessRequestCreatePermission,
} from '@openmaas/backstage-plugin-maas-common';
import type { Request, Router } from 'express';
import { audited } from '../audit/audited';
import { readLimit } from '../http/page';
import type { Actor } from '../permissions/Actor';
import type { Authorizer } from '../permissions/Authorizer';
import type { ListRequestsQuery } from './AccessStore';
import type { AccessServices } from './createAccess';
import { addDecisionRoutes } from './decisionRoutes';
import { addDelegationRoutes } from './delegationRoutes';
import { addGrantRoutes } from './grantRoutes';
import type { GrantService } from './GrantService';
import { type RequestScopes, RequestViews } from './RequestViews';
import { OPEN_REQUEST_STATES } from './states';
import { teamRefOf } from './teams';

/** What the routes of access need. @internal */
export interface AccessRoutesOptions extends AccessServices {
  authorizer: Authorizer;
  auditor: AuditorService;
  grants: GrantService;
}

/** What a list of requests can be asked for; the contract has checked it. */
type ListQuery = Partial<
  Pick<ListRequestsQuery, 'cursor' | 'sort' | 'search'>
> & {
  limit?: number;
  scope?: 'mine' | 'to-decide' | 'all';
  state?: ListRequestsQuery['states'];
  team?: string;
  model?: string;
  requester?: string;
};

/**
 * Routes below `/access-requests`, `/delegations` and `/grants`.
 *
 * @internal
 */
export function addAccessRoutes(
  router: Router,
  options: AccessRoutesOptions,
): void {
  const { authorizer, auditor, access, delegations } = options;
  const views = new RequestViews(options);

  /** Which requests a caller asks for. */
  const listOf = async (
    req: Request,
    actor: Actor,
    may: RequestScopes,
  ): Promise<Parameters<typeof access.list>[0]> => {
    const query = req.query as ListQuery;
    const { scope = 'mine' } = query;
    const toDecide = scope === 'to-decide';
    const states = query.state;
    return {
      limit: readLimit(query.limit),
      cursor: query.cursor,
      sort: query.sort ?? '-created',
      search: query.search,
      teamRef: query.team && teamRefOf(query.team),
      modelId: query.model,
      criteria: (toDecide ? may.decide : may.read).criteria,
      requesterRef: scope === 'mine' ? actor.userRef : query.requester,
      states: toDecide
        ? OPEN_REQUEST_STATES.filter(state => states?.includes(state) ?? true)
        : states,
      ...(toDecide && {
        notRequesterRefs: [
          actor.userRef,
          ...(await delegations.representedBy(actor.userRef)),
        ],
      }),
    };
  };

  router.get('/access-requests', async (req, res) => {
    const actor = await authorizer.user(req);
    const may = await views.scopesOf(actor);
    const page = await access.list(await listOf(req, actor, may));
    res.json({ ...page, items: await views.all(page.items, actor, may) });
  });

  router.post('/access-requests', async (req, res) => {
    const actor = await authorizer.user(req);
    const body = req.body as CreateAccessRequest;
    const may = await views.scopesOf(actor);
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
    res.status(201).json(await views.whole(request, actor, may));
  });

  router.post('/access-requests/preview', async (req, res) => {
    const actor = await authorizer.user(req);
    await authorizer.require(actor, maasAccessRequestCreatePermission);
    res.json(await access.preview(req.body as CreateAccessRequest, actor));
  });

  router.get('/access-requests/:id', async (req, res) => {
    const actor = await authorizer.user(req);
    const may = await views.scopesOf(actor);
    const { request } = await views.readable(req.params.id, may);
    res.json(await views.whole(request, actor, may));
  });

  addDecisionRoutes(router, { ...options, views });
  addDelegationRoutes(router, options);
  addGrantRoutes(router, options);
}
