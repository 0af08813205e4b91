import { NotFoundError } from '@backstage/errors';
import type { Transaction, Transactor } from '../database/database';
import { noteKeyChange } from './keyNotes';
import type { KeyStore, StoredKey } from './KeyStore';
import { keyAfter, type KeyEvent, whyNot } from './states';

/**
 * What happens to keys, one thing at a time: each change locks its key, so that of those
 * that race each sees what the ones before it did.
 *
 * @internal
 */
export class KeyChanges {
  constructor(
    private readonly options: {
      store: KeyStore;
      transact: Transactor;
      now: () => Date;
    },
  ) {}

  /**
   * Has something happen to a key.
   *
   * @param more - what belongs to it; takes the key after that
   * @throws NotFoundError, ConflictError where that cannot happen now
   */
  async apply<T>(
    id: string,
    event: KeyEvent,
    more: (key: StoredKey, at: Date, tx: Transaction) => Promise<T>,
  ): Promise<T> {
    const { store, transact, now } = this.options;
    return transact(async tx => {
      const before = await this.lock(id, tx);
      const at = now();
      const after = keyAfter(before, event, at);
      await store.save(after, tx);
      noteKeyChange(tx, before, after, at);
      return more(after, at, tx);
    });
  }

  /** A key that nobody else changes meanwhile. @throws NotFoundError */
  async lock(id: string, tx: Transaction): Promise<StoredKey> {
    const key = await this.options.store.lock(id, tx);
    return existing(key, id);
  }

  /** The same within a transaction about something else; nothing where it cannot. */
  async settle(
    id: string,
    event: KeyEvent,
    at: Date,
    tx: Transaction,
  ): Promise<void> {
    const key = await this.lock(id, tx);
    if (!whyNot(key, event.type, at)) {
      await this.options.store.save(keyAfter(key, event, at), tx);
      tx.notices.changed('api-key');
    }
  }
}

/** The key that was looked for. @throws NotFoundError where there is none @internal */
export function existing(key: StoredKey | undefined, id: string): StoredKey {
  if (!key) {
    throw new NotFoundError(`There is no key ${id}`);
  }
  return key;
}
