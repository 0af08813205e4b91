import { PendingEvent, type StoredEvent } from './PendingEvent';
import type { Position } from './records';

/** So many events are kept; older ones are read from the disk. */
const MOST = 2_000;

/**
 * The latest events that the control plane has not acknowledged, so that they need not be
 * read from the disk where they were just written.
 *
 * @internal
 */
export class RecentEvents {
  private events: StoredEvent[] = [];
  /** Index of the first that still counts. */
  private first = 0;

  get size(): number {
    return this.events.length - this.first;
  }

  /** The next one, in their order. */
  add(text: string, position: Position): void {
    this.events.push(new PendingEvent(text, position) as StoredEvent);
    if (this.size > MOST) {
      this.first += 1;
    }
    this.trim();
  }

  /** The first of them. */
  next(max: number): StoredEvent[] {
    return this.events.slice(this.first, this.first + max);
  }

  /** Forgets those that end at a place or before it. */
  forget({ segment, offset }: Position): void {
    while (this.size > 0) {
      const { position } = this.events[this.first];
      const isAfter =
        position.segment > segment ||
        (position.segment === segment && position.offset > offset);
      if (isAfter) {
        break;
      }
      this.first += 1;
    }
    this.trim();
  }

  /** What does not count any more is let go now and then. */
  private trim(): void {
    if (this.first === this.events.length || this.first > MOST) {
      this.events = this.events.slice(this.first);
      this.first = 0;
    }
  }
}
