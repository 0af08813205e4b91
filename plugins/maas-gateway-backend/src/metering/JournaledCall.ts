import type { Bagged } from '../Bag';
import { beginningOf, eventText, intentText } from './event';
import type { CallEnd, CallIntent, OpenCall } from './Meter';

/** Where a call is written down. @internal */
export interface CallBook {
  /** Id of the gateway. */
  readonly gateway: string;
  /**
   * Writes how a call ended, or that there is nothing to tell of it; never rejects.
   *
   * @param event - a `MeteredCall` as JSON
   */
  conclude(call: JournaledCall, event?: string): Promise<void>;
}

/** A call that is being written down. @internal */
export class JournaledCall implements OpenCall, Bagged {
  /** Among the calls without an end. */
  place = -1;
  private readonly begun = performance.now();
  private readonly startedAt: number;
  /** From admission to here; the clock of the day is good enough for that. */
  private readonly waited: number;
  private readonly beginning: string;
  private closed: Promise<void> | undefined;

  constructor(readonly intent: CallIntent, private readonly book: CallBook) {
    this.startedAt = Date.parse(intent.startedAt);
    this.waited = Math.max(0, Date.now() - this.startedAt);
    this.beginning = beginningOf(intent);
  }

  /** Its intent as JSON. */
  get intentText(): string {
    return intentText(this.beginning, this.intent);
  }

  end(end: CallEnd): Promise<void> {
    this.closed ??= this.book.conclude(this, this.eventOf(end));
    return this.closed;
  }

  cancel(): Promise<void> {
    this.closed ??= this.book.conclude(this);
    return this.closed;
  }

  private eventOf(end: CallEnd): string {
    const latencyMs = this.waited + performance.now() - this.begun;
    return eventText(
      this.beginning,
      this.intent.caller,
      this.startedAt,
      end,
      this.book.gateway,
      latencyMs,
    );
  }
}
