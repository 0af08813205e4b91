import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type {
  BilledPrice,
  MeteredCall,
} from '@openmaas/backstage-plugin-maas-common';
import type { UsageFilter } from '@openmaas/backstage-plugin-maas-node';
import type { Transaction } from '../database/database';
import type { PageQuery, PageResult } from '../http/page';
import type { Period } from './ReportingCalendar';

/** A metered call as it is remembered, with what it cost. @internal */
export interface StoredUsageEvent
  extends Omit<MeteredCall, 'startedAt' | 'endedAt'> {
  startedAt: Date;
  endedAt: Date;
  receivedAt: Date;
  price: BilledPrice;
  /** Nano-units. */
  cost: bigint;
}

/** What sums can be told apart by. @internal */
export const DIMENSIONS = ['team', 'key', 'maker', 'model', 'plan'] as const;

/** @internal */
export type Dimension = (typeof DIMENSIONS)[number];

/** What is summed, cost in nano-units. @internal */
export const MEASURES = [
  'requests',
  'failedRequests',
  'estimatedRequests',
  'input',
  'cachedInput',
  'output',
  'reasoning',
  'cost',
] as const;

/** Exact sums of any number of calls. @internal */
export type Sums = Record<(typeof MEASURES)[number], bigint>;

/** Sums of one quarter of an hour. @internal */
export interface Rollup {
  /** Start of the quarter. */
  bucket: Date;
  group: Record<Dimension, string>;
  sums: Sums;
}

/** Sums of one period and group. @internal */
export interface SummedRow {
  /** Start of the period. */
  start: Date;
  group: Partial<Record<Dimension, string>>;
  sums: Sums;
}

/** Which usage somebody wants and may see. @internal */
export interface UsageScope {
  team?: string;
  model?: string;
  key?: string;
  /** Of each dimension that is named, only these values. */
  only?: Partial<Record<Dimension, string[]>>;
  /** undefined: the usage of all teams. */
  criteria?: PermissionCriteria<UsageFilter>;
}

/** What is remembered of usage. @internal */
export interface UsageStore {
  /**
   * Writes events whose ids are not there yet.
   *
   * @param events - each id once
   * @returns the ids that are new
   */
  insertNew(events: StoredUsageEvent[], tx: Transaction): Promise<Set<string>>;
  /** Adds to what there is of the same quarters and groups, each given once. */
  addToRollups(rollups: Rollup[], tx: Transaction): Promise<void>;
  /**
   * Sums by period and group, in no particular order; periods and groups without any
   * usage are left out.
   *
   * @param limit - most rows to return
   */
  sum(
    query: UsageScope & {
      periods: Period[];
      groupBy: Dimension[];
      limit: number;
    },
  ): Promise<SummedRow[]>;
  /** Events that started from a time on and before another, the latest start first. */
  listEvents(
    query: UsageScope & PageQuery & { from: Date; to: Date },
  ): Promise<PageResult<StoredUsageEvent>>;
  /** One event, if it is there. */
  findEvent(id: string): Promise<StoredUsageEvent | undefined>;
}
