import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { GatewayReport } from '@openmaas/backstage-plugin-maas-common';
import type {
  ControlPlane,
  PolicyPosition,
} from '../controlPlane/ControlPlane';
import { mostTelling } from './mostTelling';

const INTERVAL_MS = 15_000;
const ANSWER_MS = 10_000;
const LAST_ANSWER_MS = 2000;

/** A report with more of them would be refused as a whole. */
const MAX_ENDPOINTS = 2000;

/** What a reporter of the status needs. @internal */
export interface StatusReporterOptions {
  controlPlane: Pick<ControlPlane, 'sendStatus'>;
  /** The gateway's own lasting name. */
  gateway: string;
  /** Read for each report. */
  figures: () => {
    journal: GatewayReport['journal'];
    endpoints?: GatewayReport['endpoints'];
    /** Which policy it decides by, where it has one. */
    policy?: PolicyPosition;
    sharing?: GatewayReport['sharing'];
  };
  logger: LoggerService;
}

/**
 * Tells the control plane every 15 seconds, and whenever something happens, how the
 * gateway is. One report is on its way at a time, so that they arrive in order. Nobody
 * depends on them: one that is lost is not sent again.
 *
 * @internal
 */
export class StatusReporter {
  private readonly startedAt = new Date().toISOString();
  private readonly aborting = new AbortController();
  private stopped = false;
  private state: GatewayReport['state'] = 'running';
  private sending?: Promise<void>;
  private again = false;
  private timer?: NodeJS.Timeout;

  constructor(private readonly options: StatusReporterOptions) {}

  /** Reports from now on. */
  start(): void {
    this.report();
  }

  /** Something is different: reports at once, or as soon as the last one has arrived. */
  report(): void {
    if (this.stopped) {
      return;
    }
    this.again = true;
    this.sending ??= this.sendAll();
  }

  /** The gateway takes no more calls. */
  draining(): void {
    this.state = 'draining';
    this.report();
  }

  /** Reports for the last time, after what is on its way; takes two seconds at most. */
  async stop(): Promise<void> {
    if (this.stopped) {
      return;
    }
    this.stopped = true;
    clearTimeout(this.timer);
    const deadline = AbortSignal.timeout(LAST_ANSWER_MS);
    deadline.addEventListener('abort', () => this.aborting.abort());
    await this.sending;
    this.state = 'stopped';
    if (!deadline.aborted) {
      await this.send(deadline);
    }
  }

  private async sendAll(): Promise<void> {
    clearTimeout(this.timer);
    while (this.again && !this.stopped) {
      this.again = false;
      await this.send(
        AbortSignal.any([this.aborting.signal, AbortSignal.timeout(ANSWER_MS)]),
      );
    }
    this.sending = undefined;
    if (!this.stopped) {
      // Gateways that were started together shall not go on in step.
      const interval = INTERVAL_MS * (0.9 + Math.random() * 0.2);
      this.timer = setTimeout(() => this.report(), interval).unref();
    }
  }

  private async send(signal: AbortSignal): Promise<void> {
    const { controlPlane, gateway, figures, logger } = this.options;
    const { policy, endpoints, ...rest } = figures();
    const report: GatewayReport = {
      gateway,
      startedAt: this.startedAt,
      state: this.state,
      ...policy,
      ...rest,
      ...(endpoints && { endpoints: mostTelling(endpoints, MAX_ENDPOINTS) }),
    };
    try {
      await controlPlane.sendStatus(report, signal);
    } catch (error) {
      logger.debug(
        `The control plane was not told how the gateway is: ${stringifyError(
          error,
        )}`,
      );
    }
  }
}
