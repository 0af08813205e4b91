import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { AuditEntry } from '@openmaas/backstage-plugin-maas-common';
import type { Transaction, Transactor } from '../database/database';
import type { PageQuery, PageResult } from '../http/page';
import type { AuditNote } from './AuditNotes';
import type { AuditScope } from './AuditScope';
import type { AuditFilter, AuditStore } from './AuditStore';
import type { ChainHead } from './chain';
import { isRefusal, publicMessage } from './errors';
import { RefusalCap } from './RefusalCap';

/** Entries that are read at a time: few enough that writers never wait for readers. */
const CHUNK = 500;

const LEFT_OUT =
  'More was refused within this minute than is kept here: the rest is in the audit events of the portal';

/** What the audit log needs. @internal */
export interface AuditServiceOptions {
  store: AuditStore;
  /** For entries that are part of no other transaction. */
  transact: Transactor;
  logger: LoggerService;
  now: () => Date;
}

/**
 * Who did what, in a chain of entries that are never changed.
 *
 * @internal
 */
export class AuditService {
  private readonly cap: RefusalCap;

  constructor(private readonly options: AuditServiceOptions) {
    this.cap = new RefusalCap(options.now);
  }

  /** Says within a transaction what it did; it is committed with the entry or not at all. */
  async append(
    scope: AuditScope,
    note: AuditNote | undefined,
    tx: Transaction,
  ): Promise<void> {
    const entry = this.entryOf(scope, { ...note, outcome: 'succeeded' });
    await this.options.store.append(entry, tx);
  }

  /** Says that something was done which changed nothing in the database. */
  async succeeded(scope: AuditScope): Promise<void> {
    await this.options.transact(tx => this.append(scope, undefined, tx));
  }

  /**
   * Says that something failed. What one caller is refused is counted, so that nobody
   * fills the log, which nobody can empty.
   */
  async failed(scope: AuditScope, error: unknown): Promise<void> {
    const place = isRefusal(error) ? this.cap.take(scope.actor) : 'free';
    if (place === 'none') {
      return;
    }
    const message = place === 'last' ? LEFT_OUT : publicMessage(error);
    try {
      await this.options.transact(tx =>
        this.options.store.append(
          this.entryOf(scope, { outcome: 'failed', error: message }),
          tx,
        ),
      );
    } catch (problem) {
      // The caller is told what went wrong first.
      this.options.logger.error(
        `The audit log could not be written about ${scope.action} by ${scope.actor}`,
        toError(problem),
      );
    }
  }

  /** Newest first. */
  async list(
    filter: AuditFilter,
    page: PageQuery,
  ): Promise<PageResult<AuditEntry>> {
    return this.options.store.list(filter, page);
  }

  /** The last entry. */
  async head(): Promise<ChainHead> {
    return this.options.store.head();
  }

  /**
   * Oldest first, some at a time: those that are there now, and none that follow.
   */
  async *export(filter: AuditFilter): AsyncGenerator<AuditEntry[]> {
    const { seq: upTo } = await this.head();
    for (let after = 0; ; ) {
      const range = { after, upTo, limit: CHUNK };
      const entries = await this.options.store.following(filter, range);
      if (entries.length > 0) {
        yield entries;
      }
      if (entries.length < CHUNK) {
        return;
      }
      after = entries[entries.length - 1].seq;
    }
  }

  private entryOf(
    scope: AuditScope,
    what: AuditNote & Pick<AuditEntry, 'outcome' | 'error'>,
  ) {
    const { isBackground: _, isRecorded: __, ...who } = scope;
    return {
      ...who,
      ...what,
      target: what.target ?? scope.target,
      at: this.options.now().toISOString(),
    };
  }
}
