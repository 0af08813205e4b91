import type { ServerResponse } from 'node:http';
import {
  commonHeaders,
  errorEvent,
  ONE_WRITE_BYTES,
  sendBytes,
  sendError,
} from './answers';
import type { GatewayError } from './GatewayError';

/**
 * What the client of a call gets: one answer, as a whole or as a stream.
 *
 * @internal
 */
export class ClientAnswer {
  private waiting = false;
  /** The client is sent chunks of HTTP, and they are made here. */
  private inChunks = false;
  /** Something of a stream has left, and its head with it. */
  private begun = false;
  private timer: NodeJS.Timeout | undefined;
  private gone = () => {};

  /**
   * @param headers - of the answer, whatever it is: names and values in turn
   * @param patienceMs - how long a client may take nothing of a stream
   */
  constructor(
    private readonly response: ServerResponse,
    private readonly headers: readonly string[],
    private readonly patienceMs: number,
  ) {}

  /** Calls back when the client leaves, or takes nothing for too long. */
  watch(gone: () => void): void {
    this.gone = gone;
    this.response.once('close', gone);
    if (this.response.destroyed) {
      gone();
    }
  }

  /** Whoever leaves now, nobody wants to know. */
  unwatch(): void {
    this.response.off('close', this.gone);
    clearTimeout(this.timer);
  }

  /** Status that the client has got; undefined where it has none yet. */
  get status(): number | undefined {
    return this.response.headersSent ? this.response.statusCode : undefined;
  }

  /** Begins a stream. */
  open(contentType: string): void {
    const { response } = this;
    response.writeHead(200, [
      ...commonHeaders(response),
      ...this.headers,
      'content-type',
      contentType,
      'cache-control',
      'no-cache',
    ]);
    // Node writes a chunk in four pieces: its length, its bytes and two ends of lines.
    this.inChunks = response.chunkedEncoding;
    response.chunkedEncoding = false;
    // What comes in the same turn leaves with the head.
    process.nextTick(() => this.sendHead());
  }

  /** @returns whether the client takes more at once; if not, `whenTaken` says when */
  write(pieces: Buffer[]): boolean {
    for (const piece of pieces) {
      this.writePiece(piece);
    }
    return !this.response.writableNeedDrain;
  }

  /** Calls back once the client has taken what was written. */
  whenTaken(taken: () => void): void {
    if (this.waiting) {
      return;
    }
    this.waiting = true;
    this.timer = setTimeout(this.gone, this.patienceMs);
    this.response.once('drain', () => {
      this.waiting = false;
      clearTimeout(this.timer);
      taken();
    });
  }

  /** Ends a stream. */
  end(): void {
    this.begun = true;
    if (this.inChunks) {
      this.response.end('0\r\n\r\n', 'latin1');
    } else {
      this.response.end();
    }
  }

  /** Answers with an error, or ends a stream with one more event: its status is gone. */
  fail(error: GatewayError): void {
    if (this.response.headersSent) {
      this.write([errorEvent(this.response, error)]);
      this.end();
    } else {
      this.setHeaders();
      sendError(this.response, error);
    }
  }

  /** Answers with a whole body, and headers of its own besides. */
  send(status: number, body: Buffer, headers: readonly string[]): void {
    sendBytes(this.response, status, body, this.headers.concat(headers));
  }

  /** For an answer that somebody else gives. */
  setHeaders(): void {
    if (!this.response.headersSent) {
      for (let at = 0; at < this.headers.length; at += 2) {
        this.response.setHeader(this.headers[at], this.headers[at + 1]);
      }
    }
  }

  private sendHead(): void {
    if (!this.begun) {
      this.response.flushHeaders();
    }
  }

  private writePiece(piece: Buffer): void {
    const { response, inChunks } = this;
    this.begun = true;
    const { length } = piece;
    if (!inChunks) {
      response.write(piece);
    } else if (length > ONE_WRITE_BYTES) {
      response.write(`${length.toString(16)}\r\n`, 'latin1');
      response.write(piece);
      response.write('\r\n', 'latin1');
    } else if (length > 0) {
      // A text of bytes; a chunk of no bytes would be the end.
      const bytes = piece.toString('latin1');
      response.write(`${length.toString(16)}\r\n${bytes}\r\n`, 'latin1');
    }
  }

  /** Hangs up. */
  destroy(): void {
    this.response.destroy();
  }
}
