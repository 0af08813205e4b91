/**
 * The bell that wakes whoever waits for a new revision in this process. It does not say
 * what is new: those who wake look for themselves.
 *
 * @internal
 */
export class PolicyNews {
  private readonly waiting = new Set<() => void>();
  private rings = 0;
  private patience = Infinity;
  private over = false;

  /** How often it rang; to be read before one looks whether there is something new. */
  get count(): number {
    return this.rings;
  }

  /** Nobody is to wait any more. */
  get closed(): boolean {
    return this.over;
  }

  /** Wakes everybody. */
  ring(): void {
    this.rings += 1;
    for (const wake of [...this.waiting]) {
      wake();
    }
  }

  /**
   * Says how far the bell can be relied on, and wakes everybody to go by that.
   *
   * @param ms - after how many milliseconds one should look without having heard it
   */
  lookEvery(ms: number): void {
    this.patience = ms;
    this.ring();
  }

  /** Wakes everybody for the last time. */
  close(): void {
    this.over = true;
    this.ring();
  }

  /**
   * Waits until the bell rings, or it is time to look anyway.
   *
   * @param count - what {@link PolicyNews.count} was before looking: a ring in between
   *   is not missed
   * @param ms - milliseconds to wait at most
   */
  async wait(count: number, ms: number, signal: AbortSignal): Promise<void> {
    if (count !== this.rings || signal.aborted) {
      return;
    }
    let wake = () => {};
    const woken = new Promise<void>(resolve => {
      wake = resolve;
    });
    const timer = setTimeout(wake, Math.min(ms, this.patience));
    signal.addEventListener('abort', wake);
    this.waiting.add(wake);
    await woken;
    clearTimeout(timer);
    signal.removeEventListener('abort', wake);
    this.waiting.delete(wake);
  }
}
