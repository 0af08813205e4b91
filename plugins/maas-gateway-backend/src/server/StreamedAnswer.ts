import type { AnswerStream } from '../protocol/Protocol';
import type { EndpointUse } from '../routing/EndpointUse';
import type { ClientAnswer } from './ClientAnswer';

/** How long a server may go on after its stream has ended itself, in milliseconds. */
const LINGER_MS = 1_000;
/** And how much it may say then, in bytes. */
const LINGER_BYTES = 64 * 1024;

/** Where the pieces of an answer come from. @internal */
export interface PieceSource {
  pause(): void;
  resume(): void;
  abort(): void;
}

/**
 * An answer on its way from the model server to the client, piece by piece. What ends the
 * stream is held back until the call is settled.
 *
 * @internal
 */
export class StreamedAnswer {
  /** When something that was generated came first, by `performance.now()`. */
  firstTokenAt: number | undefined;
  private closedAt: number | undefined;
  private isPassed = false;
  private isOver = false;
  /** What came after the stream had ended itself. */
  private late: Buffer[] = [];
  private lateBytes = 0;
  private over: () => void = () => {};
  private readonly resume = () => this.source.resume();

  constructor(
    readonly stream: AnswerStream,
    private readonly source: PieceSource,
    private readonly client: ClientAnswer,
    /** The stream is whole; called once. */
    private readonly closed: () => void,
  ) {}

  push(chunk: Buffer): void {
    if (this.closedAt !== undefined) {
      this.pushLate(chunk);
      return;
    }
    const { stream, client } = this;
    const hasRoom = client.write(stream.push(chunk));
    if (this.firstTokenAt === undefined && stream.begun) {
      this.firstTokenAt = performance.now();
    }
    if (stream.closed) {
      this.close();
    } else if (!hasRoom) {
      this.source.pause();
      client.whenTaken(this.resume);
    }
  }

  /** The server has nothing more to say. */
  end(): void {
    this.isOver = true;
    if (this.closedAt !== undefined) {
      this.over();
    } else {
      this.close();
    }
  }

  /**
   * Once the call is settled: passes what was held back, and what the server says after
   * that; some close the answer in more than one way. Its connection is kept where it
   * comes to an end soon.
   */
  async finish(): Promise<void> {
    this.client.write(this.stream.rest());
    this.client.write(this.late);
    this.isPassed = true;
    if (!this.isOver) {
      await this.untilOver();
    }
    this.client.end();
  }

  /**
   * Notes how fast it was.
   *
   * @param tokens - that were generated
   */
  measure({ begun, endpoint }: EndpointUse, tokens: number): void {
    const { firstTokenAt, closedAt } = this;
    if (firstTokenAt !== undefined && closedAt !== undefined) {
      const restMs = closedAt - firstTokenAt;
      endpoint.figures.streamed(firstTokenAt - begun, restMs, tokens);
    }
  }

  private close(): void {
    this.closedAt = performance.now();
    this.stream.end();
    this.closed();
  }

  private pushLate(chunk: Buffer): void {
    this.lateBytes += chunk.length;
    if (this.lateBytes > LINGER_BYTES) {
      this.source.abort();
      this.end();
    } else if (this.isPassed) {
      this.client.write([chunk]);
    } else {
      this.late.push(chunk);
    }
  }

  private async untilOver(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>(resolve => {
      this.over = resolve;
      timer = setTimeout(resolve, LINGER_MS);
    });
    clearTimeout(timer);
    if (!this.isOver) {
      this.source.abort();
    }
  }
}
