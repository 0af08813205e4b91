import type { AuditorService } from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  type ApiKey,
  type CreateKey,
  maasApiKeyCreatePermission,
  maasApiKeyReadPermission,
  maasApiKeyRevealPermission,
  maasApiKeyRevokePermission,
} from '@openmaas/backstage-plugin-maas-common';
import { apiKeyResourceRef } from '@openmaas/backstage-plugin-maas-node';
import type { Router } from 'express';
import { audited } from '../audit/audited';
import { pageQuery } from '../http/page';
import type { Actor } from '../permissions/Actor';
import type { Authorizer } from '../permissions/Authorizer';
import type { KeyService } from './KeyService';
import type { StoredKey } from './KeyStore';
import { presentKey } from './presentation';

const PERMISSIONS = {
  read: maasApiKeyReadPermission,
  reveal: maasApiKeyRevealPermission,
  revoke: maasApiKeyRevokePermission,
} as const;

/** Routes below `/keys`. @internal */
export function addKeyRoutes(
  router: Router,
  options: {
    authorizer: Authorizer;
    auditor: AuditorService;
    keys: KeyService;
    /** Base URL for OpenAI clients, ending in `/v1`. */
    gatewayBaseUrl: string;
  },
): void {
  const { authorizer, auditor, keys, gatewayBaseUrl } = options;

  const scopeOf = (actor: Actor, action: keyof typeof PERMISSIONS) =>
    authorizer.scope(actor, PERMISSIONS[action], apiKeyResourceRef);

  /**
   * How the caller sees keys. Made before anything is changed: what comes after a change
   * must not depend on another plugin's answer, least of all where a secret is shown
   * only once.
   */
  const viewOf = async (actor: Actor) => {
    const [reveal, revoke] = await Promise.all([
      scopeOf(actor, 'reveal'),
      scopeOf(actor, 'revoke'),
    ]);
    return async (found: StoredKey[]): Promise<ApiKey[]> => {
      const models = await keys.modelsOf(found);
      return found.map((key, index) =>
        presentKey(key, keys.stateOf(key), models[index], {
          reveal: key.makerRef === actor.userRef && reveal.allows(key),
          revoke: revoke.allows(key),
        }),
      );
    };
  };

  /** A key that the caller may read; any other one does not exist for them. */
  const readable = async (id: string, actor: Actor): Promise<StoredKey> => {
    const [key, scope] = await Promise.all([
      keys.get(id),
      scopeOf(actor, 'read'),
    ]);
    if (!scope.allows(key)) {
      throw new NotFoundError(`There is no key ${id}`);
    }
    return key;
  };

  const requireOn = async (
    key: StoredKey,
    actor: Actor,
    action: keyof typeof PERMISSIONS,
  ): Promise<void> => {
    if (!(await scopeOf(actor, action)).allows(key)) {
      throw new NotAllowedError(`You may not ${action} this key`);
    }
  };

  router.get('/keys', async (req, res) => {
    const actor = await authorizer.user(req);
    const { scope, ...query } = req.query as Record<string, string>;
    const page = await keys.list({
      ...pageQuery(query, 'uuid'),
      criteria: (await scopeOf(actor, 'read')).criteria,
      makerRef: scope === 'mine' ? actor.userRef : undefined,
    });
    const view = await viewOf(actor);
    res.json({ ...page, items: await view(page.items) });
  });

  router.post('/keys', async (req, res) => {
    const actor = await authorizer.user(req);
    const body = req.body as CreateKey;
    const view = await viewOf(actor);
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
    const [created] = await view([key]);
    res.status(201).json(created);
  });

  router.get('/keys/:id', async (req, res) => {
    const actor = await authorizer.user(req);
    const view = await viewOf(actor);
    const [key] = await view([await readable(req.params.id, actor)]);
    res.json(key);
  });

  router.post('/keys/:id/reveal', async (req, res) => {
    const actor = await authorizer.user(req);
    const { id } = req.params;
    const view = await viewOf(actor);
    const secret = await audited(
      auditor,
      {
        eventId: 'key-reveal',
        request: req,
        severityLevel: 'medium',
        meta: { keyId: id },
      },
      async () => {
        await requireOn(await readable(id, actor), actor, 'reveal');
        return keys.reveal(id, actor);
      },
    );
    const [key] = await view([await keys.get(id)]);
    // Nothing between here and the person may keep a copy.
    res.setHeader('Cache-Control', 'no-store');
    res.json({ key, secret, gatewayBaseUrl });
  });

  router.post('/keys/:id/revoke', async (req, res) => {
    const actor = await authorizer.user(req);
    const { id } = req.params;
    const view = await viewOf(actor);
    const key = await audited(
      auditor,
      {
        eventId: 'key-revoke',
        request: req,
        severityLevel: 'medium',
        meta: { keyId: id },
      },
      async () => {
        await requireOn(await readable(id, actor), actor, 'revoke');
        return keys.revoke(id, actor);
      },
    );
    const [revoked] = await view([key]);
    res.json(revoked);
  });
}
