import { v5 as uuidOf } from 'uuid';
import type { TransactionStamp, Transaction } from '../database/database';
import type { PolicyKind } from './PolicyChanges';
import type { PolicyNews } from './PolicyNews';
import type {
  PolicyChange,
  PolicyPosition,
  RevisionStore,
} from './RevisionStore';

/**
 * Counts the changes of what gateways decide by, and tells when there is a new one.
 *
 * @internal
 */
export class PolicyRevisions implements TransactionStamp {
  /**
   * @param portalUrl - address of the portal, which every model tells: as no revision
   *   says that it is another one after a restart, the epoch does
   */
  constructor(
    private readonly store: RevisionStore,
    private readonly news: PolicyNews,
    private readonly portalUrl: string,
  ) {}

  /**
   * Gives a transaction a revision if it noted changes; the last thing in it.
   *
   * @returns whether it did
   */
  async stamp(tx: Transaction): Promise<boolean> {
    const items = tx.policyChanges.list();
    if (items.length > 0) {
      await this.store.stamp(items, tx);
    }
    return items.length > 0;
  }

  /** A transaction with changes is committed: those who wait in this process look. */
  committed(): void {
    this.news.ring();
  }

  /** The latest position. Rows that are read from now on are as new, or newer. */
  async position(): Promise<PolicyPosition> {
    const { epoch, revision } = await this.store.position();
    const named = `${this.portalUrl}#${epoch}`;
    return { epoch: uuidOf(named, uuidOf.URL), revision };
  }

  /**
   * The latest position, as soon as it is another than this one: at once, or when a
   * change is committed. The same one if that takes too long, the caller is gone, or
   * the backend shuts down.
   *
   * @param waitMs - milliseconds to wait at most
   */
  async positionAfter(
    have: PolicyPosition,
    waitMs: number,
    signal: AbortSignal,
  ): Promise<PolicyPosition> {
    const deadline = performance.now() + waitMs;
    for (;;) {
      const { count } = this.news;
      const now = await this.position();
      const left = deadline - performance.now();
      const changed =
        now.epoch !== have.epoch || now.revision !== have.revision;
      if (changed || left <= 0 || signal.aborted || this.news.closed) {
        return now;
      }
      await this.news.wait(count, left, signal);
    }
  }

  /** What changed after a revision; what changed twice is there once. */
  async since(revision: number): Promise<PolicyChange[]> {
    return this.store.since(revision);
  }

  /** The changes of some things; those that never changed are left out. */
  async of(kind: PolicyKind, ids: string[]): Promise<PolicyChange[]> {
    return this.store.of(kind, ids);
  }
}
