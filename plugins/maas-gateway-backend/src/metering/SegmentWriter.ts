import { join } from 'node:path';
import type { JournalDisk, SegmentFile } from './JournalDisk';
import { type Position, segmentName } from './records';

/** Size from which a segment is followed by the next one, in bytes without its first line. */
const SEGMENT_BYTES = 8 * 1024 * 1024;

/** So many bytes do not wait for others to come along. */
const GATHERED_BYTES = 64 * 1024;

/** What a writer needs. @internal */
export interface SegmentWriterOptions {
  directory: string;
  disk: JournalDisk;
  segmentBytes?: number;
  /**
   * First line of a new segment. It is asked for when all lines before have been noted by
   * their writers and none after them is written.
   */
  firstLine: (segment: number) => string;
  /** A new segment is being written, and the one before no more. */
  onSegment: (segment: number, before?: Position) => void;
  /** Every write says how it went. */
  onOutcome: (error?: unknown) => void;
  /** How long the first line of a write has waited until it was done, in milliseconds. */
  onCommit?: (waitedMs: number) => void;
  /**
   * How long lines wait for others to come along, in milliseconds; missing: as long as
   * the event loop takes to go round.
   */
  lingerMs?: number;
  /** Whether others may come along; nobody is waited for where not. */
  isBusy?: () => boolean;
}

/** A line that is to be written; neither of its functions throws. @internal */
export interface JournalLine {
  /** With its line feed. */
  text: string;
  /**
   * It is in the journal now, and ends there. Called in the order of the lines, before
   * anything after them is written.
   */
  written(end: Position): void;
  /** Called once: after `written`, or with what the disk says, and it is not in the journal. */
  done(error?: unknown): void;
}

/**
 * Appends lines to numbered segments. Lines that come while a write is under way share the
 * next one, and where it is busy so do those of one turn of the event loop, which is all
 * there is to group commit. A write that fails leaves nothing.
 *
 * @internal
 */
export class SegmentWriter {
  private lines: JournalLine[] = [];
  /** Characters of the lines, and when the first came. */
  private gathered = 0;
  private since = 0;
  /** Ends the wait for more lines. */
  private enough = () => {};
  private writing: Promise<void> | undefined;
  private file: SegmentFile | undefined;
  /** Bytes of whole lines. */
  private size = 0;
  private firstLineSize = 0;
  /** A failed write may have left something behind them. */
  private torn = false;
  private closed = false;

  /** @param segment - the last number that is taken */
  constructor(
    private readonly options: SegmentWriterOptions,
    private segment: number,
  ) {}

  /** Bytes of the segment that is being written. */
  get bytes(): number {
    return this.size;
  }

  /** The end of what is written. */
  get position(): Position {
    return { segment: this.segment, offset: this.size };
  }

  /** Starts the first segment. */
  async open(): Promise<void> {
    await this.rotate();
  }

  append(line: JournalLine): void {
    if (this.lines.length === 0) {
      this.since = performance.now();
    }
    this.lines.push(line);
    this.gathered += line.text.length;
    if (this.gathered >= GATHERED_BYTES) {
      this.enough();
    }
    this.writing ??= this.writeAll();
  }

  /** Lines that are not written yet. */
  get waiting(): number {
    return this.lines.length;
  }

  /** Writes what is waiting, and no more after it. */
  async close(): Promise<void> {
    this.closed = true;
    this.enough();
    await this.writing;
    await this.file?.close();
    this.file = undefined;
  }

  private async writeAll(): Promise<void> {
    while (this.lines.length > 0) {
      await this.gather();
      const { lines, since } = this;
      this.lines = [];
      this.gathered = 0;
      const text = lines.map(line => line.text).join('');
      const data = Buffer.from(text);
      const refusal = await this.tryToWrite(data);
      if (refusal === undefined) {
        this.noteWritten(lines, data.length, data.length === text.length);
        this.options.onCommit?.(performance.now() - since);
      }
      lines.forEach(line => line.done(refusal));
      this.options.onOutcome(refusal);
    }
    this.writing = undefined;
  }

  /** @returns what the disk says, where it refuses */
  private async tryToWrite(data: Buffer): Promise<unknown> {
    try {
      await this.write(data);
      return undefined;
    } catch (error) {
      return error ?? new Error('The disk refused the journal');
    }
  }

  /** They were just written, one after the other. */
  private noteWritten(
    lines: JournalLine[],
    bytes: number,
    isAscii: boolean,
  ): void {
    const { segment } = this;
    let offset = this.size - bytes;
    for (const line of lines) {
      const { text } = line;
      offset += isAscii ? text.length : Buffer.byteLength(text);
      line.written({ segment, offset });
    }
  }

  /** Lets lines come along. */
  private gather(): Promise<void> {
    const { lingerMs, isBusy = () => true } = this.options;
    return new Promise(go => {
      if (lingerMs === undefined && !isBusy()) {
        go();
        return;
      }
      if (lingerMs === undefined || this.closed) {
        setImmediate(go);
        return;
      }
      const timer = setTimeout(go, lingerMs);
      this.enough = () => {
        clearTimeout(timer);
        go();
      };
    });
  }

  private async write(data: Buffer): Promise<void> {
    if (this.closed && !this.file) {
      throw new Error('The journal is closed');
    }
    await this.mend();
    const limit = this.options.segmentBytes ?? SEGMENT_BYTES;
    if (this.size - this.firstLineSize >= limit) {
      await this.rotate();
    }
    try {
      await this.file?.write(data, this.size);
    } catch (error) {
      this.torn = true;
      // What was refused must not be found after a crash; tried again if it fails.
      await this.mend().catch(() => undefined);
      throw error;
    }
    this.size += data.length;
  }

  private async mend(): Promise<void> {
    if (this.torn) {
      await this.file?.truncate(this.size);
      this.torn = false;
    }
  }

  private async rotate(): Promise<void> {
    const { directory, disk, firstLine, onSegment } = this.options;
    const segment = this.segment + 1;
    const data = Buffer.from(firstLine(segment));
    const file = await disk.create(join(directory, segmentName(segment)), data);
    const previous = this.file;
    const before = previous && this.position;
    this.file = file;
    this.segment = segment;
    this.size = data.length;
    this.firstLineSize = data.length;
    onSegment(segment, before);
    await previous?.close();
  }
}
