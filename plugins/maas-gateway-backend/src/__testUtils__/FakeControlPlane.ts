import type {
  GatewayReport,
  MeteredCall,
  PolicyUpdate,
  Refusal,
  RefusalBatch,
  ResolvedKey,
  UsageReceipt,
} from '@openmaas/backstage-plugin-maas-common';
import type {
  ControlPlane,
  PolicyPosition,
  UsageTexts,
} from '../controlPlane/ControlPlane';

/** A control plane in this process that can be taken down. */
export class FakeControlPlane implements ControlPlane {
  /** All events that came, the same one more than once. */
  readonly received: MeteredCall[] = [];
  readonly reports: GatewayReport[] = [];
  readonly refusals: Refusal[] = [];
  resolved: ResolvedKey | undefined;
  private isDown = false;
  private waiting = new Set<() => void>();

  constructor(private policyNow: PolicyUpdate) {}

  /** Events by their ids. */
  get ledger(): Map<string, MeteredCall> {
    return new Map(this.received.map(event => [event.id, event]));
  }

  /** Changes the policy; who waits hears of it. */
  change(change: Partial<PolicyUpdate>): void {
    this.policyNow = {
      ...this.policyNow,
      ...change,
      revision: this.policyNow.revision + 1,
    };
    this.wake();
  }

  goDown(): void {
    this.isDown = true;
    this.wake();
  }

  comeUp(): void {
    this.isDown = false;
  }

  /** Waits until so many different events have come in all. */
  async events(count: number): Promise<MeteredCall[]> {
    while (this.ledger.size < count) {
      await this.woken();
    }
    return [...this.ledger.values()];
  }

  async policy(
    since: PolicyPosition | undefined,
    waitSeconds: number,
    signal: AbortSignal,
  ): Promise<PolicyUpdate> {
    this.answer();
    while (
      since?.revision === this.policyNow.revision &&
      waitSeconds > 0 &&
      !signal.aborted
    ) {
      await this.woken(signal);
      this.answer();
    }
    signal.throwIfAborted();
    return this.policyNow;
  }

  async resolveKey(): Promise<ResolvedKey> {
    this.answer();
    return this.resolved ?? { epoch: this.policyNow.epoch, grants: [] };
  }

  async sendUsage({ events: texts }: UsageTexts): Promise<UsageReceipt> {
    this.answer();
    const events: MeteredCall[] = texts.map(text => JSON.parse(text));
    const known = events.filter(({ id }) => this.ledger.has(id)).length;
    this.received.push(...events);
    this.wake();
    return { written: events.length - known, known };
  }

  async sendRefusals({ refusals }: RefusalBatch): Promise<void> {
    this.answer();
    this.refusals.push(...refusals);
    this.wake();
  }

  async sendStatus(report: GatewayReport): Promise<void> {
    this.answer();
    this.reports.push(report);
    this.wake();
  }

  private answer(): void {
    if (this.isDown) {
      throw new Error('connect ECONNREFUSED');
    }
  }

  private wake(): void {
    const waiting = [...this.waiting];
    this.waiting.clear();
    waiting.forEach(resolve => resolve());
  }

  private woken(signal?: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      this.waiting.add(resolve);
      signal?.addEventListener('abort', () => resolve(), { once: true });
    });
  }
}
