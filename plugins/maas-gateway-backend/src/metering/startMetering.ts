import { join } from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { GatewayReport } from '@openmaas/backstage-plugin-maas-common';
import type { GatewayConfig } from '../config';
import type { ControlPlane } from '../controlPlane/ControlPlane';
import type { JournalHealth } from './DiskHealth';
import { Journal } from './Journal';
import type { Meter } from './Meter';
import { RejectedEvents } from './RejectedEvents';
import { Shipper } from './Shipper';

/** A gateway's metering that runs. @internal */
export interface Metering {
  meter: Meter;
  /** For the status and the metrics. */
  report(): GatewayReport['journal'];
  /** Lines of the journal that wait to be written. */
  waitingLines(): number;
  /** Calls back after each write, with how long its first line has waited. */
  listenToCommits(onCommit: (waitedMs: number) => void): void;
  /** Whether calls can be written down; where not, none is taken. */
  health(): JournalHealth;
  /**
   * Hands in what is in the journal, until the signal is aborted, and closes it. To be
   * called once no call is running.
   */
  stop(signal: AbortSignal): Promise<void>;
}

/**
 * Opens the journal below the data directory, which must be locked, and ships what it holds
 * from then on.
 *
 * @throws Error where the journal cannot be read and written
 * @internal
 */
export async function startMetering(options: {
  config: Pick<GatewayConfig, 'id' | 'dataDir' | 'journal'>;
  controlPlane: Pick<ControlPlane, 'sendUsage'>;
  logger: LoggerService;
}): Promise<Metering> {
  const { config, controlPlane, logger } = options;
  const directory = join(config.dataDir, 'journal');
  const journal = await Journal.open({
    directory,
    ...config.journal,
    gateway: config.id,
    logger,
  });
  const rejected = await RejectedEvents.open(directory, logger);
  const shipper = new Shipper({
    journal,
    rejected,
    controlPlane,
    gateway: config.id,
    logger,
  });
  shipper.start();
  return {
    meter: journal,
    report: () => ({ ...journal.report(), rejectedEvents: rejected.count }),
    waitingLines: () => journal.waitingLines,
    listenToCommits: onCommit => journal.listenToCommits(onCommit),
    health: () => journal.health(),
    async stop(signal) {
      await shipper.flush(signal);
      await journal.close();
    },
  };
}
