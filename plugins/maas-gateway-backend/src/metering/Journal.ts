import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { MeteredCall } from '@openmaas/backstage-plugin-maas-common';
import { GatewayError } from '../server/GatewayError';
import { DamagedSegments } from './DamagedSegments';
import { DiskHealth, type JournalHealth } from './DiskHealth';
import { intentRecord, lostCall } from './event';
import { type JournalDisk, durableDisk, kernelDisk } from './JournalDisk';
import { JournaledCall } from './JournaledCall';
import type { CallIntent, Meter, OpenCall } from './Meter';
import { readEvents } from './readEvents';
import {
  type Acknowledged,
  formatRecord,
  type JournalRecord,
  type Position,
  segmentName,
} from './records';
import { recover, type Recovered } from './recovery';
import { SegmentWriter } from './SegmentWriter';

/** What a journal needs. @internal */
export interface JournalOptions {
  /** Made where it is missing; nobody else may use it. */
  directory: string;
  /** write: what is written survives the process being killed; fsync: the machine too. */
  sync: 'write' | 'fsync';
  /** Id of the gateway. */
  gateway: string;
  logger: LoggerService;
  /** Instead of what `sync` says. */
  disk?: JournalDisk;
  /** Instead of 8 MiB. */
  segmentBytes?: number;
}

/** An event that the control plane has not acknowledged. @internal */
export interface PendingEvent {
  event: MeteredCall;
  /** Behind it in the journal; missing where the disk refused it. */
  position?: Position;
}

/**
 * The calls of a gateway on its disk, from before they go upstream until the control plane
 * has their events. It is a row of files to which lines are only appended: see
 * {@link JournalRecord}. They hold ids, names and figures; no key, no text.
 *
 * @internal
 */
export class Journal implements Meter {
  private readonly writer: SegmentWriter;
  private readonly damaged: DamagedSegments;
  private readonly segments: number[];
  /** Calls on disk without an end. */
  private readonly open: Map<string, CallIntent>;
  /** Events on disk since the journal began. */
  private ended: number;
  private acknowledged: Acknowledged;
  /**
   * Ended calls whose end the disk refused, with the event that the ledger still lacks.
   * Without a disk no call begins, so these are no more than ran when it went.
   */
  private readonly unwritten = new Map<string, MeteredCall | undefined>();
  private readonly disk: DiskHealth;
  private dropping: Promise<void> = Promise.resolve();
  private onEvent = () => {};

  /**
   * Opens a journal, and ends what a crash left open: such a call becomes an event that says
   * `lost`, on disk before anybody can see it.
   *
   * @throws Error where the directory cannot be read and written
   */
  static async open(options: JournalOptions): Promise<Journal> {
    const { directory, gateway, logger } = options;
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const recovered = await recover(directory);
    const journal = new Journal(options, recovered);
    await journal.damaged.report(recovered.badLines);
    await journal.writer.open();
    const lost = [...journal.open.values()];
    await Promise.all(
      lost.map(intent => journal.append({ end: lostCall(intent, gateway) })),
    );
    if (lost.length > 0) {
      logger.warn(
        `${lost.length} calls had no end in the journal: they are billed by the size of their prompts`,
      );
    }
    return journal;
  }

  private constructor(
    private readonly options: JournalOptions,
    { segments, open, ended, acknowledged }: Recovered,
  ) {
    const { directory, sync, segmentBytes } = options;
    const [first = 0] = segments;
    this.segments = segments;
    this.open = open;
    this.ended = ended;
    this.acknowledged =
      acknowledged.segment < first
        ? { ...acknowledged, segment: first, offset: 0 }
        : acknowledged;
    this.disk = new DiskHealth({
      logger: options.logger,
      probe: () => void this.noteAcknowledged(),
      recovered: () => void this.writeUnwritten(),
    });
    this.damaged = new DamagedSegments(directory, options.logger);
    this.writer = new SegmentWriter(
      {
        directory,
        disk: options.disk ?? (sync === 'fsync' ? durableDisk : kernelDisk),
        segmentBytes,
        firstLine: () =>
          formatRecord({
            checkpoint: {
              open: [...this.open.values()],
              ended: this.ended,
              acknowledged: this.acknowledged,
            },
          }),
        onSegment: segment => this.goOnIn(segment),
        onOutcome: error => this.disk.note(error),
      },
      segments.at(-1) ?? 0,
    );
  }

  /** Ended calls that the control plane has not acknowledged. */
  get pendingEvents(): number {
    const refused = [...this.unwritten.values()].filter(Boolean).length;
    return Math.max(0, this.ended - this.acknowledged.count) + refused;
  }

  health(): JournalHealth {
    return this.disk.state;
  }

  /** Calls back whenever there is one more pending event; the last listener counts. */
  listen(onEvent: () => void): void {
    this.onEvent = onEvent;
  }

