import type { TokenCounts } from '@openmaas/backstage-plugin-maas-common';
import type { AnswerFigures, AnswerStream } from './Protocol';
import { dataOf, SseSplitter } from './sse';
import { items, member, readCompletionUsage } from './usage';

const DONE = Buffer.from('[DONE]');
const USAGE = Buffer.from('"usage"');
const ERROR = Buffer.from('"error"');
const FINISH_REASON = Buffer.from('"finish_reason"');
const NO_FINISH_REASON = Buffer.from('"finish_reason":null');

/** When events are read for their text and let go, in bytes. */
const COMPACT_AT = 256 * 1024;

/**
 * The stream of a chat or text completion. Every byte goes on as it came, but for the
 * chunk with the usage where the client did not ask for it.
 *
 * @internal
 */
export class CompletionStream implements AnswerStream {
  closed = false;
  begun = false;

  private readonly splitter = new SseSplitter();
  private readonly last: Buffer[] = [];
  private usage: TokenCounts | undefined;
  private finishReason: string | undefined;
  private errorCode: string | undefined;
  private unread: Buffer[] = [];
  private unreadBytes = 0;
  private generated = '';

  /**
   * @param passUsage - the client asked for the chunk with the usage
   * @param textOf - what a chunk adds to the answer
   */
  constructor(
    private readonly passUsage: boolean,
    private readonly textOf: (chunk: unknown) => string,
  ) {}

  push(chunk: Buffer): Buffer[] {
    const out: Buffer[] = [];
    for (const event of this.splitter.push(chunk)) {
      if (this.take(event)) {
        out.push(event);
      }
    }
    return out;
  }

  end(): void {
    const rest = this.splitter.rest();
    if (rest.length > 0 && this.take(rest)) {
      this.last.push(rest);
    }
  }

  rest(): Buffer[] {
    return this.last;
  }

  figures(): AnswerFigures {
    const { usage, finishReason, errorCode } = this;
    return { usage, finishReason, errorCode };
  }

  text(): string {
    this.compact();
    return this.generated;
  }

  /** @returns whether the event goes to the client now */
  private take(event: Buffer): boolean {
    if (this.closed || isDone(event)) {
      this.closed = true;
      this.last.push(event);
      return false;
    }
    this.keep(event);
    const telling =
      event.includes(USAGE) ||
      event.includes(ERROR) ||
      (event.includes(FINISH_REASON) && !event.includes(NO_FINISH_REASON));
    return telling ? this.readFigures(event) : true;
  }

  private keep(event: Buffer): void {
    this.unread.push(event);
    this.unreadBytes += event.length;
    // Until something was generated each is read at once: that is how it is known.
    if (!this.begun || this.unreadBytes > COMPACT_AT) {
      this.compact();
      this.begun = this.generated !== '';
    }
  }

  private readFigures(event: Buffer): boolean {
    const chunk = parse(event);
    // Some servers put a running total on every chunk: the last one is the sum.
    this.usage = readCompletionUsage(member(chunk, 'usage')) ?? this.usage;
    for (const choice of items(member(chunk, 'choices'))) {
      const reason = member(choice, 'finish_reason');
      this.finishReason =
        typeof reason === 'string' ? reason.slice(0, 100) : this.finishReason;
    }
    const error = member(chunk, 'error');
    if (error !== undefined && error !== null) {
      this.errorCode = codeOf(error);
    }
    return this.passUsage || !isUsageChunk(chunk);
  }

  private compact(): void {
    this.generated += this.unread
      .map(event => this.textOf(parse(event)))
      .join('');
    this.unread = [];
    this.unreadBytes = 0;
  }
}

function isDone(event: Buffer): boolean {
  return event.includes(DONE) && dataOf(event).trim() === '[DONE]';
}

function isUsageChunk(chunk: unknown): boolean {
  const choices = member(chunk, 'choices');
  const usage = member(chunk, 'usage');
  return (
    Array.isArray(choices) &&
    choices.length === 0 &&
    usage !== undefined &&
    usage !== null
  );
}

function codeOf(error: unknown): string {
  const code = member(error, 'code') ?? member(error, 'type');
  return String(code ?? 'upstream_error').slice(0, 100);
}

function parse(event: Buffer): unknown {
  try {
    return JSON.parse(dataOf(event));
  } catch {
    // A comment, or nothing that the API knows: it passes, and says nothing to us.
    return undefined;
  }
}
