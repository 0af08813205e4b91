import type { MeteredCall } from '@openmaas/backstage-plugin-maas-common';
import { endedCall } from './event';
import type { CallEnd, CallIntent, OpenCall } from './Meter';

/** A call whose intent is in the journal. @internal */
export class JournaledCall implements OpenCall {
  private readonly begun = performance.now();
  /** From admission to the intent; the clock of the day is good enough for that. */
  private readonly waited: number;
  private isClosed = false;
  private closed: Promise<void> | undefined;

  /** @param close - writes the event, or that there is none; never rejects */
  constructor(
    private readonly intent: CallIntent,
    private readonly gateway: string,
    private readonly close: (event?: MeteredCall) => Promise<void> | undefined,
  ) {
    this.waited = Math.max(0, Date.now() - Date.parse(intent.startedAt));
  }

  async end(end: CallEnd): Promise<void> {
    if (!this.isClosed) {
      this.isClosed = true;
      const latencyMs = this.waited + performance.now() - this.begun;
      this.closed = this.close(
        endedCall(this.intent, end, this.gateway, latencyMs),
      );
    }
    await this.closed;
  }

  async cancel(): Promise<void> {
    if (!this.isClosed) {
      this.isClosed = true;
      this.closed = this.close();
    }
    await this.closed;
  }
}
