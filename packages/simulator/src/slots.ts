interface Waiter {
  start: () => void;
}

/**
 * A bounded number of requests run at once; the others wait in the order in
 * which they came.
 *
 * @internal
 */
export class Slots {
  private readonly queue: Waiter[] = [];
  private taken = 0;

  /** @param capacity - how many may run at once */
  constructor(private readonly capacity: number) {}

  /** Requests that run now. */
  get running(): number {
    return this.taken;
  }

  /** Requests that wait now. */
  get waiting(): number {
    return this.queue.length;
  }

  /**
   * Waits for a slot and takes it; the caller must `release` it.
   *
   * @throws the signal's reason when it is aborted first; then no slot is taken
   */
  async acquire(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.taken < this.capacity) {
      this.taken += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const waiter: Waiter = { start: resolve };
      const leave = () => {
        this.queue.splice(this.queue.indexOf(waiter), 1);
        reject(signal.reason);
      };
      waiter.start = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      signal.addEventListener('abort', leave, { once: true });
      this.queue.push(waiter);
    });
  }

  /** Gives a slot back; it goes to whoever has waited for longest. */
  release(): void {
    const next = this.queue.shift();
    if (next) {
      // The slot passes from one to the other without being free in between.
      next.start();
    } else {
      this.taken -= 1;
    }
  }
}
