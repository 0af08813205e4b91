/** Bytes that there is room for at first. */
const LEAST = 1024;

/**
 * Bytes that come in small pieces, all in one. Each piece is copied: kept as it came, it
 * would take several times its own length, and the collector would have to look after it.
 *
 * @internal
 */
export class GrowingBytes {
  private bytes = Buffer.alloc(0);
  private used = 0;

  get length(): number {
    return this.used;
  }

  push(piece: Buffer): void {
    const needed = this.used + piece.length;
    if (needed > this.bytes.length) {
      const room = Math.max(LEAST, needed, 2 * this.bytes.length);
      const larger = Buffer.allocUnsafeSlow(room);
      this.bytes.copy(larger, 0, 0, this.used);
      this.bytes = larger;
    }
    piece.copy(this.bytes, this.used);
    this.used = needed;
  }

  /** All that has come; it is empty again. */
  take(): Buffer {
    const all = this.bytes.subarray(0, this.used);
    this.bytes = Buffer.alloc(0);
    this.used = 0;
    return all;
  }
}
