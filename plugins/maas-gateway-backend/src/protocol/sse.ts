const LF = 0x0a;
const CR = 0x0d;

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
   */
  push(chunk: Buffer): Buffer[] {
    const bytes =
      this.held.length > 0 ? Buffer.concat([this.held, chunk]) : chunk;
    const events: Buffer[] = [];
    let start = 0;
    // The end of an event may begin up to three bytes before what is new.
    let at = Math.max(0, this.held.length - 3);
    for (;;) {
      const end = endOfEvent(bytes, at);
      if (end === -1) {
        break;
      }
      events.push(bytes.subarray(start, end));
      start = end;
      at = end;
    }
    this.held = bytes.subarray(start);
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

/** Index after the next empty line, or -1. Lines end in LF or CR LF. */
function endOfEvent(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(LF, from);
  while (at !== -1) {
    const next = bytes[at + 1];
    if (next === LF) {
      return at + 2;
    }
    if (next === CR && bytes[at + 2] === LF) {
      return at + 3;
    }
    at = bytes.indexOf(LF, at + 1);
  }
  return -1;
}
