import {
  maasDelegationUpdatePermission,
  type SetDelegation,
} from '@openmaas/backstage-plugin-maas-common';
import type { Router } from 'express';
import { audited } from '../audit/audited';
import { presentDelegations } from './presentation';
import type { AccessRoutesOptions } from './routes';

/** Routes below `/delegations`: everybody's own. @internal */
export function addDelegationRoutes(
  router: Router,
  options: Pick<AccessRoutesOptions, 'authorizer' | 'auditor' | 'delegations'>,
): void {
  const { authorizer, auditor, delegations } = options;

  router.get('/delegations', async (req, res) => {
    const actor = await authorizer.user(req);
    res.json(presentDelegations(await delegations.of(actor.userRef)));
  });

  router.put('/delegations', async (req, res) => {
    const actor = await authorizer.user(req);
    const body = req.body as SetDelegation;
    const set = await audited(
      auditor,
      {
        eventId: 'delegation-set',
        request: req,
        severityLevel: 'medium',
        meta: { to: body.to, endsAt: body.endsAt },
        target: { kind: 'delegation', id: actor.userRef },
      },
      async () => {
        await authorizer.require(actor, maasDelegationUpdatePermission);
        return delegations.set(actor.userRef, body);
      },
    );
    res.json(presentDelegations(set));
  });

  router.delete('/delegations', async (req, res) => {
    const actor = await authorizer.user(req);
    const ended = await audited(
      auditor,
      {
        eventId: 'delegation-end',
        request: req,
        severityLevel: 'medium',
        meta: {},
        target: { kind: 'delegation', id: actor.userRef },
      },
      async () => {
        await authorizer.require(actor, maasDelegationUpdatePermission);
        return delegations.end(actor.userRef);
      },
    );
    res.json(presentDelegations(ended));
  });
}
