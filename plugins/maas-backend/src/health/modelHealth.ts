import type {
  EndpointReport,
  ModelSpeed,
  ModelStatus,
} from '@openmaas/backstage-plugin-maas-common';
import type { StoredModel } from '../models/ModelStore';
import type { MeasuredSpeed } from './HealthStore';

/** How a gateway finds a server of a model now. @internal */
export type ServerReport = Pick<
  EndpointReport,
  'model' | 'endpoint' | 'healthy'
> & { gateway: string };

/** How a model is now. @internal */
export interface CurrentHealth {
  status: ModelStatus;
  /** Addresses that it is served at. */
  servers: number;
  /** Those that every gateway finds healthy. */
  healthyServers: number;
}

/**
 * Whether a model works: as whoever serves it says, if that is waiting, starting or
 * failing; else as gateways find its servers.
 *
 * @param reports - of the gateways that report now; those about servers that the model
 *   does not have any more do not count
 * @internal
 */
export function healthOf(
  model: Pick<StoredModel, 'endpoints' | 'serving'>,
  reports: ServerReport[],
): CurrentHealth {
  const servers = model.endpoints.length;
  const hosts = new Set(
    reports.length > 0
      ? model.endpoints.map(({ url }) => new URL(url).host)
      : [],
  );
  const known = reports.filter(({ endpoint }) => hosts.has(endpoint));
  // A gateway may still know some that are gone.
  const healthyServers = Math.max(servers - countIll(known), 0);
  return {
    status: model.serving ?? statusOf(servers, healthyServers, known),
    servers,
    healthyServers,
  };
}

function statusOf(
  servers: number,
  healthyServers: number,
  reports: ServerReport[],
): ModelStatus {
  if (servers === 0) {
    return { state: 'off', reason: 'It is not deployed now' };
  }
  const answering = reports.filter(({ healthy }) => healthy);
  if (answering.length === reports.length) {
    return { state: 'ready' };
  }
  // A gateway may not know all of them yet.
  if (answering.length === 0 && healthyServers === 0) {
    return {
      state: 'unreachable',
      reason:
        servers === 1
          ? 'Its server does not answer'
          : `None of its ${servers} servers answers`,
    };
  }
  return {
    state: 'degraded',
    reason:
      servers === 1
        ? 'Its server does not answer every gateway'
        : `${healthyServers} of its ${servers} servers answer every gateway`,
  };
}

/** Servers that a gateway finds not healthy: several of them may have one host and port. */
function countIll(reports: ServerReport[]): number {
  const byHost = new Map<string, Map<string, number>>();
  for (const { endpoint, gateway, healthy } of reports) {
    const byGateway = byHost.get(endpoint) ?? new Map<string, number>();
    byHost.set(endpoint, byGateway);
    byGateway.set(gateway, (byGateway.get(gateway) ?? 0) + (healthy ? 0 : 1));
  }
  return [...byHost.values()]
    .map(byGateway => Math.max(...byGateway.values()))
    .reduce((sum, count) => sum + count, 0);
}

/**
 * A model's speed out of the last figures of its servers: their mean, weighed by how many
 * calls each had, as a median of medians would let a server with one call count as much
 * as one with thousands. It is therefore near the median of all answers, not exactly it.
 *
 * @param figures - of one model
 * @returns undefined where there are none
 * @internal
 */
export function speedOf(figures: MeasuredSpeed[]): ModelSpeed | undefined {
  if (figures.length === 0) {
    return undefined;
  }
  const measuredAt = Math.max(
    ...figures.map(({ measuredAt: at }) => at.getTime()),
  );
  return {
    ...meanSpeed(figures),
    measuredAt: new Date(measuredAt).toISOString(),
  };
}

/** What a model's speed has beside its time. @internal */
export type SpeedFigures = Omit<ModelSpeed, 'measuredAt'>;

/** The mean of some figures, weighed by requests. @internal */
export function meanSpeed(figures: Weighed[]): SpeedFigures {
  return roundSpeed({
    tokensPerSecond: weighedMean(figures, 'tokensPerSecond'),
    timeToFirstTokenMs: weighedMean(figures, 'timeToFirstTokenMs'),
  });
}

/** Tokens per second to a tenth, the time to the first token to a millisecond. @internal */
export function roundSpeed({
  tokensPerSecond,
  timeToFirstTokenMs,
}: SpeedFigures): SpeedFigures {
  return {
    ...(tokensPerSecond !== undefined && {
      tokensPerSecond: Math.round(tokensPerSecond * 10) / 10,
    }),
    ...(timeToFirstTokenMs !== undefined && {
      timeToFirstTokenMs: Math.round(timeToFirstTokenMs),
    }),
  };
}

type Weighed = SpeedFigures & { requests: number };

/** A long answer may come in a minute in which no call began: it counts as one call. */
function weighedMean(
  figures: Weighed[],
  name: keyof SpeedFigures,
): number | undefined {
  let sum = 0;
  let weights = 0;
  for (const { [name]: value, requests } of figures) {
    if (value !== undefined) {
      const weight = Math.max(requests, 1);
      sum += value * weight;
      weights += weight;
    }
  }
  return weights === 0 ? undefined : sum / weights;
}
