import { NotFoundError } from '@backstage/errors';
import {
  maasModelReadPermission,
  maasModelUpdatePermission,
  maasUsageReadPermission,
  type Model,
  type ModelHealth,
} from '@openmaas/backstage-plugin-maas-common';
import { usageResourceRef } from '@openmaas/backstage-plugin-maas-node';
import type { Request, Router } from 'express';
import type { GrantService } from '../access/GrantService';
import { teamRefOf } from '../access/teams';
import type { AllowanceService } from '../accounts/AllowanceService';
import { hidden } from '../audit/errors';
import { HealthService } from '../health/HealthService';
import type { Authorizer } from '../permissions/Authorizer';
import { groupBy } from '../util/groupBy';
import { readListQuery } from './listQuery';
import type { ModelDirectory } from './ModelDirectory';
import type { ModelService } from './ModelService';
import { type DirectoryModel, presentAccess } from './presentation';

type Caller = Awaited<ReturnType<Authorizer['userOrService']>>;

/** Routes below `/models`. @internal */
export function addModelRoutes(
  router: Router,
  options: {
    authorizer: Authorizer;
    allowances: AllowanceService;
    directory: ModelDirectory;
    grants: GrantService;
    health: HealthService;
    models: ModelService;
  },
): void {
  const { authorizer, allowances, directory, grants, health, models } = options;

  const reader = async (req: Request) => {
    const caller = await authorizer.userOrService(req);
    await authorizer.require(caller, maasModelReadPermission);
    return caller;
  };

  /** @param claims - whose grants are shown beside the models */
  const withAccess = async (
    found: DirectoryModel[],
    claims: string[],
  ): Promise<Model[]> => {
    const ids = found.map(({ id }) => id);
    const open = groupBy(
      await grants.open(claims, ids),
      ({ modelId }) => modelId,
    );
    return found.map(model => ({
      ...model,
      access: presentAccess(open.get(model.id) ?? []),
    }));
  };

  /** Whose usage somebody may see. */
  const usageScope = async (caller: Caller) => {
    const { read } = await authorizer.scopes(
      caller,
      { read: maasUsageReadPermission },
      usageResourceRef,
    );
    return read;
  };

  /** The model of a path; a hidden one is there only for those who may edit it. */
  const modelOf = async (req: Request, caller: Caller) => {
    const { id } = req.params;
    const found = await directory.find(id);
    if (!found) {
      throw new NotFoundError(`There is no model "${id}"`);
    }
    const maySee =
      found.model.visibility !== 'hidden' ||
      (await authorizer.may(caller, maasModelUpdatePermission));
    if (!maySee) {
      throw hidden('model', id);
    }
    return found;
  };

  /** The team that a list is asked for, as its members and readers of its usage may. */
  const visibleTeam = async (team: string, caller: Caller) => {
    const teamRef = teamRefOf(team);
    const maySee =
      caller.claims.includes(teamRef) ||
      (await usageScope(caller)).allows({ teamRef });
    if (!maySee) {
      throw hidden('team', teamRef);
    }
    return teamRef;
  };

  router.get('/models', async (req, res) => {
    const caller = await reader(req);
    const { mine, team, ...query } = readListQuery(req);
    if (query.hidden) {
      await authorizer.require(caller, maasModelUpdatePermission);
    }
    const teamRef = team && (await visibleTeam(team, caller));
    const callable = async (teamRefs: string[]) =>
      (await grants.live(teamRefs)).map(({ modelId }) => modelId);
    const page = await directory.list({
      ...query,
      among: [
        ...query.among,
        ...(mine ? [await callable(caller.claims)] : []),
        ...(teamRef ? [await callable([teamRef])] : []),
      ],
    });
    const claims = teamRef ? [teamRef] : caller.claims;
    res.json({ ...page, items: await withAccess(page.items, claims) });
  });

  router.get('/models/facets', async (req, res) => {
    await reader(req);
    res.json(await directory.facets());
  });

  router.get('/models/:id', async (req, res) => {
    const caller = await reader(req);
    const { model } = await modelOf(req, caller);
    const [presented] = await withAccess([model], caller.claims);
    // A card is long: lists do without.
    const card = await models.cardOf(model.id);
    res.json({ ...presented, ...(card && { card }) });
  });

  router.get('/models/:id/health', async (req, res) => {
    const caller = await reader(req);
    const { model, servers, healthyServers } = await modelOf(req, caller);
    const answer: ModelHealth = {
      status: model.status,
      speed: model.speed,
      servers,
      healthyServers,
      pointSeconds: HealthService.POINT_SECONDS,
      points: await health.points(model.id),
    };
    res.json(answer);
  });

  router.get('/models/:id/allowances', async (req, res) => {
    const caller = await reader(req);
    const { model } = await modelOf(req, caller);
    const scope = await usageScope(caller);
    const items = await allowances.of(model.id, caller.claims, teamRef =>
      teamRef === undefined
        ? scope.criteria === undefined
        : scope.allows({ teamRef }),
    );
    res.json({ items });
  });
}
