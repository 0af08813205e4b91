import {
  type GatewayReport,
  maasGatewayReadPermission,
  type RefusalBatch,
  type UsageBatch,
} from '@openmaas/backstage-plugin-maas-common';
import type { Router } from 'express';
import { goneSignal } from '../http/goneSignal';
import type { HealthService } from '../health/HealthService';
import type { Authorizer } from '../permissions/Authorizer';
import type { RefusalService } from '../refusals/RefusalService';
import type { UsageService } from '../usage/UsageService';
import type { GatewayService } from './GatewayService';
import type { PolicyService } from './PolicyService';
import type { PolicyPosition } from './RevisionStore';

/** Routes below `/gateway`, which join gateways to here, and `/gateways`. @internal */
export function addGatewayRoutes(
  router: Router,
  options: {
    authorizer: Authorizer;
    policy: PolicyService;
    gateways: GatewayService;
    health: HealthService;
    refusals: RefusalService;
    usage: UsageService;
  },
): void {
  const { authorizer, policy, gateways, health, refusals, usage } = options;

  router.get('/gateways', async (req, res) => {
    const actor = await authorizer.user(req);
    await authorizer.require(actor, maasGatewayReadPermission);
    res.json({ items: await gateways.list() });
  });

  router.get('/gateway/policy', async (req, res) => {
    await authorizer.gateway(req);
    const update = await policy.update(
      readPosition(req.query),
      Number(req.query.waitSeconds ?? 0) * 1000,
      goneSignal(res),
    );
    res.json(update);
  });

  router.post('/gateway/keys/resolve', async (req, res) => {
    await authorizer.gateway(req);
    const { hash }: { hash: string } = req.body;
    res.json(await policy.resolve(hash));
  });

  router.post('/gateway/usage', async (req, res) => {
    await authorizer.gateway(req);
    const batch: UsageBatch = req.body;
    res.json(await usage.ingest(batch));
  });

  router.post('/gateway/refusals', async (req, res) => {
    await authorizer.gateway(req);
    const batch: RefusalBatch = req.body;
    await refusals.ingest(batch);
    res.status(204).end();
  });

  router.post('/gateway/status', async (req, res) => {
    await authorizer.gateway(req);
    const report: GatewayReport = req.body;
    if (await gateways.report(report)) {
      await health.note(report);
    }
    res.status(204).end();
  });
}

/** A position with nothing missing, or none. */
function readPosition({
  epoch,
  since,
}: {
  epoch?: unknown;
  since?: unknown;
}): PolicyPosition | undefined {
  return epoch === undefined || since === undefined
    ? undefined
    : { epoch: String(epoch), revision: Number(since) };
}
