import { Bag } from '../Bag';
import { notReady } from '../policy/notReady';
import type { Call, CallReport } from './Call';
import type { GatewayError } from './GatewayError';

/**
 * The calls that run now.
 *
 * @internal
 */
export class RunningCalls {
  private readonly calls = new Bag<Call>();
  private emptied: () => void = () => {};
  private draining = false;

  get size(): number {
    return this.calls.size;
  }

  /** @throws GatewayError 503 `gateway_not_ready` where no more calls are taken */
  assertOpen(): void {
    if (this.draining) {
      throw notReady('The gateway is stopping. Try again in a moment.', {
        // To another one, where there is one.
        connection: 'close',
      });
    }
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

  /**
   * Breaks off the calls that may not go on.
   *
   * @param refusal - what the client of a call is to be told, by the id of the call's key;
   *   nothing where it may go on
   */
  stop(refusal: (key: string) => GatewayError | undefined): void {
    for (const call of this.calls.values()) {
      const error = refusal(call.key);
      if (error) {
        call.breakOff('gateway_stopped', error);
      }
    }
  }

  /**
   * Takes no more calls and waits until none runs; after the given time, those that still
   * do are broken off.
   */
  async drain(timeoutMs: number): Promise<void> {
    this.draining = true;
    const timer = setTimeout(() => {
      for (const call of this.calls.values()) {
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
