import type {
  AuditEntry,
  AuditOutcome,
} from '@openmaas/backstage-plugin-maas-common';
import type { Transaction } from '../database/database';
import type { PageQuery, PageResult } from '../http/page';
import type { ChainHead, NewAuditEntry } from './chain';

/** Which entries somebody wants; all where nothing is said. @internal */
export interface AuditFilter {
  from?: Date;
  /** Exclusive. */
  to?: Date;
  /** Who did it, or whom the actor stood in for. */
  actor?: string;
  actions?: string[];
  outcome?: AuditOutcome;
  /** Id of what it was done to. */
  target?: string;
  /** Entity reference of a group. */
  team?: string;
}

/** What is remembered of who did what; nothing in it is ever changed. @internal */
export interface AuditStore {
  /**
   * Puts an entry at the end of the chain. From here to the commit, others that append
   * wait, so that the chain has neither gap nor fork.
   */
  append(entry: NewAuditEntry, tx: Transaction): Promise<void>;
  /** The end of the chain as committed. */
  head(): Promise<ChainHead>;
  /** Newest first. */
  list(filter: AuditFilter, page: PageQuery): Promise<PageResult<AuditEntry>>;
  /**
   * Some entries that follow one, oldest first.
   *
   * @param range - after this place, up to and with that one, so many at most
   */
  following(
    filter: AuditFilter,
    range: { after: number; upTo: number; limit: number },
  ): Promise<AuditEntry[]>;
}
