import type { Call, CallReport } from './Call';

/**
 * The calls that run now.
 *
 * @internal
 */
export class RunningCalls {
  private readonly calls = new Set<Call>();
  private emptied: () => void = () => {};

  get size(): number {
    return this.calls.size;
  }

  /** Runs a call and knows of it until it is settled. */
  async track(call: Call): Promise<CallReport | undefined> {
    this.calls.add(call);
    try {
      return await call.run();
    } finally {
      this.calls.delete(call);
      if (this.calls.size === 0) {
        this.emptied();
      }
    }
  }

  /** Waits until no call runs; after the given time, those that still do are broken off. */
  async drain(timeoutMs: number): Promise<void> {
    const timer = setTimeout(() => {
      for (const call of this.calls) {
        call.breakOff('gateway_stopped');
      }
    }, timeoutMs);
    if (this.calls.size > 0) {
      await new Promise<void>(resolve => {
        this.emptied = resolve;
      });
    }
    clearTimeout(timer);
  }
}
