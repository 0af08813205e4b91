import { pipeline } from 'node:stream/promises';
import type { AuditorService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import {
  type AuditEntry,
  type ListAuditEntriesQuery,
  maasAuditReadPermission,
} from '@openmaas/backstage-plugin-maas-common';
import type { Router } from 'express';
import { teamRefOf } from '../access/teams';
import { pageQuery } from '../http/page';
import { readTime } from '../http/readTime';
import type { Authorizer } from '../permissions/Authorizer';
import { audited } from './audited';
import type { AuditService } from './AuditService';
import type { AuditFilter } from './AuditStore';
import { EXPORT_FORMATS, type ExportFormat } from './exportFormats';

/** Routes below `/audit`. @internal */
export function addAuditRoutes(
  router: Router,
  options: {
    audit: AuditService;
    auditor: AuditorService;
    authorizer: Authorizer;
  },
): void {
  const { audit, auditor, authorizer } = options;

  router.get('/audit', async (req, res) => {
    const actor = await authorizer.user(req);
    await authorizer.require(actor, maasAuditReadPermission);
    const query = req.query as ListAuditEntriesQuery;
    res.json(await audit.list(readFilter(query), pageQuery(query, 'seq')));
  });

  router.get('/audit/export', async (req, res) => {
    const actor = await authorizer.user(req);
    const { format = 'csv', ...query } = req.query as ListAuditEntriesQuery & {
      format?: keyof typeof EXPORT_FORMATS;
    };
    const filter = readFilter(query);
    // In the log before anything leaves, and so in the file.
    const entries = await audited(
      auditor,
      {
        eventId: 'audit-export',
        request: req,
        severityLevel: 'medium',
        meta: { format, filter: { ...query } as JsonObject },
      },
      async () => {
        await authorizer.require(actor, maasAuditReadPermission);
        return audit.export(filter);
      },
    );
    res.setHeader('Content-Type', EXPORT_FORMATS[format].contentType);
    res.setHeader(
      'Content-Disposition',
      `attachment; filename="audit.${format}"`,
    );
    res.setHeader('Cache-Control', 'no-store');
    try {
      await pipeline(linesOf(entries, EXPORT_FORMATS[format]), res);
    } catch (error) {
      if (!hasLeft(error)) {
        throw error;
      }
    }
  });
}

async function* linesOf(
  entries: AsyncIterable<AuditEntry[]>,
  { head, line }: ExportFormat,
): AsyncGenerator<string> {
  yield head;
  for await (const chunk of entries) {
    yield chunk.map(line).join('');
  }
}

/** Whether the reader went away before the end. */
function hasLeft(error: unknown): boolean {
  return isError(error) && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}

function readFilter(query: ListAuditEntriesQuery): AuditFilter {
  const { from, to, actor, action, outcome, target, team } = query;
  return {
    from: from === undefined ? undefined : readTime(from, 'from'),
    to: to === undefined ? undefined : readTime(to, 'to'),
    actor,
    actions: action,
    outcome,
    target,
    team: team === undefined ? undefined : teamRefOf(team),
  };
}
