import type { LiveKind } from '@openmaas/backstage-plugin-maas-common';
import type { Transaction, TransactionStamp } from '../database/database';
import type { NoticeStore } from './NoticeStore';

/** What a transaction that is committed had people told. @internal */
export interface ToldByTransaction {
  /** Whether there are notices to send. */
  notices: boolean;
  /** Of which kinds something has changed. */
  kinds: LiveKind[];
}

/**
 * Writes the notices of a transaction with it, so that they are sent if it is committed
 * and only then, whatever becomes of this process.
 *
 * @internal
 */
export class NoticeStamp implements TransactionStamp {
  private readonly listeners: Array<(told: ToldByTransaction) => void> = [];

  constructor(
    private readonly options: {
      store: NoticeStore;
      /** Whether notices are sent at all. */
      enabled: boolean;
      now: () => Date;
    },
  ) {}

  /** Calls back after each commit of a transaction that has something to tell. */
  onCommit(listener: (told: ToldByTransaction) => void): void {
    this.listeners.push(listener);
  }

  async stamp(tx: Transaction): Promise<boolean> {
    const { store, now } = this.options;
    const { notices, kinds } = this.toldBy(tx);
    if (notices) {
      await store.add(tx.notices.list(), now(), tx);
    }
    return notices || kinds.length > 0;
  }

  committed(tx: Transaction): void {
    const told = this.toldBy(tx);
    this.listeners.forEach(listener => listener(told));
  }

  private toldBy({ notices }: Transaction): ToldByTransaction {
    return {
      notices: this.options.enabled && notices.list().length > 0,
      kinds: notices.changedKinds(),
    };
  }
}
