import type { Entry } from './counters';

/** Where counters are: in memory or shared. @internal */
export interface CounterStore {
  /**
   * Takes what a call wants of all its counters, or nothing of any. Fills in what it
   * found.
   *
   * @returns whether the call is let in
   * @throws Error (by rejecting) where the store cannot be asked
   */
  take(entries: Entry[]): boolean | Promise<boolean>;
  /** What `take` would find and answer, without taking anything. */
  peek(entries: Entry[]): boolean | Promise<boolean>;
  /**
   * Gives back what a call holds and counts its charges; to be called once for what was
   * taken. Where the store is gone, nothing is counted: the ledger has it all the same.
   */
  end(entries: Entry[]): void;
}
