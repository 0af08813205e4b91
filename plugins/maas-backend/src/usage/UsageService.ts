import { InputError } from '@backstage/errors';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type {
  MeteredCall,
  UsageBatch,
  UsageReceipt,
} from '@openmaas/backstage-plugin-maas-common';
import type { UsageFilter } from '@openmaas/backstage-plugin-maas-node';
import type { Transactor } from '../database/database';
import type { PageQuery, PageResult } from '../http/page';
import type { KeyService } from '../keys/KeyService';
import type { Billing } from './billing';
import { checkCall } from './checkCall';
import {
  type Granularity,
  type Period,
  quarterFrom,
  quarterOf,
  type ReportingCalendar,
} from './ReportingCalendar';
import { addTo, noSums, rollUp } from './rollups';
import type {
  Dimension,
  StoredUsageEvent,
  SummedRow,
  Sums,
  UsageScope,
  UsageStore,
} from './UsageStore';

/** What a service of usage needs. @internal */
export interface UsageServiceOptions {
  store: UsageStore;
  /** Are told when, from where and by what keys are used. */
  keys: Pick<KeyService, 'noteUses'>;
  transact: Transactor;
  billing: Billing;
  calendar: ReportingCalendar;
  now: () => Date;
}

/** Which usage somebody asks for, and may see. @internal */
export interface UsageQuery extends Omit<UsageScope, 'criteria'> {
  criteria?: PermissionCriteria<UsageFilter> | 'none';
  /** 30 days before `to` if left out. */
  from?: Date;
  /** Now if left out. */
  to?: Date;
}

/** Sums of the ledger. @internal */
export interface UsageSummary {
  from: Date;
  to: Date;
  timeZone: string;
  /** By start, then by group. */
  rows: SummedRow[];
  total: Sums;
}

const DEFAULT_SPAN_MS = 30 * 24 * 60 * 60 * 1000;
const MOST_ROWS = 10_000;

/**
 * The ledger: every metered call, once, and what is summed from them.
 *
 * @internal
 */
export class UsageService {
  private tellOfUse: () => void = () => {};

  constructor(private readonly options: UsageServiceOptions) {}

  /** Has somebody told, one alone, after calls have been written to the ledger. */
  onUse(tell: () => void): void {
    this.tellOfUse = tell;
  }

  /**
   * Writes a batch to the ledger, all of it or nothing. What is there already stays as
   * it is, so a batch can be sent any number of times. Each call is billed at the
   * prices in force at its start, however late it arrives.
   *
   * @returns how many events are new; a repetition within the batch counts as known
   * @throws InputError naming the event and the field that cannot be true
   */
  async ingest(batch: UsageBatch): Promise<UsageReceipt> {
    const { store, transact, keys } = this.options;
    const events = await this.toEvents(batch.events);
    const written = await transact(async tx => {
      const ids = await store.insertNew(events, tx);
      const fresh = events.filter(event => ids.has(event.id));
      await store.addToRollups(rollUp(fresh), tx);
      await keys.noteUses(
        fresh.map(event => ({
          keyId: event.key,
          at: event.startedAt,
          ...event.caller,
        })),
        tx,
      );
      return fresh.length;
    });
    if (written > 0) {
      this.tellOfUse();
    }
    return { written, known: batch.events.length - written };
  }

  /**
   * Sums by period and group, from whole quarters of an hour.
   *
   * @throws InputError where the time is none, or the report would be too long
   */
  async report(
    query: UsageQuery & { granularity: Granularity; groupBy: Dimension[] },
  ): Promise<UsageSummary> {
    const { store, calendar } = this.options;
    const { criteria, granularity, groupBy, ...scope } = query;
    const span = this.spanOf(query);
    const from = quarterOf(span.from);
    const to = quarterFrom(span.to);
    const periods = calendar.periods(from, to, granularity);
    const rows =
      criteria === 'none'
        ? []
        : await store.sum({
            ...scope,
            criteria,
            periods,
            groupBy,
            limit: MOST_ROWS + 1,
          });
    if (rows.length > MOST_ROWS) {
      throw new InputError(
        `The report has more than ${MOST_ROWS} rows: choose a shorter time, a coarser granularity, a team, a model or a key, or group by less`,
      );
    }
    const total = noSums();
    rows.forEach(row => addTo(total, row.sums));
    return {
      from,
      to,
      timeZone: calendar.timeZone,
      rows: inOrder(rows, groupBy),
      total,
    };
  }

  /**
   * Sums of one period by groups, however many these are.
   *
   * @param only - of each dimension that is named, only these values
   */
  async sumsOf(
    period: Period,
    groupBy: Dimension[],
    only: UsageScope['only'],
  ): Promise<SummedRow[]> {
    return this.options.store.sum({
      periods: [period],
      groupBy,
      only,
      limit: Number.MAX_SAFE_INTEGER,
    });
  }

  /** One event, if it is there. */
  async findEvent(id: string): Promise<StoredUsageEvent | undefined> {
    return this.options.store.findEvent(id);
  }

  /** One page of events, newest first. @throws InputError where the time is none */
  async listEvents(
    query: UsageQuery & PageQuery,
  ): Promise<PageResult<StoredUsageEvent>> {
    const { criteria, ...rest } = query;
    const span = this.spanOf(query);
    return criteria === 'none'
      ? { items: [], totalItems: 0 }
      : this.options.store.listEvents({ ...rest, ...span, criteria });
  }

  private async toEvents(calls: MeteredCall[]): Promise<StoredUsageEvent[]> {
    const receivedAt = this.options.now();
    const checked = calls.map(call => checkCall(call, receivedAt));
    // Of two with the same id the first stays, as it would in two batches.
    const byId = new Map(checked.reverse().map(call => [call.id, call]));
    const unique = [...byId.values()];
    const bills = await this.options.billing.bill(unique);
    return unique.map((call, index) => ({
      ...call,
      ...bills[index],
      receivedAt,
    }));
  }

  private spanOf(query: UsageQuery): { from: Date; to: Date } {
    const to = query.to ?? this.options.now();
    const from = query.from ?? new Date(to.getTime() - DEFAULT_SPAN_MS);
    if (from >= to) {
      throw new InputError('from must be before to');
    }
    return { from, to };
  }
}

/** Sorted here, as engines differ in how they sort text. */
function inOrder(rows: SummedRow[], groupBy: Dimension[]): SummedRow[] {
  const keyed = rows.map(row => ({
    row,
    key: groupBy.map(name => row.group[name]).join('\n'),
  }));
  return keyed
    .sort(
      (a, b) =>
        a.row.start.getTime() - b.row.start.getTime() ||
        Number(a.key > b.key) - Number(a.key < b.key),
    )
    .map(({ row }) => row);
}
