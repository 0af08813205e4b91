import { badRequest } from '../protocol/requestBody';
import { type PartHead, readPartHead } from './partHead';

const CRLF = Buffer.from('\r\n');
const HEAD_END = Buffer.from('\r\n\r\n');
const LAST = Buffer.from('--');

/** Most bytes of a part's headers. */
const MAX_HEAD_BYTES = 8 * 1024;

/** Is told what a body is made of, in its order. @internal */
export interface PartListener {
  /** @param at - where its content starts, in bytes of the body */
  begin(head: PartHead, at: number): void;
  data(bytes: Buffer): void;
  /** @param at - after its content */
  end(at: number): void;
}

/**
 * Reads a multipart body as it comes, and knows where in it each part is.
 *
 * @internal
 */
export class MultipartReader {
  private readonly delimiter: Buffer;
  // So the first delimiter stands after an end of a line, like the others.
  private held = CRLF;
  private heldAt = -CRLF.length;
  private state: 'before' | 'delimited' | 'head' | 'content' | 'after' =
    'before';

  /** What the listener throws, `push` throws. */
  constructor(boundary: string, private readonly listener: PartListener) {
    this.delimiter = Buffer.from(`\r\n--${boundary}`);
  }

  /**
   * Takes the next bytes.
   *
   * @throws GatewayError 400
   */
  push(chunk: Buffer): void {
    this.held = Buffer.concat([this.held, chunk]);
    while (this.step());
  }

  /**
   * Nothing more comes.
   *
   * @throws GatewayError 400 where that is not all
   */
  end(): void {
    if (this.state !== 'after') {
      throw malformed(
        this.state === 'before'
          ? 'it does not begin with its boundary'
          : 'it breaks off',
      );
    }
  }

  /** @returns whether something was done, so that there may be more to do */
  private step(): boolean {
    switch (this.state) {
      case 'before':
        return this.readFirst();
      case 'delimited':
        return this.readDelimited();
      case 'head':
        return this.readHead();
      case 'content':
        return this.readContent();
      default:
        return this.readRest();
    }
  }

  private readFirst(): boolean {
    if (this.held.length < this.delimiter.length) {
      return false;
    }
    if (!this.held.subarray(0, this.delimiter.length).equals(this.delimiter)) {
      throw malformed('it does not begin with its boundary');
    }
    this.take(this.delimiter.length);
    this.state = 'delimited';
    return true;
  }

  /** After a delimiter comes another part, or nothing. */
  private readDelimited(): boolean {
    if (this.held.length < 2) {
      return false;
    }
    const next = this.take(2);
    if (!next.equals(CRLF) && !next.equals(LAST)) {
      throw malformed('something follows a boundary in its line');
    }
    this.state = next.equals(LAST) ? 'after' : 'head';
    return true;
  }

  private readHead(): boolean {
    const end = this.held.indexOf(HEAD_END);
    if (end === -1 || end > MAX_HEAD_BYTES) {
      if (this.held.length > MAX_HEAD_BYTES) {
        throw malformed('the headers of a part are too long');
      }
      return false;
    }
    const head = this.take(end).toString('utf8');
    this.take(HEAD_END.length);
    this.listener.begin(readPartHead(head), this.heldAt);
    this.state = 'content';
    return true;
  }

  private readContent(): boolean {
    const end = this.held.indexOf(this.delimiter);
    if (end === -1) {
      // A delimiter may have begun.
      const most = this.held.length - this.delimiter.length + 1;
      if (most > 0) {
        this.listener.data(this.take(most));
      }
      return false;
    }
    if (end > 0) {
      this.listener.data(this.take(end));
    }
    this.listener.end(this.heldAt);
    this.take(this.delimiter.length);
    this.state = 'delimited';
    return true;
  }

  private readRest(): boolean {
    if (!CRLF.subarray(0, this.held.length).equals(this.held)) {
      throw malformed('something follows its last boundary');
    }
    return false;
  }

  private take(bytes: number): Buffer {
    const taken = this.held.subarray(0, bytes);
    this.held = this.held.subarray(bytes);
    this.heldAt += bytes;
    return taken;
  }
}

function malformed(problem: string): Error {
  return badRequest(`The multipart body is malformed: ${problem}.`);
}
