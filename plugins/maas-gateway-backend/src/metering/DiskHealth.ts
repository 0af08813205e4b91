import type { LoggerService } from '@backstage/backend-plugin-api';

/** How often a disk that refused is asked again, in milliseconds. */
const PROBE_MS = 5_000;

/** Whether the journal takes calls. @internal */
export type JournalHealth =
  | { writable: true }
  | { writable: false; reason: string };

/**
 * Knows whether the journal can be written, and says so once per outage. A gateway that
 * takes no calls may be sent none, so the disk is asked again now and then.
 *
 * @internal
 */
export class DiskHealth {
  private outage: { reason: string } | undefined;
  private timer: NodeJS.Timeout | undefined;

  /** `probe` writes something of no consequence; `recovered` is called after an outage. */
  constructor(
    private readonly options: {
      logger: LoggerService;
      probe: () => void;
      recovered: () => void;
    },
  ) {}

  get isWritable(): boolean {
    return this.outage === undefined;
  }

  get state(): JournalHealth {
    return this.outage
      ? { writable: false, ...this.outage }
      : { writable: true };
  }

  /** Something was written, or could not be. */
  note(error?: unknown): void {
    const { logger, probe, recovered } = this.options;
    if (error && !this.outage) {
      const reason = error instanceof Error ? error.message : String(error);
      this.outage = { reason };
      this.timer = setInterval(probe, PROBE_MS).unref();
      logger.error(
        `The journal cannot be written, so no calls are taken; look at the disk of maasGateway.dataDir: ${reason}`,
      );
    } else if (!error && this.outage) {
      this.outage = undefined;
      this.close();
      logger.info('The journal can be written again');
      recovered();
    }
  }

  /** Asks no more. */
  close(): void {
    clearInterval(this.timer);
  }
}
