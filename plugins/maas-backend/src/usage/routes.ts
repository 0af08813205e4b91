import { NotFoundError } from '@backstage/errors';
import {
  maasUsageReadPermission,
  type RequestReport,
} from '@openmaas/backstage-plugin-maas-common';
import { usageResourceRef } from '@openmaas/backstage-plugin-maas-node';
import type { Request, Router } from 'express';
import { teamRefOf } from '../access/teams';
import { hidden } from '../audit/errors';
import { pageQuery } from '../http/page';
import { readTime } from '../http/readTime';
import type { Authorizer } from '../permissions/Authorizer';
import type { RefusalService } from '../refusals/RefusalService';
import { presentEvent, presentRefusal, presentReport } from './presentation';
import type { Granularity } from './ReportingCalendar';
import type { UsageQuery, UsageService } from './UsageService';
import type { Dimension } from './UsageStore';

/** Routes below `/usage`. @internal */
export function addUsageRoutes(
  router: Router,
  options: {
    authorizer: Authorizer;
    usage: UsageService;
    refusals: RefusalService;
    /** ISO 4217 */
    currency: string;
  },
): void {
  const { authorizer, usage, refusals, currency } = options;

  /** Whose usage the caller may see. */
  const scopeOf = async (req: Request) => {
    const actor = await authorizer.user(req);
    const { read } = await authorizer.scopes(
      actor,
      { read: maasUsageReadPermission },
      usageResourceRef,
    );
    return read;
  };

  /** What a request asks for, as far as the caller may see it. */
  const usageQuery = async (req: Request): Promise<UsageQuery> => {
    const read = await scopeOf(req);
    const { from, to, team, model, key } = req.query as Record<string, string>;
    return {
      from: from === undefined ? undefined : readTime(from, 'from'),
      to: to === undefined ? undefined : readTime(to, 'to'),
      team: team === undefined ? undefined : teamRefOf(team),
      model,
      key,
      criteria: read.criteria,
    };
  };

  router.get('/usage', async (req, res) => {
    const query = await usageQuery(req);
    const { granularity = 'total', groupBy } = req.query as {
      granularity?: Granularity;
      groupBy?: string;
    };
    const report = await usage.report({
      ...query,
      granularity,
      groupBy: [...new Set(groupBy?.split(',') as Dimension[] | undefined)],
    });
    res.json(presentReport(report, currency));
  });

  router.get('/usage/events', async (req, res) => {
    const query = await usageQuery(req);
    const { limit, cursor } = req.query as Record<string, string>;
    const page = await usage.listEvents({
      ...query,
      ...pageQuery({ limit, cursor }, 'start'),
    });
    res.json({
      ...page,
      items: page.items.map(event => presentEvent(event, currency)),
    });
  });

  router.get('/usage/requests/:id', async (req, res) => {
    const read = await scopeOf(req);
    const { id } = req.params;
    const [event, refusal] = await Promise.all([
      usage.findEvent(id),
      refusals.find(id),
    ]);
    // Who sees all usage also sees what belongs to no team.
    const seesAll = read.criteria === undefined;
    const maySee = (team: string | undefined) =>
      team === undefined ? seesAll : read.allows({ teamRef: team });
    const seen: RequestReport = {
      event:
        event && maySee(event.team) ? presentEvent(event, currency) : undefined,
      refusal:
        refusal && maySee(refusal.team) ? presentRefusal(refusal) : undefined,
    };
    if (!event && !refusal) {
      throw new NotFoundError(`There is no request ${id}`);
    }
    if (!seen.event && !seen.refusal) {
      throw hidden('call', id);
    }
    res.json(seen);
  });
}
