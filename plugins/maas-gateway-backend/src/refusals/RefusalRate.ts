import type { LoggerService } from '@backstage/backend-plugin-api';

/** Refusals of a key for the same reason that are told in full in a minute. */
const PER_MINUTE = 120;
const MINUTE_MS = 60_000;

/**
 * Keeps a client in a tight loop from filling the ledger with its refusals: the metric
 * counts them all, and the log says once that there are more than are told.
 *
 * @internal
 */
export class RefusalRate {
  private minute = 0;
  private counts = new Map<string, number>();
  /** Those that had too many in the minute before. */
  private loud = new Set<string>();

  constructor(private readonly logger: LoggerService) {}

  /**
   * Whether one more is told.
   *
   * @param key - public id of the key
   * @param at - milliseconds since 1970
   */
  allows(key: string, code: string, at: number): boolean {
    this.turn(Math.floor(at / MINUTE_MS));
    const id = `${key} ${code}`;
    const count = (this.counts.get(id) ?? 0) + 1;
    this.counts.set(id, count);
    if (count === PER_MINUTE + 1 && !this.loud.has(id)) {
      this.logger.warn(
        `Requests with the key ${key} are refused more than ${PER_MINUTE} times a minute (${code}); not each of them can be looked up`,
      );
    }
    return count <= PER_MINUTE;
  }

  private turn(minute: number): void {
    if (minute > this.minute) {
      const isNext = minute === this.minute + 1;
      this.minute = minute;
      this.loud = new Set(
        [...this.counts].flatMap(([id, count]) =>
          isNext && count > PER_MINUTE ? [id] : [],
        ),
      );
      this.counts = new Map();
    }
  }
}
