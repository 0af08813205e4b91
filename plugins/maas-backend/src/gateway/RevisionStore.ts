import type { Transaction } from '../database/database';
import type { PolicyItem, PolicyKind } from './PolicyChanges';

/** A state of what gateways decide by. @internal */
export interface PolicyPosition {
  /** UUID of the database, or of the policy made of it, that the revision belongs to. */
  epoch: string;
  /** From 0, one more with each transaction that changed something. */
  revision: number;
}

/** Something with the revision in which it changed last. @internal */
export interface PolicyChange extends PolicyItem {
  revision: number;
}

/** What is remembered of revisions. @internal */
export interface RevisionStore {
  /** The latest position that is committed. */
  position(): Promise<PolicyPosition>;
  /**
   * Gives a transaction the next revision and notes what it changed. Has to be the last
   * thing in it: from here to the commit, others that want a revision wait, so that
   * revisions become visible in their order and none can be skipped.
   */
  stamp(items: PolicyItem[], tx: Transaction): Promise<void>;
  /** What changed after a revision; what changed twice is there once. */
  since(revision: number): Promise<PolicyChange[]>;
  /** The changes of some things; those that never changed are left out. */
  of(kind: PolicyKind, ids: string[]): Promise<PolicyChange[]>;
}
