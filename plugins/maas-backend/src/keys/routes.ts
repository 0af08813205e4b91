import type { AuditorService } from '@backstage/backend-plugin-api';
import {
  type CreateKey,
  type ListKeysQuery,
  maasApiKeyCreatePermission,
  type UpdateKey,
} from '@openmaas/backstage-plugin-maas-common';
import type { Router } from 'express';
import { teamRefOf } from '../access/teams';
import { audited } from '../audit/audited';
import { readLimit } from '../http/page';
import { addBulkKeyRoutes } from './bulkRoutes';
import { KeyAccess, type KeyAccessOptions } from './KeyAccess';
import { addKeyLifeRoutes } from './lifeRoutes';

/** What routes of keys need. @internal */
export interface KeyRouteOptions extends KeyAccessOptions {
  auditor: AuditorService;
  /** Base URL for OpenAI clients, ending in `/v1`. */
  gatewayBaseUrl: string;
}

/** Routes below `/keys`. @internal */
export function addKeyRoutes(router: Router, options: KeyRouteOptions): void {
  const { authorizer, auditor, keys, keyDirectory } = options;

  router.get('/keys', async (req, res) => {
    const actor = await authorizer.user(req);
    const query = req.query as ListKeysQuery;
    const access = await KeyAccess.of(actor, options);
    const page = await keyDirectory.list({
      limit: readLimit(query.limit),
      cursor: query.cursor,
      sort: query.sort,
      search: query.search,
      criteria: access.readable,
      makerRef: query.scope === 'mine' ? actor.userRef : undefined,
      teamRef: query.team === undefined ? undefined : teamRefOf(query.team),
      states: query.state,
      unusedDays: query.unusedDays,
      withPlayground: query.kind === 'all',
    });
    res.json({ ...page, items: await access.view(page.items) });
  });

  router.post('/keys', async (req, res) => {
    const actor = await authorizer.user(req);
    const body = req.body as CreateKey;
    const access = await KeyAccess.of(actor, options);
    const key = await audited(
      auditor,
      {
        eventId: 'key-create',
        request: req,
        severityLevel: 'low',
        meta: { team: body.team },
      },
      async () => {
        await authorizer.require(actor, maasApiKeyCreatePermission);
        return keys.create(body, actor, req.header('idempotency-key'));
      },
      created => ({ keyId: created.id }),
    );
    const [created] = await access.view([key]);
    res.status(201).json(created);
  });

  // Before those of one key, whose id could be anything.
  addBulkKeyRoutes(router, options);

  router.get('/keys/:id', async (req, res) => {
    const actor = await authorizer.user(req);
    const access = await KeyAccess.of(actor, options);
    const { key } = await access.get(req.params.id);
    const [shown] = await access.view([key]);
    res.json(shown);
  });

  router.patch('/keys/:id', async (req, res) => {
    const actor = await authorizer.user(req);
    const { id } = req.params;
    const access = await KeyAccess.of(actor, options);
    const key = await audited(
      auditor,
      {
        eventId: 'key-update',
        request: req,
        severityLevel: 'medium',
        meta: { keyId: id },
      },
      async () => {
        await access.require(id, 'update');
        return keys.update(id, req.body as UpdateKey, actor);
      },
    );
    const [updated] = await access.view([key]);
    res.json(updated);
  });

  addKeyLifeRoutes(router, options);
}
