import type {
  Refusal,
  RefusalBatch,
} from '@openmaas/backstage-plugin-maas-common';
import { asText } from '../database/asText';
import type { Transactor } from '../database/database';
import { readTime } from '../http/readTime';
import type { RefusalStore, StoredRefusal } from './RefusalStore';

const KEEP_MS = 24 * 60 * 60 * 1000;
const MOST_ROWS = 2_000_000;
/** So few that writers never wait long. */
const DELETE_AT_ONCE = 5_000;

/**
 * What gateways refused lately, so that people can find out why.
 *
 * @internal
 */
export class RefusalService {
  constructor(
    private readonly options: {
      store: RefusalStore;
      transact: Transactor;
      now: () => Date;
    },
  ) {}

  /**
   * Remembers a batch for a day. What is there already stays as it is, so a batch can be
   * sent any number of times.
   *
   * @throws InputError naming a refusal that was at no time
   */
  async ingest(batch: RefusalBatch): Promise<void> {
    const { store, transact, now } = this.options;
    const receivedAt = now();
    // Of two with the same id the first stays, as it would in two batches.
    const byId = new Map(
      batch.refusals
        .map(refusal => toStored(refusal, receivedAt))
        .reverse()
        .map(refusal => [refusal.id, refusal]),
    );
    await transact(tx => store.insertNew([...byId.values()], tx));
  }

  /** One refusal, if it is there. */
  async find(id: string): Promise<StoredRefusal | undefined> {
    return this.options.store.find(id);
  }

  /**
   * Deletes, some at a time, what is older than a day, and the oldest of what is more
   * than two million.
   */
  async deleteOld(signal?: AbortSignal, mostRows = MOST_ROWS): Promise<void> {
    const { store, now } = this.options;
    const before = new Date(now().getTime() - KEEP_MS);
    let deleted = DELETE_AT_ONCE;
    while (deleted === DELETE_AT_ONCE && !signal?.aborted) {
      deleted = await store.deleteOldest({ before, limit: DELETE_AT_ONCE });
    }
    let tooMany = (await store.count()) - mostRows;
    while (tooMany > 0 && !signal?.aborted) {
      const limit = Math.min(tooMany, DELETE_AT_ONCE);
      await store.deleteOldest({ limit });
      tooMany -= limit;
    }
  }
}

function toStored(refusal: Refusal, receivedAt: Date): StoredRefusal {
  return {
    ...refusal,
    gateway: asText(refusal.gateway),
    plan: refusal.plan && asText(refusal.plan),
    path: refusal.path && asText(refusal.path),
    code: asText(refusal.code),
    message: asText(refusal.message),
    at: readTime(refusal.at, `Refusal ${refusal.id}: at`),
    receivedAt,
  };
}
