import type { Transaction } from '../database/database';

/** Somebody decides for somebody else for a time, as it is remembered. @internal */
export interface StoredDelegation {
  /** User who is away. */
  fromRef: string;
  /** User who decides instead. */
  toRef: string;
  startsAt: Date;
  endsAt: Date;
  reason?: string;
}

/** What is remembered of delegations. @internal */
export interface DelegationStore {
  /** Those that hold at a time. */
  activeAt(at: Date): Promise<StoredDelegation[]>;
  /** A user's own, over or not. */
  of(fromRef: string, tx?: Transaction): Promise<StoredDelegation | undefined>;
  /** Those to a user which are not over at a time, in the order of their starts. */
  to(toRef: string, at: Date): Promise<StoredDelegation[]>;
  /** Takes the place of the user's one before. */
  save(delegation: StoredDelegation, tx: Transaction): Promise<void>;
  delete(fromRef: string, tx: Transaction): Promise<void>;
}
