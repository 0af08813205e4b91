import type { RotateKey } from '@openmaas/backstage-plugin-maas-common';
import type { Request, Router } from 'express';
import { audited } from '../audit/audited';
import type { Actor } from '../permissions/Actor';
import { KeyAccess } from './KeyAccess';
import type { KeyRouteOptions } from './routes';

/** Routes by which a key is revealed, rotated, held back and ended. @internal */
export function addKeyLifeRoutes(
  router: Router,
  options: KeyRouteOptions,
): void {
  const { authorizer, auditor, keys, gatewayBaseUrl } = options;

  const withSecret = async (
    req: Request,
    action: 'reveal' | 'rotate',
    makeSecret: (actor: Actor) => Promise<string>,
  ) => {
    const actor = await authorizer.user(req);
    const { id } = req.params;
    const access = await KeyAccess.of(actor, options);
    const secret = await audited(
      auditor,
      {
        eventId: `key-${action}`,
        request: req,
        severityLevel: 'medium',
        meta: { keyId: id },
      },
      async () => {
        await access.require(id, action);
        return makeSecret(actor);
      },
    );
    const [key] = await access.view([await keys.get(id)]);
    return { key, secret, gatewayBaseUrl };
  };

  // Nothing between here and the person may keep a copy.
  const noStore = { 'Cache-Control': 'no-store' };

  router.post('/keys/:id/reveal', async (req, res) => {
    const revealed = await withSecret(req, 'reveal', actor =>
      keys.reveal(req.params.id, actor),
    );
    res.set(noStore).json(revealed);
  });

  router.post('/keys/:id/rotate', async (req, res) => {
    const { graceHours } = (req.body ?? {}) as RotateKey;
    const rotated = await withSecret(req, 'rotate', actor =>
      keys.rotate(req.params.id, actor, graceHours),
    );
    res.set(noStore).json(rotated);
  });

  for (const action of ['suspend', 'resume', 'revoke'] as const) {
    router.post(`/keys/:id/${action}`, async (req, res) => {
      const actor = await authorizer.user(req);
      const { id } = req.params;
      const { reason } = (req.body ?? {}) as { reason?: string };
      const access = await KeyAccess.of(actor, options);
      const key = await audited(
        auditor,
        {
          eventId: `key-${action}`,
          request: req,
          severityLevel: 'medium',
          meta: { keyId: id },
        },
        async () => {
          await access.require(id, action);
          return keys[action](id, actor, reason);
        },
      );
      const [shown] = await access.view([key]);
      res.json(shown);
    });
  }
}
