/** So many pieces are joined in one go. */
const JOINED = 1_000;

/**
 * Bytes that come piece by piece. Small pieces are joined now and then, as each takes some
 * hundred bytes besides its own: a client that sends a byte at a time must not make a
 * hundred times as much of its body.
 *
 * @internal
 */
export class BytePieces {
  private readonly joined: Buffer[] = [];
  private latest: Buffer[] = [];
  private bytes = 0;

  /** Bytes so far. */
  get length(): number {
    return this.bytes;
  }

  push(piece: Buffer): void {
    this.latest.push(piece);
    this.bytes += piece.length;
    if (this.latest.length === JOINED) {
      this.joined.push(Buffer.concat(this.latest));
      this.latest = [];
    }
  }

  /** All of them in one; what they were made of is let go, and nothing more may come. */
  take(): Buffer {
    const all = this.concat();
    this.joined.length = 0;
    this.latest.length = 0;
    return all;
  }

  /** All of them in one. */
  concat(): Buffer {
    // Most bodies are one piece.
    return this.joined.length === 0 && this.latest.length === 1
      ? this.latest[0]
      : Buffer.concat([...this.joined, ...this.latest], this.bytes);
  }
}
