import type { AnswerFigures, AnswerStream } from './Protocol';
import { GrowingBytes } from './GrowingBytes';
import { dataOf, SseSplitter } from './sse';
import { member, parseJson } from './values';

/** When events are read for their text and let go, in bytes. */
const COMPACT_AT = 256 * 1024;

/**
 * What becomes of an event: it goes on to the client, it does not, or it closes the
 * stream.
 *
 * @internal
 */
export type EventFate = 'pass' | 'drop' | 'close';

/**
 * An answer that comes as Server-Sent Events. Every byte of those that pass goes on as it
 * came; what the events say is for each endpoint to know.
 *
 * @internal
 */
export abstract class EventStream implements AnswerStream {
  closed = false;
  begun = false;

  private readonly splitter = new SseSplitter();
  private readonly last: Buffer[] = [];
  private readonly unread = new GrowingBytes();
  private generated = '';

  abstract figures(): AnswerFigures;

  /**
   * Notes what an event says besides text. It is asked of each event as it comes, so it
   * looks for telling bytes before it parses.
   */
  protected abstract note(event: Buffer): EventFate;

  /** What an event adds to the answer; of many events at once, and later. */
  protected abstract textOf(event: unknown): string;

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

  text(): string {
    this.compact();
    return this.generated;
  }

  /** @returns whether the event goes to the client now */
  private take(event: Buffer): boolean {
    if (this.closed) {
      this.last.push(event);
      return false;
    }
    this.keep(event);
    const fate = this.note(event);
    if (fate === 'close') {
      this.closed = true;
      this.last.push(event);
    }
    return fate === 'pass';
  }

  private keep(event: Buffer): void {
    this.unread.push(event);
    // Until something was generated each is read at once: that is how it is known.
    if (!this.begun || this.unread.length > COMPACT_AT) {
      this.compact();
      this.begun = this.generated !== '';
    }
  }

  private compact(): void {
    const splitter = new SseSplitter();
    const events = splitter.push(this.unread.take());
    this.generated += [...events, splitter.rest()]
      .map(event => this.textOf(parseEvent(event)))
      .join('');
  }
}

/** The JSON of an event; undefined where it is a comment or nothing that an API knows. @internal */
export function parseEvent(event: Buffer): unknown {
  return parseJson(dataOf(event));
}

/** How an error is called that came in the midst of a stream. @internal */
export function codeOf(error: unknown): string {
  const code = member(error, 'code') ?? member(error, 'type');
  return String(code ?? 'upstream_error').slice(0, 100);
}
