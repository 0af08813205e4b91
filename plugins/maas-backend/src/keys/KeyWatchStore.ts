import type { Transaction } from '../database/database';
import type { StopCause, StoredKey } from './KeyStore';

/** Keys of one maker for one team, all held back by the same rule or by none. @internal */
export interface KeyHolder {
  teamRef: string;
  makerRef: string;
  stopCause?: StopCause;
}

/** How many of a maker's keys for a team nobody uses. @internal */
export interface UnusedKeys {
  teamRef: string;
  makerRef: string;
  count: number;
  /** Name of one of them. */
  name: string;
}

/** What is looked for among all keys, from time to time. @internal */
export interface KeyWatchStore {
  /** Who holds keys that could be used at a time; each combination once. */
  holders(at: Date): Promise<KeyHolder[]>;
  /**
   * Has a rule hold back all keys of a holder that could be used at a time, or let them
   * go.
   *
   * @param cause - undefined: they are let go
   * @returns the keys, only id and name
   */
  stop(
    holder: KeyHolder,
    cause: StopCause | undefined,
    at: Date,
    tx: Transaction,
  ): Promise<Array<Pick<StoredKey, 'id' | 'name'>>>;
  /**
   * Some of the keys of whose end people are to be reminded at a time and were not yet,
   * with the reminder noted as given.
   */
  takeDue(at: Date, limit: number, tx: Transaction): Promise<StoredKey[]>;
  /** Active keys without a call since a time. */
  unused(since: Date, at: Date): Promise<UnusedKeys[]>;
}