  async begin(intent: CallIntent): Promise<OpenCall> {
    const record = intentRecord(intent);
    try {
      await this.append({ intent: record });
    } catch {
      throw new GatewayError(
        503,
        'The gateway cannot write down the use of models at the moment, so it takes no calls. Try again later, or tell the platform team.',
        {
          code: 'gateway_not_ready',
          type: 'server_error',
          headers: { 'retry-after': '5' },
        },
      );
    }
    return new JournaledCall(record, this.options.gateway, end =>
      this.append(end ? { end } : { cancel: record.id }).catch(() => {
        this.unwritten.set(record.id, end);
        this.onEvent();
      }),
    );
  }

  /**
   * The next events that the control plane has not acknowledged, in their order. The same
   * ones come again until they are acknowledged.
   *
   * @param max - no more than that; there may be more where fewer come
   * @throws what the disk says
   */
  async next(max: number): Promise<PendingEvent[]> {
    const stored = await this.nextStored(max);
    const refused = [...this.unwritten.values()].flatMap(event =>
      event ? [{ event }] : [],
    );
    return [...stored, ...refused.slice(0, max - stored.length)];
  }

  /**
   * The control plane has these.
   *
   * @param events - the first of those that came last, without a gap
   */
  async acknowledge(events: PendingEvent[]): Promise<void> {
    const stored = events.flatMap(({ position }) => position ?? []);
    for (const { event, position } of events) {
      if (!position && this.unwritten.has(event.id)) {
        this.unwritten.set(event.id, undefined);
      }
    }
    const last = stored.at(-1);
    if (last) {
      const count = this.acknowledged.count + stored.length;
      this.acknowledged = { ...last, count };
      await this.noteAcknowledged();
      await this.dropSegments();
    }
  }

  /** Writes what is under way; calls that are still open are lost. */
  async close(): Promise<void> {
    await this.writeUnwritten();
    await this.writer.close();
    await this.dropping;
    this.disk.close();
  }

  private append(record: JournalRecord): Promise<void> {
    return this.writer.append(formatRecord(record), () => this.note(record));
  }

  /** Keeps in memory what a record that is now on disk says. */
  private note(record: JournalRecord): void {
    if ('intent' in record) {
      this.open.set(record.intent.id, record.intent);
    } else if ('end' in record) {
      this.open.delete(record.end.id);
      this.unwritten.delete(record.end.id);
      this.ended += 1;
      this.onEvent();
    } else if ('cancel' in record) {
      this.open.delete(record.cancel);
      this.unwritten.delete(record.cancel);
    }
  }

  private async writeUnwritten(): Promise<void> {
    await Promise.allSettled(
      [...this.unwritten].map(([id, end]) =>
        this.append(end ? { end } : { cancel: id }),
      ),
    );
  }

  /** Not on disk, it is only shipped again: the ledger knows the events by their ids. */
  private async noteAcknowledged(): Promise<void> {
    await this.append({ acknowledged: this.acknowledged }).catch(() => {});
  }

  private goOnIn(segment: number): void {
    this.segments.push(segment);
    if (this.ended === this.acknowledged.count) {
      this.acknowledged = { ...this.acknowledged, segment, offset: 0 };
      this.dropping = this.dropping.then(() => this.dropSegments());
    }
  }

  private async nextStored(max: number): Promise<PendingEvent[]> {
    while (this.ended > this.acknowledged.count) {
      const { segment, offset } = this.acknowledged;
      const { ended } = this;
      const written = this.writer.position;
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
      const next = this.segments.find(other => other > segment);
      this.acknowledged = {
        ...this.acknowledged,
        segment: next ?? written.segment,
        offset: 0,
      };
      await this.dropSegments();
    }
    return [];
  }

  private async read(
    segment: number,
    range: { from: number; to?: number; max: number },
  ): Promise<PendingEvent[]> {
    const path = join(this.options.directory, segmentName(segment));
    const { events, badLines } = await readEvents(path, range).catch(error => {
      if (error.code !== 'ENOENT') {
        throw error;
      }
      this.options.logger.error(`A segment of the journal is gone: ${path}`);
      return { events: [], badLines: [] };
    });
    await this.damaged.report(
      badLines.map(offset => ({ segment, offset, torn: false })),
    );
    return events.map(({ event, offset }) => ({
      event,
      position: { segment, offset },
    }));
  }

  /** Deletes the segments of which nothing is needed any more. */
  private async dropSegments(): Promise<void> {
    const keep = this.acknowledged.segment;
    const count = this.segments.filter(segment => segment < keep).length;
    for (const segment of this.segments.splice(0, count)) {
      const path = join(this.options.directory, segmentName(segment));
      await rm(path, { force: true }).catch(error =>
        this.options.logger.warn(`${path} cannot be deleted: ${error.message}`),
      );
    }
  }
}
