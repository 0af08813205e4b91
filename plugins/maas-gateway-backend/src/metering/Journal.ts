import { mkdir } from 'node:fs/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { GatewayReport } from '@openmaas/backstage-plugin-maas-common';
import { Bag, type Bagged } from '../Bag';
import { Backlog } from './Backlog';
import { DamagedSegments } from './DamagedSegments';
import { DiskHealth, type JournalHealth } from './DiskHealth';
import { intentRecord, lostCall } from './event';
import { type JournalDisk, durableDisk, kernelDisk } from './JournalDisk';
import { type CallBook, JournaledCall } from './JournaledCall';
import type { JournalConfig } from './journalConfig';
import { JournalRoom } from './JournalRoom';
import type { CallIntent, Meter, OpenCall } from './Meter';
import { noCalls } from './noCalls';
import type { PendingEvent } from './PendingEvent';
import { endLine, formatRecord, intentLine, type Position } from './records';
import { recover, type Recovered } from './recovery';
import { Segments } from './Segments';
import { SegmentWriter } from './SegmentWriter';
import { UnwrittenEnds } from './UnwrittenEnds';

/** How long lines wait in memory where nothing has to survive, in milliseconds. */
const LINGER_MS = 100;

/** While no more calls than that run, their lines hardly ever come at the same time. */
const FEW_CALLS = 4;

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

/** A call on disk without an end. */
interface OpenEntry extends Bagged {
  intent: CallIntent;
}

/**
 * The calls of a gateway on its disk, from before they go upstream until the control plane
 * has their events. It is a row of files to which lines are only appended: see `records.ts`. They hold ids, names and figures; no key, no text.
 *
 * @internal
 */
export class Journal implements Meter, CallBook {
  private readonly writer: SegmentWriter;
  private readonly backlog: Backlog;
  private readonly room: JournalRoom;
  /** Calls on disk without an end. */
  private readonly open = new Bag<OpenEntry>();
  private readonly unwritten = new UnwrittenEnds();
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
    const lost = journal.open.values();
    await Promise.all(lost.map(entry => journal.endLost(entry)));
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
    open.forEach(intent => this.open.add({ place: -1, intent }));
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
        isBusy: () => this.room.calls > FEW_CALLS,
        firstLine: () =>
          formatRecord({
            checkpoint: {
              open: this.open
                .values()
                .map(({ intent }) => intentRecord(intent)),
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
    return this.backlog.size + this.unwritten.pending;
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

  /** Id of the gateway. */
  get gateway(): string {
    return this.options.gateway;
  }

  begin(intent: CallIntent): Promise<OpenCall> {
    if (this.isLazy && !this.disk.isWritable) {
      return Promise.reject(noCalls(UNWRITABLE));
    }
    return this.room.isFull ? this.beginInRoom(intent) : this.write(intent);
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
    return [...stored, ...this.unwritten.next(max - stored.length)];
  }

  /**
   * The control plane has these.
   *
   * @param events - the first of those that came last, without a gap
   */
  async acknowledge(events: PendingEvent[]): Promise<void> {
    const stored = events.flatMap(({ position }) => position ?? []);
    this.unwritten.acknowledge(events.filter(({ position }) => !position));
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
  conclude(call: JournaledCall, event?: string): Promise<void> {
    const written = new Promise<void>(resolve => {
      this.writeEnd(call, event, refusal => {
        this.room.calls -= 1;
        if (refusal) {
          this.unwritten.add(call, event);
          this.onEvent();
        }
        resolve();
      });
    });
    return this.isLazy ? Promise.resolve() : written;
  }

  /** Others may have taken the room while this one waited for it. */
  private async beginInRoom(intent: CallIntent): Promise<OpenCall> {
    while (this.room.isFull) {
      await this.room.make();
    }
    return this.write(intent);
  }

  private write(intent: CallIntent): Promise<OpenCall> {
    this.room.calls += 1;
    const call = new JournaledCall(intent, this);
    const written = new Promise<OpenCall>((resolve, reject) => {
      this.writer.append({
        text: intentLine(call.intentText),
        written: () => this.open.add(call),
        done: refusal => {
          if (refusal && !this.isLazy) {
            this.room.calls -= 1;
            reject(noCalls(UNWRITABLE));
          } else {
            resolve(call);
          }
        },
      });
    });
    // What the disk refuses, its health tells.
    return this.isLazy ? Promise.resolve(call) : written;
  }

  private writeEnd(
    call: JournaledCall,
    event: string | undefined,
    done: (refusal?: unknown) => void,
  ): void {
    this.writer.append({
      text:
        event === undefined
          ? formatRecord({ cancel: call.intent.id })
          : endLine(event),
      written: position => {
        this.open.delete(call);
        this.unwritten.delete(call);
        if (event !== undefined) {
          this.noteEvent(event, position);
        }
      },
      done,
    });
  }

  /** Of a call whose end a crash took. */
  private endLost(entry: OpenEntry): Promise<void> {
    const event = JSON.stringify(lostCall(entry.intent, this.gateway));
    return this.append(endLine(event), position => {
      this.open.delete(entry);
      this.noteEvent(event, position);
    });
  }

  private noteEvent(event: string, position: Position): void {
    this.backlog.noteEvent(event, position);
    this.onEvent();
  }

  /** Where nothing has to survive, nobody waits. */
  private get isLazy(): boolean {
    return this.options.sync === 'none';
  }

  /** @throws what the disk says */
  private append(
    text: string,
    written: (end: Position) => void = () => {},
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      this.writer.append({
        text,
        written,
        done: refusal => (refusal ? reject(refusal) : resolve()),
      });
    });
  }

  private async writeUnwritten(): Promise<void> {
    await Promise.all(
      this.unwritten.all().map(
        ([call, event]) =>
          new Promise<void>(resolve => {
            this.writeEnd(call, event, () => resolve());
          }),
      ),
    );
  }

  /** Not on disk, it is only shipped again: the ledger knows the events by their ids. */
  private async noteAcknowledged(): Promise<void> {
    const { acknowledged } = this.backlog.state;
    const written = this.append(formatRecord({ acknowledged })).catch(() => {});
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
