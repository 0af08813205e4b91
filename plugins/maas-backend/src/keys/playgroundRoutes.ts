import type { AuditorService } from '@backstage/backend-plugin-api';
import {
  type CreatePlaygroundKey,
  maasApiKeyCreatePermission,
} from '@openmaas/backstage-plugin-maas-common';
import type { Router } from 'express';
import { audited } from '../audit/audited';
import type { Authorizer } from '../permissions/Authorizer';
import type { PlaygroundKeys } from './PlaygroundKeys';

/** The portal's own gateway plugin, which calls models for people who try them out. */
const PLAYGROUND_SUBJECT = 'plugin:maas-gateway';

/** Routes below `/playground`. @internal */
export function addPlaygroundRoutes(
  router: Router,
  options: {
    authorizer: Authorizer;
    auditor: AuditorService;
    playgroundKeys: PlaygroundKeys;
  },
): void {
  const { authorizer, auditor, playgroundKeys } = options;

  router.post('/playground/keys', async (req, res) => {
    const actor = await authorizer.userThrough(req, PLAYGROUND_SUBJECT);
    const { team } = req.body as CreatePlaygroundKey;
    const key = await audited(
      auditor,
      {
        eventId: 'playground-key-create',
        request: req,
        severityLevel: 'low',
        meta: { team },
      },
      async () => {
        await authorizer.require(actor, maasApiKeyCreatePermission);
        return playgroundKeys.open(team, actor);
      },
      opened => ({ keyId: opened.id }),
    );
    // Nothing between here and the plugin may keep a copy.
    res.setHeader('Cache-Control', 'no-store');
    res.status(201).json(key);
  });
}
