import { mkdir } from 'node:fs/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  GatewayReport,
  MeteredCall,
} from '@openmaas/backstage-plugin-maas-common';
import { Backlog } from './Backlog';
import { DamagedSegments } from './DamagedSegments';
import { DiskHealth, type JournalHealth } from './DiskHealth';
import { intentRecord, lostCall } from './event';
import { type JournalDisk, durableDisk, kernelDisk } from './JournalDisk';
import { JournaledCall } from './JournaledCall';
import type { JournalConfig } from './journalConfig';
import { JournalRoom } from './JournalRoom';
import type { CallIntent, Meter, OpenCall } from './Meter';
import { noCalls } from './noCalls';
import { formatRecord, type JournalRecord, type Position } from './records';
import { recover, type Recovered } from './recovery';
import { Segments } from './Segments';
import { SegmentWriter } from './SegmentWriter';

/** How long lines wait in memory where nothing has to survive, in milliseconds. */
const LINGER_MS = 100;

/** Why no calls are taken while the disk refuses. */
const UNWRITABLE = 'The disk of the gateway refuses its journal.';

/** Largest segment, in bytes; of a small journal they are a part of it. */
const SEGMENT_BYTES = 8 * 1024 * 1024;
const LEAST_SEGMENTS = 16;

/** What a journal needs. @internal */
export interface JournalOptions extends JournalConfig {
  /** Made where it is missing; nobody else may use it. */
  directory: string;
  /** Id of the gateway. */
  gateway: string;
  logger: LoggerService;
  /** Instead of what `sync` says. */
  disk?: JournalDisk;
  /** Instead of 8 MiB, or a sixteenth of what the journal may take. */
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
  private readonly backlog: Backlog;
  private readonly room: JournalRoom;
  /** Calls on disk without an end. */
  private readonly open: Map<string, CallIntent>;
  /**
   * Ended calls whose end the disk refused, with the event that the ledger still lacks.
   * Without a disk no call begins, so these are no more than ran when it went.
   */
  private readonly unwritten = new Map<string, MeteredCall | undefined>();
  private readonly disk: DiskHealth;
  private dropping: Promise<void> = Promise.resolve();
  private onEvent = () => {};
  private onCommit = (_waitedMs: number) => {};

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
    const segments = await Segments.open(directory, recovered.segments, logger);
    const damaged = new DamagedSegments(directory, logger);
    const journal = new Journal(options, recovered, segments, damaged);
    await damaged.report(recovered.badLines);
    await journal.writer.open();
    journal.room.watch();
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
    { open, ended, acknowledged }: Recovered,
    private readonly segments: Segments,
    damaged: DamagedSegments,
  ) {
    const { directory, sync, maxBytes, logger } = options;
    this.open = open;
    this.backlog = new Backlog(
      { segments, damaged, logger, written: () => this.writer.position },
      ended,
      acknowledged,
    );
    this.room = new JournalRoom({
      config: options,
      backlog: this.backlog,
      bytes: () => this.bytes,
      noteAcknowledged: () => this.noteAcknowledged(),
      logger,
    });
    this.disk = new DiskHealth({
      logger,
      probe: () => void this.noteAcknowledged(),
      recovered: () => void this.writeUnwritten(),
    });
    this.writer = new SegmentWriter(
      {
        directory,
        disk: options.disk ?? (sync === 'fsync' ? durableDisk : kernelDisk),
        segmentBytes:
          options.segmentBytes ??
          Math.min(SEGMENT_BYTES, Math.floor(maxBytes / LEAST_SEGMENTS)),
        lingerMs: sync === 'none' ? LINGER_MS : undefined,
        firstLine: () =>
          formatRecord({
            checkpoint: {
              open: [...this.open.values()],
              ...this.backlog.state,
            },
          }),
        onSegment: (segment, before) => this.goOnIn(segment, before),
        onOutcome: error => this.noteOutcome(error),
        onCommit: waitedMs => this.onCommit(waitedMs),
      },
      segments.last ?? 0,
    );
  }

  /** Ended calls that the control plane has not acknowledged. */
  get pendingEvents(): number {
    const refused = [...this.unwritten.values()].filter(Boolean).length;
    return this.backlog.size + refused;
  }

  /** What it holds, and how large it is. */
  report(): Omit<GatewayReport['journal'], 'rejectedEvents'> {
    return {
      pendingEvents: this.pendingEvents,
      bytes: this.bytes,
      maxBytes: this.options.maxBytes,
      droppedEvents: this.backlog.state.acknowledged.dropped ?? 0,
    };
  }

  /** Lines that wait to be written. */
  get waitingLines(): number {
    return this.writer.waiting;
  }

  /** Whether calls can begin. */
  health(): JournalHealth {
    const reason = this.room.problem;
    return this.disk.state.writable && reason
      ? { writable: false, reason }
      : this.disk.state;
  }

  /** Calls back whenever there is one more pending event; the last listener counts. */
  listen(onEvent: () => void): void {
    this.onEvent = onEvent;
  }

  /** Calls back after each write, with how long its first line has waited. */
  listenToCommits(onCommit: (waitedMs: number) => void): void {
    this.onCommit = onCommit;
  }

  async begin(intent: CallIntent): Promise<OpenCall> {
    const record = intentRecord(intent);
    if (!this.disk.state.writable && this.options.sync === 'none') {
      throw noCalls(UNWRITABLE);
    }
    // Others may have taken the room while this one waited for it.
    while (this.room.isFull) {
      await this.room.make();
    }
    this.room.calls += 1;
    const written = this.append({ intent: record });
    try {
      await this.unlessLazy(written);
    } catch {
      this.room.calls -= 1;
      throw noCalls(UNWRITABLE);
    }
    return new JournaledCall(record, this.options.gateway, end =>
      this.conclude(record.id, end),
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
    const stored = await this.backlog.next(max);
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
      this.backlog.acknowledge(last, stored.length);
      await this.noteAcknowledged();
      await this.backlog.dropSegments();
      this.room.watch();
    }
  }

  /** Writes what is under way; calls that are still open are lost. */
  async close(): Promise<void> {
    await this.writeUnwritten();
    await this.writer.close();
    await this.dropping;
    await this.room.settled();
    this.disk.close();
  }

  /** Writes the end of a call, or that there is nothing to tell of it. */
  private conclude(id: string, end?: MeteredCall): Promise<void> | undefined {
    const written = this.append(end ? { end } : { cancel: id }).then(
      () => {
        this.room.calls -= 1;
      },
      () => {
        this.room.calls -= 1;
        this.unwritten.set(id, end);
        this.onEvent();
      },
    );
    return this.unlessLazy(written);
  }

  /** Where nothing has to survive, nobody waits; what the disk refuses, its health tells. */
  private unlessLazy(written: Promise<void>): Promise<void> | undefined {
    if (this.options.sync === 'none') {
      written.catch(() => {});
      return undefined;
    }
    return written;
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
      this.backlog.noteEvent();
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
    const { acknowledged } = this.backlog.state;
    await this.unlessLazy(this.append({ acknowledged }).catch(() => {}));
  }

  private goOnIn(segment: number, before?: Position): void {
    if (before) {
      this.segments.close(before.segment, before.offset);
    }
    this.segments.add(segment);
    if (this.backlog.goOnIn(segment)) {
      this.dropping = this.dropping.then(() => this.backlog.dropSegments());
    }
  }

  private noteOutcome(error: unknown): void {
    this.disk.note(error);
    this.room.watch();
  }

  private get bytes(): number {
    return this.segments.bytes + this.writer.position.offset;
  }
}
