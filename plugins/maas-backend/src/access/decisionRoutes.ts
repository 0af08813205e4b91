import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import type {
  Approval,
  BulkDecision,
  BulkDecisionResult,
} from '@openmaas/backstage-plugin-maas-common';
import type { AccessRequestResource } from '@openmaas/backstage-plugin-maas-node';
import type { Request, Router } from 'express';
import { type AuditedAction, audited } from '../audit/audited';
import { publicMessage } from '../audit/errors';
import type { Actor } from '../permissions/Actor';
import type { StoredAccessRequest } from './AccessStore';
import type { Decider } from './RequestChanges';
import type { RequestScopes, RequestViews } from './RequestViews';
import type { AccessRoutesOptions } from './routes';
import { openPosition } from './steps';

/** Something that a person does about a request. */
interface Deed {
  eventId: string;
  severityLevel: AuditedAction['severityLevel'];
  /** For the audit log. */
  decision?: string;
  /** @throws NotAllowedError where the caller may not */
  check?: (
    request: StoredAccessRequest,
    resource: AccessRequestResource,
  ) => void;
  /** Takes the request as it was when that was checked. */
  work: (request: StoredAccessRequest) => Promise<StoredAccessRequest>;
}

/** Routes that change an access request. @internal */
export function addDecisionRoutes(
  router: Router,
  options: AccessRoutesOptions & { views: RequestViews },
): void {
  const { access, authorizer, auditor, conversations, decisions, views } =
    options;

  /** Does something about a request that the caller may read, and leaves a trace. */
  const perform = async (
    req: Request,
    id: string,
    may: RequestScopes,
    deed: Deed,
  ): Promise<StoredAccessRequest> =>
    audited(
      auditor,
      {
        eventId: deed.eventId,
        request: req,
        severityLevel: deed.severityLevel,
        meta: {
          requestId: id,
          ...(deed.decision && { decision: deed.decision }),
        },
        target: { kind: 'access-request', id },
      },
      async () => {
        const { request, resource } = await views.readable(id, may);
        deed.check?.(request, resource);
        return deed.work(request);
      },
    );

  /** That the caller may decide. */
  const decides =
    (may: RequestScopes): Deed['check'] =>
    (_, resource) => {
      if (!may.decide.allows(resource)) {
        throw new NotAllowedError(
          'You may not decide about this request: those whom its open step names do',
        );
      }
    };

  /**
   * Agrees to the open step, and to those after it that the same person may decide too:
   * nobody is asked twice.
   */
  const approve = async (
    request: StoredAccessRequest,
    actor: Actor,
    may: RequestScopes,
    body: Approval,
  ): Promise<StoredAccessRequest> => {
    const { id } = request;
    let decided = await decisions.approve(id, deciderOf(actor, request), body);
    while (openPosition(decided) >= 0) {
      const [resource] = await access.resources([decided]);
      if (!may.decide.allows(resource)) {
        break;
      }
      try {
        decided = await decisions.approve(id, deciderOf(actor, decided), {
          reason: body.reason,
        });
      } catch (error) {
        if (!(error instanceof ConflictError)) {
          throw error;
        }
        // Somebody else was faster; what was agreed to before holds.
        return access.get(id);
      }
    }
    return decided;
  };

  const decide = (
    id: string,
    actor: Actor,
    may: RequestScopes,
    decision: BulkDecision['decision'],
    body: Approval,
  ): Deed => ({
    eventId: 'access-request-decide',
    severityLevel: 'medium',
    decision,
    check: decides(may),
    work: request =>
      decision === 'approve'
        ? approve(request, actor, may, body)
        : decisions.deny(id, deciderOf(actor, request), body.reason ?? ''),
  });

  /** Answers a call that does something about one request. */
  const route = (
    path: string,
    deedOf: (req: Request, actor: Actor, may: RequestScopes) => Deed,
  ) =>
    router.post(`/access-requests/:id/${path}`, async (req, res) => {
      const actor = await authorizer.user(req);
      const may = await views.scopesOf(actor);
      const deed = deedOf(req, actor, may);
      const done = await perform(req, req.params.id, may, deed);
      res.json(await views.whole(done, actor, may));
    });

  // Before the routes of one request: its name would be taken for an id.
  router.post('/access-requests/decisions', async (req, res) => {
    const actor = await authorizer.user(req);
    const { ids, decision, reason } = req.body as BulkDecision;
    if (decision === 'deny' && !reason?.trim()) {
      throw new InputError('Say why: a denial needs a reason');
    }
    const may = await views.scopesOf(actor);
    const result: BulkDecisionResult = { items: [] };
    for (const id of ids) {
      const deed = decide(id, actor, may, decision, { reason });
      try {
        const { state } = await perform(req, id, may, deed);
        result.items.push({ id, ok: true, state });
      } catch (error) {
        result.items.push({ id, ok: false, error: publicMessage(error) });
      }
    }
    res.json(result);
  });

  route('approve', (req, actor, may) =>
    decide(req.params.id, actor, may, 'approve', (req.body ?? {}) as Approval),
  );
  route('deny', (req, actor, may) =>
    decide(req.params.id, actor, may, 'deny', req.body as Approval),
  );
  route('ask-back', (req, actor, may) => ({
    eventId: 'access-request-ask-back',
    severityLevel: 'low',
    check: decides(may),
    work: request =>
      conversations.askBack(
        req.params.id,
        deciderOf(actor, request),
        textOf(req),
      ),
  }));
  route('answer', (req, actor) => ({
    eventId: 'access-request-answer',
    severityLevel: 'low',
    work: () => conversations.answer(req.params.id, actor, textOf(req)),
  }));
  route('comments', (req, actor, may) => ({
    eventId: 'access-request-comment',
    severityLevel: 'low',
    check: (request, resource) => {
      const own = request.requesterRef === actor.userRef;
      if (!own && !may.comment.allows(resource)) {
        throw new NotAllowedError('You may not comment on this request');
      }
    },
    work: () => conversations.comment(req.params.id, actor, textOf(req)),
  }));
  route('withdraw', (req, actor) => ({
    eventId: 'access-request-withdraw',
    severityLevel: 'low',
    work: () => decisions.withdraw(req.params.id, actor),
  }));
}

/** Somebody who may decide the step that a request waits at, and no other one. */
function deciderOf(actor: Actor, request: StoredAccessRequest): Decider {
  return { ...actor, step: openPosition(request) };
}

function textOf(req: Request): string {
  return (req.body as { text: string }).text;
}
