import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { GrantState } from '@openmaas/backstage-plugin-maas-common';
import type { Transaction } from '../database/database';
import type { PageQuery, PageResult } from '../http/page';
import type { StoredGrant } from './AccessStore';

/** A condition that a store can query grants by. @internal */
export interface StoredGrantFilter {
  key: 'team' | 'model';
  values: string[];
}

/** Which grants to list. @internal */
export interface ListGrantsQuery extends PageQuery {
  criteria?: PermissionCriteria<StoredGrantFilter>;
  teamRef?: string;
  modelId?: string;
  /** In one of these states now. */
  states: GrantState[];
}

/** What is remembered of grants. @internal */
export interface GrantStore {
  insert(grants: StoredGrant[], tx: Transaction): Promise<void>;
  /** Writes what can change of a grant as it is now. */
  save(grant: StoredGrant, tx: Transaction): Promise<void>;
  /**
   * Grants in some states; of some teams or models where these are given, only those
   * with a budget where that is wanted.
   */
  grants(
    query: {
      teamRefs?: string[];
      modelIds?: string[];
      states: GrantState[];
      withBudget?: boolean;
    },
    tx?: Transaction,
  ): Promise<StoredGrant[]>;
  /** In no particular order; unknown ids are left out. */
  find(ids: string[], tx?: Transaction): Promise<StoredGrant[]>;
  /**
   * Newest first.
   *
   * @param now - what ended before it is over
   */
  list(query: ListGrantsQuery, now: Date): Promise<PageResult<StoredGrant>>;
  /** Live grants that end before a time and of which people were told less often. */
  ending(query: {
    before: Date;
    reminders: number;
    limit: number;
  }): Promise<StoredGrant[]>;
}
