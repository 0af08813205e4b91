import { mkdir } from 'node:fs/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { GatewayReport } from '@openmaas/backstage-plugin-maas-common';
import { Backlog } from './Backlog';
import { CallLines, unwritable } from './CallLines';
import { DamagedSegments } from './DamagedSegments';
import { DiskHealth, type JournalHealth } from './DiskHealth';
import { type JournalDisk, durableDisk, kernelDisk } from './JournalDisk';
import type { JournalConfig } from './journalConfig';
import { JournalRoom } from './JournalRoom';
import type { CallIntent, Meter, OpenCall } from './Meter';
import { isStored, type PendingEvent } from './PendingEvent';
import { formatRecord, type Position } from './records';
import { recover, type Recovered } from './recovery';
import { Segments } from './Segments';
import { SegmentWriter } from './SegmentWriter';

/** How long lines wait in memory where nothing has to survive, in milliseconds. */
const LINGER_MS = 100;

/** While no more calls than that run, their lines hardly ever come at the same time. */
const FEW_CALLS = 4;

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

/**
 * The calls of a gateway on its disk, from before they go upstream until the control plane
 * has their events. It is a row of files to which lines are only appended: see
 * `records.ts`. They hold ids, names and figures; no key, no text.
 *
 * @internal
 */
export class Journal implements Meter {
  private readonly writer: SegmentWriter;
  private readonly backlog: Backlog;
  private readonly room: JournalRoom;
  private readonly calls: CallLines;
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
    const { directory, logger } = options;
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const recovered = await recover(directory);
    const segments = await Segments.open(directory, recovered.segments, logger);
    const damaged = new DamagedSegments(directory, logger);
    const journal = new Journal(options, recovered, segments, damaged);
    await damaged.report(recovered.badLines);
    await journal.writer.open();
    journal.room.watch();
    const lost = await journal.calls.endLost();
    if (lost > 0) {
      logger.warn(
        `${lost} calls had no end in the journal: they are billed by the size of their prompts`,
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
    const { directory, sync, maxBytes, gateway, logger } = options;
    this.calls = new CallLines({
      gateway,
      isLazy: this.isLazy,
      open: open.values(),
      append: line => this.writer.append(line),
      onWritten: (event, end) => {
        this.backlog.noteEvent(event, end);
        this.onEvent();
      },
      onUnwritten: () => this.onEvent(),
    });
    this.backlog = new Backlog(
      { segments, damaged, logger, written: () => this.writer.position },
      ended,
      acknowledged,
    );
    this.room = new JournalRoom({
      config: options,
      backlog: this.backlog,
      bytes: () => this.bytes,
      calls: () => this.calls.running,
      noteAcknowledged: () => this.noteAcknowledged(),
      logger,
    });
    this.disk = new DiskHealth({
      logger,
      probe: () => void this.noteAcknowledged(),
      recovered: () => void this.calls.writeUnwritten(),
    });
    this.writer = new SegmentWriter(
      {
        directory,
        disk: options.disk ?? (sync === 'fsync' ? durableDisk : kernelDisk),
        segmentBytes:
          options.segmentBytes ??
          Math.min(SEGMENT_BYTES, Math.floor(maxBytes / LEAST_SEGMENTS)),
        lingerMs: sync === 'none' ? LINGER_MS : undefined,
        isBusy: () => this.calls.running > FEW_CALLS,
        firstLine: () =>
          formatRecord({
            checkpoint: {
              open: this.calls.openIntents(),
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
    return this.backlog.size + this.calls.unwrittenEvents;
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

  begin(intent: CallIntent): Promise<OpenCall> {
    if (this.isLazy && !this.disk.isWritable) {
      return Promise.reject(unwritable());
    }
    return this.room.isFull
      ? this.beginInRoom(intent)
      : this.calls.begin(intent);
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
    return [...stored, ...this.calls.nextUnwritten(max - stored.length)];
  }

  /**
   * The control plane has these.
   *
   * @param events - the first of those that came last, without a gap
   */
  async acknowledge(events: PendingEvent[]): Promise<void> {
    const stored = events.filter(isStored);
    this.calls.acknowledgeUnwritten(events.filter(event => !isStored(event)));
    if (stored.length > 0) {
      this.backlog.acknowledge(stored);
      await this.noteAcknowledged();
      await this.backlog.dropSegments();
      this.room.watch();
    }
  }

  /** Writes what is under way; calls that are still open are lost. */
  async close(): Promise<void> {
    await this.calls.writeUnwritten();
    await this.writer.close();
    await this.dropping;
    await this.room.settled();
    this.disk.close();
  }

  /** Others may have taken the room while this one waited for it. */
  private async beginInRoom(intent: CallIntent): Promise<OpenCall> {
    while (this.room.isFull) {
      await this.room.make();
    }
    return this.calls.begin(intent);
  }

  /** Where nothing has to survive, nobody waits. */
  private get isLazy(): boolean {
    return this.options.sync === 'none';
  }

  /** Not on disk, it is only shipped again: the ledger knows the events by their ids. */
  private async noteAcknowledged(): Promise<void> {
    const { acknowledged } = this.backlog.state;
    const written = new Promise<void>(resolve => {
      this.writer.append({
        text: formatRecord({ acknowledged }),
        written() {},
        done: () => resolve(),
      });
    });
    if (!this.isLazy) {
      await written;
    }
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
    return this.segments.bytes + this.writer.bytes;
  }
}
