const LF = 0x0a;
const CR = 0x0d;
const EMPTY_LINE = Buffer.from('\n\n');

/** Largest event, in bytes: more than any piece of an answer that somebody generates. */
const MAX_EVENT_BYTES = 8 * 1024 * 1024;

/**
 * Cuts a stream of Server-Sent Events into whole events, without copying what need not
 * be copied.
 *
 * @internal
 */
export class SseSplitter {
  private held: Buffer = Buffer.alloc(0);

  /**
   * Takes the next bytes.
   *
   * @returns the events that are whole now, each with the empty line that ends it
   * @throws Error where an event has no end
   */
  push(chunk: Buffer): Buffer[] {
    if (this.held.length === 0 && isOneEvent(chunk)) {
      return [chunk];
    }
    const bytes =
      this.held.length > 0 ? Buffer.concat([this.held, chunk]) : chunk;
    const events: Buffer[] = [];
    let start = 0;
    // The end of an event may begin up to three bytes before what is new.
    for (const end of endsOfEvents(bytes, Math.max(0, this.held.length - 3))) {
      events.push(bytes.subarray(start, end));
      start = end;
    }
    this.held = bytes.subarray(start);
    if (this.held.length > MAX_EVENT_BYTES) {
      throw new Error('An event of the stream is too large');
    }
    return events;
  }

  /** What has come of an event that is not whole. */
  rest(): Buffer {
    return this.held;
  }
}

/** The data of an event; lines of data are joined as the specification says. @internal */
export function dataOf(event: Buffer): string {
  return event
    .toString('utf8')
    .split(/\r\n|\n|\r/)
    .filter(line => line.startsWith('data:'))
    .map(line => line.slice('data:'.length).replace(/^ /, ''))
    .join('\n');
}

/** As nearly all chunks are. */
function isOneEvent(chunk: Buffer): boolean {
  const end = chunk.length - EMPTY_LINE.length;
  return chunk.indexOf(EMPTY_LINE) === end && end >= 0 && !chunk.includes(CR);
}

/** Indexes after the empty lines. A line ends in LF, CR LF or CR. */
function* endsOfEvents(bytes: Buffer, from: number): Generator<number> {
  let lf = bytes.indexOf(LF, from);
  let cr = bytes.indexOf(CR, from);
  while (lf !== -1 || cr !== -1) {
    const at = cr === -1 || (lf !== -1 && lf < cr) ? lf : cr;
    const next = afterLineEnd(bytes, at);
    if (next === at) {
      return;
    }
    const end = afterLineEnd(bytes, next);
    if (end > next) {
      yield end;
    }
    lf = lf !== -1 && lf < end ? bytes.indexOf(LF, end) : lf;
    cr = cr !== -1 && cr < end ? bytes.indexOf(CR, end) : cr;
  }
}

/** The same index where no line ends there, as far as it is known. */
function afterLineEnd(bytes: Buffer, at: number): number {
  if (bytes[at] === CR) {
    // It may be half of one.
    const isLast = at + 1 === bytes.length;
    return isLast ? at : at + (bytes[at + 1] === LF ? 2 : 1);
  }
  return bytes[at] === LF ? at + 1 : at;
}
