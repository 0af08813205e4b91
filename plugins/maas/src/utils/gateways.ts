import type { Gateway } from '@openmaas/backstage-plugin-maas-common';

/** What may be missing from the ledger, and what the gateways are doing. @internal */
export interface GatewaySummary {
  /** Went silent without having been stopped. */
  silent: Gateway[];
  /** Hold calls that the control plane does not take. */
  rejected: Gateway[];
  /** Hold calls that are not in the ledger yet. */
  pending: Gateway[];
  /** How many of them serve calls. */
  running: number;
  /** Whether all of these decide by the policy as it is now. */
  upToDate: boolean;
}

/**
 * Sums up what gateways say of themselves.
 *
 * @param gateways - those that reported within the last day
 * @internal
 */
export function summarizeGateways(gateways: Gateway[]): GatewaySummary {
  const running = gateways.filter(
    ({ reporting, state }) => reporting && state === 'running',
  );
  return {
    // One that was stopped in order has said its last word.
    silent: gateways.filter(
      ({ reporting, state }) => !reporting && state !== 'stopped',
    ),
    rejected: gateways.filter(({ journal }) => journal.rejectedEvents > 0),
    pending: gateways.filter(({ journal }) => journal.pendingEvents > 0),
    running: running.length,
    upToDate: running.every(({ upToDate }) => upToDate),
  };
}
