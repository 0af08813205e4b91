import type {
  AuditorService,
  AuditorServiceEventSeverityLevel,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  type ApproveModelRequest,
  type AvailableModelRequest,
  type CreateModelRequest,
  type JoinModelRequest,
  type ListModelRequestsQuery,
  maasModelRequestCreatePermission,
  maasModelRequestDecidePermission,
  maasModelRequestReadPermission,
  type ModelRequest,
  type SimilarModels,
} from '@openmaas/backstage-plugin-maas-common';
import type { Request, Router } from 'express';
import type { GrantService } from '../access/GrantService';
import { audited } from '../audit/audited';
import { readLimit } from '../http/page';
import { presentAccess } from '../models/presentation';
import type { Actor } from '../permissions/Actor';
import type { Authorizer } from '../permissions/Authorizer';
import { groupBy } from '../util/groupBy';
import type { ModelRequestDecisions } from './ModelRequestDecisions';
import type { ModelRequestService } from './ModelRequestService';
import type { StoredModelRequest } from './ModelRequestStore';
import { presentModelRequest } from './presentation';

type Reason = { reason?: string };

/** Routes below `/model-requests`. @internal */
export function addModelRequestRoutes(
  router: Router,
  options: {
    authorizer: Authorizer;
    auditor: AuditorService;
    grants: GrantService;
    modelRequests: ModelRequestService;
    modelDecisions: ModelRequestDecisions;
  },
): void {
  const { authorizer, auditor, grants, modelRequests, modelDecisions } =
    options;

  /**
   * Who calls, and what they may do. Asked for before anything is changed: what comes
   * after a change must not depend on another plugin's answer.
   */
  const reader = async (req: Request) => {
    const actor = await authorizer.user(req);
    await authorizer.require(actor, maasModelRequestReadPermission);
    const [create, decide] = await Promise.all([
      authorizer.may(actor, maasModelRequestCreatePermission),
      authorizer.may(actor, maasModelRequestDecidePermission),
    ]);
    return { actor, may: { create, decide } };
  };
  type Reader = Awaited<ReturnType<typeof reader>>;

  const present = async (
    request: StoredModelRequest,
    { actor, may }: Reader,
  ): Promise<ModelRequest> =>
    presentModelRequest(
      request,
      actor,
      may,
      await modelRequests.timeline(request.id),
    );

  /** Does something to the request of a path, and answers with what it is then. */
  const changing = (
    path: string,
    change: {
      eventId: string;
      severityLevel: AuditorServiceEventSeverityLevel;
      meta?: { decision: string };
      may: (may: Reader['may']) => boolean;
      work: (
        id: string,
        actor: Actor,
        body: unknown,
      ) => Promise<StoredModelRequest>;
    },
  ) => {
    const { eventId, severityLevel, meta, may, work } = change;
    router.post(`/model-requests/:id/${path}`, async (req, res) => {
      const { id } = req.params;
      const caller = await reader(req);
      const request = await audited(
        auditor,
        {
          eventId,
          request: req,
          severityLevel,
          meta: { modelRequestId: id, ...meta },
        },
        async () => {
          if (!may(caller.may)) {
            throw new NotAllowedError(
              meta
                ? 'You may not decide about requests for models: the platform team does'
                : 'You may only read requests for models',
            );
          }
          return work(id, caller.actor, req.body ?? {});
        },
        changed => ({ state: changed.state }),
      );
      res.json(await present(request, caller));
    });
  };

  const deciding = (
    path: string,
    work: (
      id: string,
      actor: Actor,
      body: unknown,
    ) => Promise<StoredModelRequest>,
  ) =>
    changing(path, {
      eventId: 'model-request-decide',
      severityLevel: 'medium',
      meta: { decision: path },
      may: ({ decide }) => decide,
      work,
    });

  router.get('/model-requests', async (req, res) => {
    const { actor, may } = await reader(req);
    const query = req.query as ListModelRequestsQuery;
    const page = await modelRequests.list({
      limit: readLimit(query?.limit),
      cursor: query?.cursor,
      sort: query?.sort ?? '-created',
      ofUser: query?.scope === 'mine' ? actor.userRef : undefined,
      states: query?.state,
      search: query?.search,
    });
    res.json({
      ...page,
      items: page.items.map(item => presentModelRequest(item, actor, may)),
    });
  });

  router.post('/model-requests', async (req, res) => {
    const body = req.body as CreateModelRequest;
    const caller = await reader(req);
    const { actor } = caller;
    const request = await audited(
      auditor,
      {
        eventId: 'model-request-create',
        request: req,
        severityLevel: 'low',
        meta: { team: body.team, model: body.model, source: body.source.uri },
      },
      async () => {
        await authorizer.require(actor, maasModelRequestCreatePermission);
        return modelRequests.create(body, actor, req.header('idempotency-key'));
      },
      created => ({ modelRequestId: created.id }),
    );
    res.status(201).json(await present(request, caller));
  });

  router.get('/model-requests/similar', async (req, res) => {
    const { actor, may } = await reader(req);
    const { to } = req.query as { to: string };
    const { models, requests } = await modelRequests.similar(to);
    const ids = models.map(({ id }) => id);
    const open = groupBy(
      await grants.open(actor.claims, ids),
      ({ modelId }) => modelId,
    );
    const answer: SimilarModels = {
      models: models.map(model => ({
        ...model,
        access: presentAccess(open.get(model.id) ?? []),
      })),
      requests: requests.map(item => presentModelRequest(item, actor, may)),
    };
    res.json(answer);
  });

  router.get('/model-requests/:id', async (req, res) => {
    const caller = await reader(req);
    const [request] = await modelRequests.find([req.params.id]);
    if (!request) {
      throw new NotFoundError(`There is no model request ${req.params.id}`);
    }
    res.json(await present(request, caller));
  });

  changing('join', {
    eventId: 'model-request-join',
    severityLevel: 'low',
    may: ({ create }) => create,
    work: (id, actor, body) =>
      modelRequests.join(id, body as JoinModelRequest, actor),
  });
  changing('leave', {
    eventId: 'model-request-leave',
    severityLevel: 'low',
    may: ({ create }) => create,
    work: (id, actor) => modelRequests.leave(id, actor),
  });
  changing('withdraw', {
    eventId: 'model-request-withdraw',
    severityLevel: 'low',
    // Whoever made it may, and nobody else: the service says so.
    may: () => true,
    work: (id, actor) => modelRequests.withdraw(id, actor),
  });
  changing('comments', {
    eventId: 'model-request-comment',
    severityLevel: 'low',
    may: ({ create, decide }) => create || decide,
    work: (id, actor, body) =>
      modelRequests.comment(id, (body as { text: string }).text, actor),
  });

  deciding('review', (id, actor, body) =>
    modelDecisions.review(id, actor, (body as Reason).reason),
  );
  deciding('approve', (id, actor, body) =>
    modelDecisions.approve(id, actor, body as ApproveModelRequest),
  );
  deciding('decline', (id, actor, body) =>
    modelDecisions.decline(id, actor, (body as { reason: string }).reason),
  );
  deciding('deploying', (id, actor, body) =>
    modelDecisions.deploying(id, actor, (body as Reason).reason),
  );
  deciding('available', (id, actor, body) =>
    modelDecisions.available(id, actor, body as AvailableModelRequest),
  );
}
