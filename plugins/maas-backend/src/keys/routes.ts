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

  /**
   * What the caller may do. Asked for before anything is changed: what comes after a
   * change must not depend on another plugin's answer, least of all where a secret is
   * shown only once.
   */
  const scopesOf = (actor: Actor) =>
    authorizer.scopes(actor, PERMISSIONS, apiKeyResourceRef);
  type Scopes = Awaited<ReturnType<typeof scopesOf>>;

  const view = async (
    found: StoredKey[],
    actor: Actor,
    may: Scopes,
  ): Promise<ApiKey[]> => {
    const [models, lastUses] = await Promise.all([
      keys.modelsOf(found),
      keys.lastUses(found),
    ]);
    return found.map((key, index) => {
      const permissions = {
        reveal: key.makerRef === actor.userRef && may.reveal.allows(key),
        revoke: may.revoke.allows(key),
      };
      return presentKey(
        key,
        keys.stateOf(key),
        models[index],
        permissions,
        lastUses.get(key.id),
      );
    });
  };

  /** A key that the caller may read; any other one does not exist for them. */
  const readable = async (id: string, may: Scopes): Promise<StoredKey> => {
    const key = await keys.get(id);
    if (!may.read.allows(key)) {
      throw new NotFoundError(`There is no key ${id}`);
    }
    return key;
  };

  const requireOn = async (
    id: string,
    may: Scopes,
    action: 'reveal' | 'revoke',
  ): Promise<void> => {
    if (!may[action].allows(await readable(id, may))) {
      throw new NotAllowedError(`You may not ${action} this key`);
    }
  };

  router.get('/keys', async (req, res) => {
    const actor = await authorizer.user(req);
    const { scope, kind, ...query } = req.query as Record<string, string>;
    const may = await scopesOf(actor);
    const page = await keys.list({
      ...pageQuery(query, 'uuid'),
      criteria: may.read.criteria,
      makerRef: scope === 'mine' ? actor.userRef : undefined,
      withPlayground: kind === 'all',
    });
    res.json({ ...page, items: await view(page.items, actor, may) });
  });

  router.post('/keys', async (req, res) => {
    const actor = await authorizer.user(req);
    const body = req.body as CreateKey;
    const may = await scopesOf(actor);
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
    const [created] = await view([key], actor, may);
    res.status(201).json(created);
  });

  router.get('/keys/:id', async (req, res) => {
    const actor = await authorizer.user(req);
    const may = await scopesOf(actor);
    const [key] = await view([await readable(req.params.id, may)], actor, may);
    res.json(key);
  });

  router.post('/keys/:id/reveal', async (req, res) => {
    const actor = await authorizer.user(req);
    const { id } = req.params;
    const may = await scopesOf(actor);
    const secret = await audited(
      auditor,
      {
        eventId: 'key-reveal',
        request: req,
        severityLevel: 'medium',
        meta: { keyId: id },
      },
      async () => {
        await requireOn(id, may, 'reveal');
        return keys.reveal(id, actor);
      },
    );
    const [key] = await view([await keys.get(id)], actor, may);
    // Nothing between here and the person may keep a copy.
    res.setHeader('Cache-Control', 'no-store');
    res.json({ key, secret, gatewayBaseUrl });
  });

  router.post('/keys/:id/revoke', async (req, res) => {
    const actor = await authorizer.user(req);
    const { id } = req.params;
    const may = await scopesOf(actor);
    const key = await audited(
      auditor,
      {
        eventId: 'key-revoke',
        request: req,
        severityLevel: 'medium',
        meta: { keyId: id },
      },
      async () => {
        await requireOn(id, may, 'revoke');
        return keys.revoke(id, actor);
      },
    );
    const [revoked] = await view([key], actor, may);
    res.json(revoked);
  });
}
