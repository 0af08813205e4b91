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
}

interface Line {
  text: string;
  /** Called in the order of the lines, before anything after them is written. */
  written: () => void;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/**
 * Appends lines to numbered segments. Lines that come in the same turn of the event loop,
 * or while a write is under way, share one write, which is all there is to group commit. A
 * write that fails leaves nothing.
 *
 * @internal
 */
export class SegmentWriter {
  private lines: Line[] = [];
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

  /** The end of what is written. */
  get position(): Position {
    return { segment: this.segment, offset: this.size };
  }

  /** Starts the first segment. */
  async open(): Promise<void> {
    await this.rotate();
  }

  /**
   * @param written - notes the line in memory
   * @throws what the disk says; the line is not in the journal then
   */
  append(text: string, written: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.lines.length === 0) {
        this.since = performance.now();
      }
      this.lines.push({ text, written, resolve, reject });
      this.gathered += text.length;
      if (this.gathered >= GATHERED_BYTES) {
        this.enough();
      }
      this.writing ??= this.writeAll();
    });
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
      try {
        await this.write(lines.map(line => line.text).join(''));
        lines.forEach(line => line.written());
        lines.forEach(line => line.resolve());
        this.options.onCommit?.(performance.now() - since);
        this.options.onOutcome();
      } catch (error) {
        lines.forEach(line => line.reject(error));
        this.options.onOutcome(error);
      }
    }
    this.writing = undefined;
  }

  /** Lets lines come along. */
  private gather(): Promise<void> {
    const { lingerMs } = this.options;
    return new Promise(go => {
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

  private async write(text: string): Promise<void> {
    if (this.closed && !this.file) {
      throw new Error('The journal is closed');
    }
    await this.mend();
    const limit = this.options.segmentBytes ?? SEGMENT_BYTES;
    if (this.size - this.firstLineSize >= limit) {
      await this.rotate();
    }
    const data = Buffer.from(text);
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
