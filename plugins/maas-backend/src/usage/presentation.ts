import type {
  Refusal,
  UsageEvent,
  UsageReport,
  UsageSums,
} from '@openmaas/backstage-plugin-maas-common';
import type { StoredRefusal } from '../refusals/RefusalStore';
import type { UsageSummary } from './UsageService';
import type { StoredUsageEvent, Sums } from './UsageStore';

/** A report as REST shows it. @internal */
export function presentReport(
  { from, to, timeZone, rows, total }: UsageSummary,
  currency: string,
): UsageReport {
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    timeZone,
    currency,
    rows: rows.map(row => ({
      start: row.start.toISOString(),
      ...row.group,
      sums: presentSums(row.sums),
    })),
    total: presentSums(total),
  };
}

/** An event of the ledger as REST shows it. @internal */
export function presentEvent(
  { receivedAt: _, ...event }: StoredUsageEvent,
  currency: string,
): UsageEvent {
  return {
    ...event,
    startedAt: event.startedAt.toISOString(),
    endedAt: event.endedAt.toISOString(),
    cost: event.cost.toString(),
    currency,
  };
}

/** A refusal as REST shows it. @internal */
export function presentRefusal({
  receivedAt: _,
  at,
  ...refusal
}: StoredRefusal): Refusal {
  return { ...refusal, at: at.toISOString() };
}

function presentSums(sums: Sums): UsageSums {
  return {
    requests: Number(sums.requests),
    failedRequests: Number(sums.failedRequests),
    estimatedRequests: Number(sums.estimatedRequests),
    tokens: {
      input: Number(sums.input),
      cachedInput: Number(sums.cachedInput),
      output: Number(sums.output),
      reasoning: Number(sums.reasoning),
    },
    cost: sums.cost.toString(),
  };
}
