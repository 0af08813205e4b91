import type { Transaction } from '../database/database';
import type { Notice } from './Notices';

/** A notice that is still to be sent. @internal */
export interface StoredNotice {
  id: string;
  notice: Notice;
  /** How often sending it was begun. */
  attempts: number;
  createdAt: Date;
}

/** What is remembered of notices until they are sent. @internal */
export interface NoticeStore {
  /** Remembers notices, in their order. */
  add(notices: Notice[], now: Date, tx: Transaction): Promise<void>;
  /**
   * Takes notices that are due, oldest first. Nobody else gets them before they are due
   * again. Of several with the same scope only the oldest can be had, so that a later
   * one is never followed by an earlier one.
   *
   * @param dueAgain - until when they are the caller's
   */
  take(limit: number, now: Date, dueAgain: Date): Promise<StoredNotice[]>;
  /** Has a notice that was taken sent later. */
  putOff(id: string, dueAt: Date): Promise<void>;
  /** Forgets a notice. */
  remove(id: string): Promise<void>;
}
