import { join } from 'node:path';
import type { JournalDisk, SegmentFile } from './JournalDisk';
import { type Position, segmentName } from './records';

/** Size from which a segment is followed by the next one, in bytes without its first line. */
const SEGMENT_BYTES = 8 * 1024 * 1024;

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
  /** A new segment is being written. */
  onSegment: (segment: number) => void;
  /** Every write says how it went. */
  onOutcome: (error?: unknown) => void;
}

interface Line {
  text: string;
  /** Called in the order of the lines, before anything after them is written. */
  written: () => void;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/**
 * Appends lines to numbered segments. Lines that come while a write is under way share the
 * next one, which is all there is to group commit. A write that fails leaves nothing.
 *
 * @internal
 */
export class SegmentWriter {
  private lines: Line[] = [];
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
      this.lines.push({ text, written, resolve, reject });
      this.writing ??= this.writeAll();
    });
  }

  /** Writes what is waiting, and no more after it. */
  async close(): Promise<void> {
    this.closed = true;
    await this.writing;
    await this.file?.close();
    this.file = undefined;
  }

  private async writeAll(): Promise<void> {
    while (this.lines.length > 0) {
      const lines = this.lines;
      this.lines = [];
      try {
        await this.write(lines.map(line => line.text).join(''));
        lines.forEach(line => line.written());
        lines.forEach(line => line.resolve());
        this.options.onOutcome();
      } catch (error) {
        lines.forEach(line => line.reject(error));
        this.options.onOutcome(error);
      }
    }
    this.writing = undefined;
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
    this.file = file;
    this.segment = segment;
    this.size = data.length;
    this.firstLineSize = data.length;
    onSegment(segment);
    await previous?.close();
  }
}
