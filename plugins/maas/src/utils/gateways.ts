import type {
  EndpointReport,
  Gateway,
} from '@openmaas/backstage-plugin-maas-common';

/** From here on, it is time to look why a journal does not empty. */
const JOURNAL_WARNING = 0.5;

/** An endpoint as one gateway finds it. @internal */
export interface SeenEndpoint extends EndpointReport {
  /** Unique among all that are seen. */
  id: string;
  /** Id of the gateway. */
  gateway: string;
}

/** What may be missing from the ledger, and what the gateways are doing. @internal */
export interface GatewaySummary {
  /** Went silent without having been stopped. */
  silent: Gateway[];
  /** Hold calls that the control plane does not take. */
  rejected: Gateway[];
  /** Gave up calls that are in no ledger. */
  dropped: Gateway[];
  /** Hold calls that are not in the ledger yet. */
  pending: Gateway[];
  /** Have a journal that is at least half full. */
  filling: Gateway[];
  /** Do not reach the store that they share counters in. */
  unshared: Gateway[];
  /** As the gateways that serve calls find them. */
  unhealthy: SeenEndpoint[];
  healthy: SeenEndpoint[];
  /** How many of them serve calls. */
  running: number;
  /** Whether all of these decide by the policy as it is now. */
  upToDate: boolean;
}

/**
 * How full a gateway's journal is.
 *
 * @returns between 0 and 1; undefined where the gateway does not say
 * @internal
 */
export function journalFill({
  journal,
}: Pick<Gateway, 'journal'>): number | undefined {
  const { bytes, maxBytes } = journal;
  return bytes === undefined || !maxBytes ? undefined : bytes / maxBytes;
}

/** Whether a gateway's journal is on its way to be full. @internal */
export function isFilling(gateway: Pick<Gateway, 'journal'>): boolean {
  return (journalFill(gateway) ?? 0) >= JOURNAL_WARNING;
}

function endpointsOf({ id, endpoints = [] }: Gateway): SeenEndpoint[] {
  return endpoints.map((endpoint, index) => ({
    ...endpoint,
    // Two of a model may differ only in what is not told, such as their paths.
    id: `${id} ${index}`,
    gateway: id,
  }));
}

/**
 * Sums up what gateways say of themselves.
 *
 * @param gateways - those that reported within the last day
 * @internal
 */
export function summarizeGateways(gateways: Gateway[]): GatewaySummary {
  const reporting = gateways.filter(gateway => gateway.reporting);
  const running = reporting.filter(({ state }) => state === 'running');
  const endpoints = running.flatMap(endpointsOf);
  return {
    // One that was stopped in order has said its last word.
    silent: gateways.filter(
      gateway => !gateway.reporting && gateway.state !== 'stopped',
    ),
    rejected: gateways.filter(({ journal }) => journal.rejectedEvents > 0),
    dropped: gateways.filter(({ journal }) => (journal.droppedEvents ?? 0) > 0),
    pending: gateways.filter(({ journal }) => journal.pendingEvents > 0),
    filling: reporting.filter(isFilling),
    unshared: running.filter(({ sharing }) => sharing === 'lost'),
    unhealthy: endpoints.filter(({ healthy }) => !healthy),
    healthy: endpoints.filter(({ healthy }) => healthy),
    running: running.length,
    upToDate: running.every(({ upToDate }) => upToDate),
  };
}
