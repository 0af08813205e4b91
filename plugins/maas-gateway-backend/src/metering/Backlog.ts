import type { LoggerService } from '@backstage/backend-plugin-api';
import type { DamagedSegments } from './DamagedSegments';
import { PendingEvent, type StoredEvent } from './PendingEvent';
import { RecentEvents } from './RecentEvents';
import { readEvents } from './readEvents';
import type { Acknowledged, Position } from './records';
import type { Segments } from './Segments';

/** What a backlog needs. @internal */
export interface BacklogOptions {
  segments: Segments;
  damaged: DamagedSegments;
  /** The end of what is written. */
  written: () => Position;
  logger: LoggerService;
}

/**
 * The events on disk that the control plane has not acknowledged, in their order.
 *
 * @internal
 */
export class Backlog {
  private readonly recent = new RecentEvents();

  /** @param ended - events on disk since the journal began */
  constructor(
    private readonly options: BacklogOptions,
    private ended: number,
    private acknowledged: Acknowledged,
  ) {
    const { first = 0 } = options.segments;
    if (acknowledged.segment < first) {
      this.acknowledged = { ...acknowledged, segment: first, offset: 0 };
    }
  }

  get size(): number {
    return Math.max(0, this.ended - this.acknowledged.count);
  }

  /** What the journal has to remember of it. */
  get state(): { ended: number; acknowledged: Acknowledged } {
    return { ended: this.ended, acknowledged: this.acknowledged };
  }

  /**
   * An event is on disk.
   *
   * @param text - as JSON
   * @param position - behind it
   */
  noteEvent(text: string, position: Position): void {
    this.ended += 1;
    this.recent.add(text, position);
  }

  /** @returns whether nothing is needed any more of the segments before */
  goOnIn(segment: number): boolean {
    const isEmpty = this.ended === this.acknowledged.count;
    if (isEmpty) {
      this.acknowledged = { ...this.acknowledged, segment, offset: 0 };
    }
    return isEmpty;
  }

  /**
   * The next ones; the same come again until they are acknowledged.
   *
   * @throws what the disk says
   */
  async next(max: number): Promise<StoredEvent[]> {
    while (this.ended > this.acknowledged.count) {
      if (this.recent.size >= this.size) {
        return this.recent.next(max);
      }
      const { segment, offset } = this.acknowledged;
      const { ended } = this;
      const written = this.options.written();
      const isLast = segment === written.segment;
      const events = await this.read(segment, {
        from: offset,
        to: isLast ? written.offset : undefined,
        max,
      });
      if (isLast && events.length < max) {
        // Now it is known exactly, even where lines went bad.
        const since = this.ended - ended;
        this.ended = this.acknowledged.count + events.length + since;
      }
      if (isLast || events.length > 0) {
        return events;
      }
      // Unless it has been given up meanwhile.
      if (segment === this.acknowledged.segment) {
        const next = this.options.segments.after(segment) ?? written.segment;
        this.acknowledged = { ...this.acknowledged, segment: next, offset: 0 };
        await this.dropSegments();
      }
    }
    return [];
  }

  /** The control plane has these: the first of those that came last, without a gap. */
  acknowledge(events: readonly StoredEvent[]): void {
    const { segment, dropped = 0 } = this.acknowledged;
    const counted = events.filter(
      ({ position }) => position.segment >= segment,
    );
    const givenUp = events.length - counted.length;
    if (givenUp > 0) {
      // They were on their way then, and have arrived after all.
      this.acknowledged = {
        ...this.acknowledged,
        dropped: Math.max(0, dropped - givenUp),
      };
    }
    const last = counted.at(-1);
    if (last) {
      const count = this.acknowledged.count + counted.length;
      this.acknowledged = { ...this.acknowledged, ...last.position, count };
      this.recent.forget(last.position);
    }
  }

  /**
   * Gives up what is not acknowledged of the oldest segment, unless it is the one that is
   * being written. The files are still there: see `dropSegments`.
   *
   * @returns how many events are lost; undefined where there is no such segment
   * @throws what the disk says
   */
  async giveUpOldest(): Promise<number | undefined> {
    const { segments } = this.options;
    const { segment, offset, count } = this.acknowledged;
    const next = segments.after(segment);
    if (next === undefined) {
      return undefined;
    }
    const { length } = await this.read(segment, {
      from: offset,
      max: Infinity,
    });
    if (segment !== this.acknowledged.segment) {
      return 0;
    }
    // Some may have been acknowledged while they were counted.
    const lost = length - (this.acknowledged.count - count);
    this.acknowledged = {
      segment: next,
      offset: 0,
      count: this.acknowledged.count + lost,
      dropped: (this.acknowledged.dropped ?? 0) + lost,
    };
    this.recent.forget({ segment, offset: Infinity });
    return lost;
  }

  /** Deletes the segments of which nothing is needed any more. */
  async dropSegments(): Promise<void> {
    await this.options.segments.dropBefore(this.acknowledged.segment);
  }

  private async read(
    segment: number,
    range: { from: number; to?: number; max: number },
  ): Promise<StoredEvent[]> {
    const { segments, damaged, logger } = this.options;
    const path = segments.pathOf(segment);
    const { events, badLines } = await readEvents(path, range).catch(error => {
      if (error.code !== 'ENOENT') {
        throw error;
      }
      // One that was given up is known to be gone.
      if (segments.has(segment)) {
        logger.error(`A segment of the journal is gone: ${path}`);
      }
      return { events: [], badLines: [] };
    });
    await damaged.report(
      badLines.map(offset => ({ segment, offset, torn: false })),
    );
    return events.map(
      ({ text, offset }) =>
        new PendingEvent(text, { segment, offset }) as StoredEvent,
    );
  }
}
