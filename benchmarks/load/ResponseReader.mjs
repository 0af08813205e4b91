/**
 * @typedef {object} ResponseListener
 * @property {(status: number) => void} onHead
 * @property {(piece: Buffer) => void} onBody
 * @property {() => void} onEnd
 */

/** Reads the answers that come one after the other on a connection, as little as can be. */
export class ResponseReader {
  /** @type {'head' | 'body' | 'size' | 'chunk' | 'gap' | 'trailer'} */
  #state = 'head';
  /** Bytes of the body, the chunk or the gap between two chunks that are still to come. */
  #left = 0;
  /** @type {Buffer | undefined} what is no whole line yet */
  #rest;

  /** @param {ResponseListener} listener */
  constructor(listener) {
    this.listener = listener;
  }

  /** @param {Buffer} piece */
  push(piece) {
    const data = this.#rest ? Buffer.concat([this.#rest, piece]) : piece;
    this.#rest = undefined;
    let at = 0;
    while (at < data.length) {
      const next = this.#step(data, at);
      if (next < 0) {
        this.#rest = data.subarray(at);
        return;
      }
      at = next;
    }
  }

  /**
   * @param {Buffer} data
   * @param {number} at
   * @returns {number} up to where it has been read; negative where a line is not whole
   */
  #step(data, at) {
    switch (this.#state) {
      case 'head':
        return this.#readHead(data, at);
      case 'size':
        return this.#readSize(data, at);
      case 'trailer':
        return this.#readTrailer(data, at);
      default: {
        const end = Math.min(data.length, at + this.#left);
        this.#left -= end - at;
        if (this.#state !== 'gap') {
          this.listener.onBody(data.subarray(at, end));
        }
        if (this.#left === 0) {
          this.#endPart();
        }
        return end;
      }
    }
  }

  #endPart() {
    if (this.#state === 'body') {
      this.#endAnswer();
    } else if (this.#state === 'chunk') {
      this.#state = 'gap';
      this.#left = 2;
    } else {
      this.#state = 'size';
    }
  }

  #endAnswer() {
    this.#state = 'head';
    this.listener.onEnd();
  }

  /**
   * @param {Buffer} data
   * @param {number} at
   */
  #readHead(data, at) {
    const end = data.indexOf('\r\n\r\n', at);
    if (end < 0) {
      return -1;
    }
    const head = data.toString('latin1', at, end);
    const length = /\r\ncontent-length: *(\d+)/i.exec(head);
    this.listener.onHead(Number(head.slice(9, 12)));
    this.#left = Number(length?.[1] ?? 0);
    if (/\r\ntransfer-encoding: *chunked/i.test(head)) {
      this.#state = 'size';
    } else if (this.#left > 0) {
      this.#state = 'body';
    } else {
      this.#endAnswer();
    }
    return end + 4;
  }

  /**
   * @param {Buffer} data
   * @param {number} at
   */
  #readSize(data, at) {
    const end = data.indexOf('\r\n', at);
    if (end < 0) {
      return -1;
    }
    this.#left = parseInt(data.toString('latin1', at, end), 16);
    this.#state = this.#left === 0 ? 'trailer' : 'chunk';
    return end + 2;
  }

  /**
   * @param {Buffer} data
   * @param {number} at
   */
  #readTrailer(data, at) {
    const end = data.indexOf('\r\n', at);
    if (end < 0) {
      return -1;
    }
    if (end === at) {
      this.#endAnswer();
    }
    return end + 2;
  }
}
