import { NotAllowedError } from '@backstage/errors';
import {
  type Grant,
  type GrantState,
  maasGrantReadPermission,
  maasGrantUpdatePermission,
} from '@openmaas/backstage-plugin-maas-common';
import {
  type GrantResource,
  grantResourceRef,
} from '@openmaas/backstage-plugin-maas-node';
import type { Request, Router } from 'express';
import { audited } from '../audit/audited';
import { hidden } from '../audit/errors';
import { pageQuery } from '../http/page';
import type { Actor } from '../permissions/Actor';
import type { StoredGrant } from './AccessStore';
import { presentGrant } from './presentation';
import type { AccessRoutesOptions } from './routes';
import { LIVE_GRANT_STATES } from './states';
import { teamRefOf } from './teams';

const PERMISSIONS = {
  read: maasGrantReadPermission,
  update: maasGrantUpdatePermission,
} as const;

/** Routes below `/grants`. @internal */
export function addGrantRoutes(
  router: Router,
  options: Pick<
    AccessRoutesOptions,
    'authorizer' | 'auditor' | 'grants' | 'grantActions'
  >,
): void {
  const { authorizer, auditor, grants, grantActions } = options;

  const scopesOf = (actor: Actor) =>
    authorizer.scopes(actor, PERMISSIONS, grantResourceRef);
  type Scopes = Awaited<ReturnType<typeof scopesOf>>;

  const view = async (stored: StoredGrant[], may: Scopes): Promise<Grant[]> => {
    const resources = await grantActions.resources(stored);
    return stored.map((grant, index) =>
      presentGrant(
        grant,
        grants.stateOf(grant),
        may.update.allows(resources[index]),
      ),
    );
  };

  /** Lets those who may change a grant; for who may not read it, there is none. */
  const requireUpdate = async (
    id: string,
    may: Scopes,
    action: 'suspend' | 'resume' | 'revoke',
  ) => {
    const grant = await grantActions.get(id);
    const [resource] = await grantActions.resources([grant]);
    if (!may.read.allows(resource)) {
      throw hidden('grant', id);
    }
    if (!may.update.allows(resource)) {
      throw new NotAllowedError(
        "You may not change this access: the model's approver and the team's owner do",
      );
    }
    if (action === 'resume' && !may.update.allows(asHeld(grant, resource))) {
      throw new NotAllowedError(
        `${grant.suspendedBy} suspended this access, who does not own the team: ask the model's approver`,
      );
    }
  };

  const change = (
    action: 'suspend' | 'resume' | 'revoke',
    work: (
      id: string,
      by: string,
      reason: string | undefined,
    ) => Promise<StoredGrant>,
  ) =>
    router.post(`/grants/:id/${action}`, async (req, res) => {
      const actor = await authorizer.user(req);
      const { id } = req.params;
      const may = await scopesOf(actor);
      const changed = await audited(
        auditor,
        {
          eventId: `grant-${action}`,
          request: req,
          severityLevel: 'medium',
          meta: { grantId: id },
          target: { kind: 'grant', id },
        },
        async () => {
          await requireUpdate(id, may, action);
          return work(id, actor.userRef, reasonOf(req));
        },
      );
      const [presented] = await view([changed], may);
      res.json(presented);
    });

  router.get('/grants', async (req, res) => {
    const actor = await authorizer.user(req);
    const query = req.query as {
      limit?: number;
      cursor?: string;
      team?: string;
      model?: string;
      state?: GrantState[];
    };
    const may = await scopesOf(actor);
    const page = await grantActions.list({
      ...pageQuery(query, 'uuid'),
      criteria: may.read.criteria,
      teamRef: query.team && teamRefOf(query.team),
      modelId: query.model,
      states: query.state ?? LIVE_GRANT_STATES,
    });
    res.json({ ...page, items: await view(page.items, may) });
  });

  change('suspend', (id, by, reason = '') =>
    grantActions.suspend(id, by, reason),
  );
  change('resume', (id, by, reason) => grantActions.resume(id, by, reason));
  change('revoke', (id, by, reason = '') =>
    grantActions.revoke(id, by, reason),
  );
}

/**
 * A grant as those see it who resume it: what somebody else suspended, no owner of its team
 * has a say in.
 */
function asHeld(grant: StoredGrant, resource: GrantResource): GrantResource {
  const { suspendedBy } = grant;
  return suspendedBy && !resource.teamOwnerRefs.includes(suspendedBy)
    ? { ...resource, teamOwnerRefs: [] }
    : resource;
}

function reasonOf(req: Request): string | undefined {
  return (req.body as { reason?: string } | undefined)?.reason;
}
