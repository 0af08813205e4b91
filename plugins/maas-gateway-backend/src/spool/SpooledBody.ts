import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { notReady } from '../policy/notReady';
import { BytePieces } from '../server/BytePieces';

/** What stays in memory, in bytes. */
const IN_MEMORY = 256 * 1024;

/** What is read of a file at once, in bytes. */
const PIECE = 64 * 1024;

/** A part of a body, in bytes from its start; the end is not in it. @internal */
export interface ByteRange {
  start: number;
  end: number;
}

/** A body that goes upstream piece by piece, as fast as it is taken. @internal */
export interface StreamedBody {
  /** Bytes. */
  length: number;
  /** All of it, from its start; the caller reads it to its end or destroys it. */
  stream(): Readable;
}

/** What a body needs of its spool. @internal */
export interface SpoolRoom {
  /** @throws GatewayError 503 */
  reserve(bytes: number): void;
  openFile(): Promise<FileHandle>;
  onFailure(error: Error): void;
}

/**
 * The body of one request: a small one in memory, a larger one in a file. It is written
 * once and can be read as often as there are servers to try.
 *
 * @internal
 */
export class SpooledBody {
  /** What is not in the file. */
  private pieces = new BytePieces();
  private file: FileHandle | undefined;
  private bytes = 0;
  private spooled = 0;
  private discarded: Promise<void> | undefined;

  constructor(private readonly room: SpoolRoom) {}

  /** Bytes so far. */
  get length(): number {
    return this.bytes;
  }

  /**
   * Takes the next bytes.
   *
   * @throws GatewayError 503 where they cannot be kept
   */
  async append(chunk: Buffer): Promise<void> {
    this.pieces.push(chunk);
    this.bytes += chunk.length;
    if (this.file || this.bytes > IN_MEMORY) {
      await this.write(this.pieces.concat());
      this.pieces = new BytePieces();
    }
  }

  /**
   * The body with other bytes in one place.
   *
   * @param change - nothing changes without one
   */
  with(change?: { at: ByteRange; bytes: Buffer }): Buffer | StreamedBody {
    const pieces: Array<ByteRange | Buffer> = change
      ? [
          { start: 0, end: change.at.start },
          change.bytes,
          { start: change.at.end, end: this.bytes },
        ]
      : [{ start: 0, end: this.bytes }];
    const { file } = this;
    if (!file) {
      const whole = this.pieces.concat();
      return Buffer.concat(
        pieces.map(piece =>
          Buffer.isBuffer(piece)
            ? piece
            : whole.subarray(piece.start, piece.end),
        ),
      );
    }
    return {
      length: pieces.reduce((sum, piece) => sum + lengthOf(piece), 0),
      stream: () =>
        Readable.from(read(file, pieces), { objectMode: false }).on(
          'error',
          // Whoever reads hears of it too; and where nobody does any more, it is nothing.
          () => {},
        ),
    };
  }

  /** Nobody needs it any more. Does nothing the second time. */
  discard(): Promise<void> {
    this.discarded ??= this.close();
    return this.discarded;
  }

  private async write(bytes: Buffer): Promise<void> {
    this.room.reserve(bytes.length);
    this.spooled += bytes.length;
    try {
      this.file ??= await this.room.openFile();
      await this.file.appendFile(bytes);
    } catch (error) {
      this.room.onFailure(error as Error);
      throw notReady('The upload cannot be stored now. Try again in a moment.');
    }
  }

  private async close(): Promise<void> {
    this.pieces = new BytePieces();
    await this.file?.close();
    this.room.reserve(-this.spooled);
  }
}

async function* read(
  file: FileHandle,
  pieces: Array<ByteRange | Buffer>,
): AsyncGenerator<Buffer> {
  for (const piece of pieces) {
    if (Buffer.isBuffer(piece)) {
      yield piece;
    } else {
      yield* readRange(file, piece);
    }
  }
}

async function* readRange(
  file: FileHandle,
  { start, end }: ByteRange,
): AsyncGenerator<Buffer> {
  for (let at = start; at < end; ) {
    const most = Math.min(PIECE, end - at);
    const { buffer, bytesRead } = await file.read({
      buffer: Buffer.allocUnsafe(most),
      position: at,
    });
    if (bytesRead === 0) {
      throw new Error('The spooled body is shorter than it was');
    }
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

function lengthOf(piece: ByteRange | Buffer): number {
  return Buffer.isBuffer(piece) ? piece.length : piece.end - piece.start;
}
