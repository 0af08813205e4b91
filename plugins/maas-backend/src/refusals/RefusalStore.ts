import type { Refusal } from '@openmaas/backstage-plugin-maas-common';
import type { Transaction } from '../database/database';

/** A refusal as it is remembered. @internal */
export interface StoredRefusal extends Omit<Refusal, 'at'> {
  at: Date;
  /** By the clock here; how long it is kept goes by this. */
  receivedAt: Date;
}

/** What is remembered of what gateways refused. @internal */
export interface RefusalStore {
  /** Writes refusals whose ids are not there yet. @param refusals - each id once */
  insertNew(refusals: StoredRefusal[], tx: Transaction): Promise<void>;
  /** One refusal, if it is there. */
  find(id: string): Promise<StoredRefusal | undefined>;
  count(): Promise<number>;
  /**
   * Deletes the oldest ones.
   *
   * @param options - before: only those received before; limit: how many at most
   * @returns how many there were
   */
  deleteOldest(options: { before?: Date; limit: number }): Promise<number>;
}
