import type { JournaledCall } from './JournaledCall';
import { PendingEvent } from './PendingEvent';

/**
 * Ended calls whose end the disk refused, with the event that the ledger still lacks.
 * Without a disk no call begins, so these are no more than ran when it went.
 *
 * @internal
 */
export class UnwrittenEnds {
  private readonly events = new Map<JournaledCall, string | undefined>();

  /** Events that the control plane does not have. */
  get pending(): number {
    let count = 0;
    for (const event of this.events.values()) {
      count += event === undefined ? 0 : 1;
    }
    return count;
  }

  /** @param event - as JSON; undefined where there is nothing to tell of the call */
  add(call: JournaledCall, event: string | undefined): void {
    this.events.set(call, event);
  }

  /** It is on disk after all. */
  delete(call: JournaledCall): void {
    this.events.delete(call);
  }

  /** The first of the events that the control plane does not have. */
  next(max: number): PendingEvent[] {
    return [...this.events.values()]
      .filter(event => event !== undefined)
      .slice(0, max)
      .map(event => new PendingEvent(event));
  }

  /** The control plane has these. */
  acknowledge(events: PendingEvent[]): void {
    const known = new Set(events.map(({ text }) => text));
    for (const [call, event] of this.events) {
      if (event !== undefined && known.has(event)) {
        this.events.set(call, undefined);
      }
    }
  }

  /** All of them, to be written. */
  all(): Array<[JournaledCall, string | undefined]> {
    return [...this.events];
  }
}
