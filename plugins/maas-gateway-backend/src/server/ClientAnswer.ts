import type { ServerResponse } from 'node:http';
import { commonHeaders, endWithError, sendBytes, sendError } from './answers';
import type { GatewayError } from './GatewayError';

/**
 * What the client of a call gets: one answer, as a whole or as a stream.
 *
 * @internal
 */
export class ClientAnswer {
  private waiting = false;
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
    this.response.writeHead(200, [
      ...commonHeaders(this.response),
      ...this.headers,
      'content-type',
      contentType,
      'cache-control',
      'no-cache',
    ]);
    this.response.flushHeaders();
  }

  /** @returns whether the client takes more at once; if not, `whenTaken` says when */
  write(pieces: Buffer[]): boolean {
    for (const piece of pieces) {
      this.response.write(piece);
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
    this.response.end();
  }

  /** Answers with an error, or ends a stream with one more event: its status is gone. */
  fail(error: GatewayError): void {
    if (this.response.headersSent) {
      endWithError(this.response, error);
    } else {
      this.setHeaders();
      sendError(this.response, error);
    }
  }

  /** Answers with a whole body, and headers of its own besides. */
  send(status: number, body: Buffer, headers: readonly string[]): void {
    sendBytes(this.response, status, body, [...this.headers, ...headers]);
  }

  /** For an answer that somebody else gives. */
  setHeaders(): void {
    if (!this.response.headersSent) {
      for (let at = 0; at < this.headers.length; at += 2) {
        this.response.setHeader(this.headers[at], this.headers[at + 1]);
      }
    }
  }

  /** Hangs up. */
  destroy(): void {
    this.response.destroy();
  }
}
