import type { IncomingHttpHeaders } from 'node:http';
import type { EndpointUse } from '../routing/EndpointUse';
import type { UpstreamRequest } from '../routing/ModelEndpoint';
import {
  UpstreamCall,
  type UpstreamFailure,
  type UpstreamListener,
} from '../routing/UpstreamCall';

/** Largest answer in one piece, in bytes. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** How an answer begins. @internal */
export interface Head {
  status: number;
  headers: IncomingHttpHeaders;
}

/** Is told what becomes of an attempt. @internal */
export interface AttemptOwner {
  /** @returns whether what follows is wanted piece by piece */
  onHead(head: Head): boolean;
  /** The next piece. */
  onPiece(chunk: Buffer): void;
  /** There are no more pieces. */
  onPiecesEnd(): void;
  /** An answer that is not wanted in pieces. */
  onWhole(head: Head, body: Buffer): void;
  /** An answer that is too large to be held. */
  onTooLarge(): void;
  /** No answer, or not all of it. */
  onFailure(failure: UpstreamFailure): void;
}

/**
 * A call at one of the model's endpoints. Whatever becomes of it, it leaves the endpoint
 * once, before its owner is told.
 *
 * @internal
 */
export class Attempt implements UpstreamListener {
  head: Head | undefined;
  private readonly upstream = new UpstreamCall(this);
  private inPieces = false;
  private chunks: Buffer[] = [];
  private size = 0;
  private isOver = false;

  constructor(
    readonly use: EndpointUse,
    private readonly owner: AttemptOwner,
  ) {}

  /** Something of the request may have reached the server. */
  get sent(): boolean {
    return this.upstream.sent;
  }

  /** The server works at the answer, as far as is known. */
  get atWork(): boolean {
    return this.sent && (this.head?.status ?? 200) === 200;
  }

  send(request: UpstreamRequest): void {
    this.use.endpoint.send(this.upstream, request);
  }

  /** Ends it at once; the owner hears no more. */
  abort(): void {
    if (!this.isOver) {
      this.leave();
      this.upstream.abort();
    }
  }

  /** Takes no more of the answer until `resume`. */
  pause(): void {
    this.upstream.pause();
  }

  resume(): void {
    this.upstream.resume();
  }

  onHead(status: number, headers: IncomingHttpHeaders): void {
    this.head = { status, headers };
    this.use.answered(status);
    this.inPieces = this.owner.onHead(this.head);
  }

  onData(chunk: Buffer): void {
    if (this.inPieces) {
      this.owner.onPiece(chunk);
      return;
    }
    this.size += chunk.length;
    this.chunks.push(chunk);
    if (this.size > MAX_ANSWER_BYTES) {
      this.abort();
      this.owner.onTooLarge();
    }
  }

  onEnd(): void {
    this.leave();
    const { head, chunks } = this;
    if (this.inPieces) {
      this.owner.onPiecesEnd();
    } else if (head) {
      const isOne = chunks.length === 1;
      const body = isOne ? chunks[0] : Buffer.concat(chunks, this.size);
      this.owner.onWhole(head, body);
    }
  }

  onFailure(failure: UpstreamFailure, error: Error): void {
    this.use.broke(failure, error, this.head !== undefined);
    this.leave();
    this.owner.onFailure(failure);
  }

  private leave(): void {
    this.isOver = true;
    this.use.end();
  }
}

/** What sort of answer it is; JSON where the server does not say. @internal */
export function typeOf({ headers }: Head): string {
  return String(headers['content-type'] ?? 'application/json');
}

/** @internal */
export function isEventStream(head: Head): boolean {
  return /^text\/event-stream\b/i.test(typeOf(head));
}
