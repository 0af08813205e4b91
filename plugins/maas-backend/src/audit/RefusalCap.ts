/** Refusals of one caller that are kept within a minute. */
const PER_MINUTE = 60;

/**
 * Counts what each caller is refused.
 *
 * @internal
 */
export class RefusalCap {
  private minute = 0;
  private readonly counts = new Map<string, number>();

  constructor(private readonly now: () => Date) {}

  /**
   * A place for one refusal more of this minute.
   *
   * @returns `last` for the one that says that others are left out
   */
  take(actor: string): 'free' | 'last' | 'none' {
    const minute = Math.floor(this.now().getTime() / 60_000);
    if (minute !== this.minute) {
      this.minute = minute;
      this.counts.clear();
    }
    const count = (this.counts.get(actor) ?? 0) + 1;
    this.counts.set(actor, count);
    if (count <= PER_MINUTE) {
      return 'free';
    }
    return count === PER_MINUTE + 1 ? 'last' : 'none';
  }
}
