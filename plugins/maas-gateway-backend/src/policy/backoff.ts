import { setTimeout } from 'node:timers/promises';

/** Waits; ends at once, without an error, where the signal is aborted. @internal */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

/** Does not keep the process alive. @internal */
export const pause: Pause = async (ms, signal) => {
  try {
    await setTimeout(ms, undefined, { signal, ref: false });
  } catch (error) {
    if (!signal.aborted) {
      throw error;
    }
  }
};

/**
 * How long to wait after failures in a row: twice as long each time, with half of it by
 * chance, so that many gateways do not come back in step.
 *
 * @internal
 */
export class Backoff {
  private failures = 0;

  /** Both in milliseconds. */
  constructor(private readonly minMs: number, private readonly maxMs: number) {}

  next(): number {
    const ceiling = Math.min(this.maxMs, this.minMs * 2 ** (this.failures + 1));
    this.failures = Math.min(this.failures + 1, 30);
    return Math.round(ceiling * (0.5 + Math.random() / 2));
  }

  reset(): void {
    this.failures = 0;
  }
}
