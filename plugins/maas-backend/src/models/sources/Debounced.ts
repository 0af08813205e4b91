/**
 * Work that is asked for often and done seldom: a while after it was asked for last, one
 * at a time, and once more where it was asked for meanwhile.
 *
 * @internal
 */
export class Debounced {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  /**
   * @param work - deals with its own errors
   * @param waitMs - how long nobody may have asked before it is done
   */
  constructor(
    private readonly work: () => Promise<void>,
    private readonly waitMs: number,
  ) {}

  /** Asks for it. */
  ask(): void {
    if (this.stopped) {
      return;
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.running = this.running.then(this.work);
    }, this.waitMs);
    this.timer.unref();
  }

  /** Waits for what runs, and does no more. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }
}
