import type {
  EndpointReport,
  GatewayReport,
  ModelHealthPoint,
  ModelSpeed,
} from '@openmaas/backstage-plugin-maas-common';
import { asText } from '../database/asText';
import type { GatewayService } from '../gateway/GatewayService';
import { groupBy } from '../util/groupBy';
import { shareRuns } from '../util/shareRuns';
import type { HealthStore, ServerFigures } from './HealthStore';
import {
  meanSpeed,
  roundSpeed,
  type ServerReport,
  speedOf,
} from './modelHealth';

const MINUTE = 60 * 1000;
const HOUR = 60 * MINUTE;
const KEEP_MINUTES = 24 * 60;
const POINT_MINUTES = 15;

/** How all models are now, by their ids. @internal */
export interface HealthSnapshot {
  /** How the gateways that report find each server. */
  reports: Map<string, ServerReport[]>;
  speeds: Map<string, ModelSpeed>;
}

/**
 * How gateways find the servers of models, now and over the last day.
 *
 * @internal
 */
export class HealthService {
  /** How long each point of a chart is. */
  static readonly POINT_SECONDS = POINT_MINUTES * 60;

  /** How all models are now; the same object until there is something new. */
  readonly snapshot = shareRuns(() => this.look());
  private latest?: { version: string; snapshot: HealthSnapshot };

  constructor(
    private readonly options: {
      store: HealthStore;
      gateways: Pick<GatewayService, 'reporting' | 'lastReports'>;
      now: () => Date;
    },
  ) {}

  /** Notes what a gateway says of the servers of models. */
  async note({ gateway, endpoints }: GatewayReport): Promise<void> {
    const { store, now } = this.options;
    const at = now();
    const servers = oncePerServer(endpoints ?? []);
    await store.note(gateway, toMinute(at), servers);
    await store.saveSpeeds(gateway, servers, at);
    this.latest = undefined;
  }

  /** How a model was in the last 24 hours, oldest first. */
  async points(model: string): Promise<ModelHealthPoint[]> {
    const { store, now } = this.options;
    const current = Math.floor(toMinute(now()) / POINT_MINUTES);
    const since = (current + 1) * POINT_MINUTES - KEEP_MINUTES;
    const points = await store.points(model, since, POINT_MINUTES);
    return points.map(
      ({ minute, tokensPerSecond, timeToFirstTokenMs, ...counts }) => ({
        start: new Date(minute * MINUTE).toISOString(),
        ...counts,
        ...roundSpeed({ tokensPerSecond, timeToFirstTokenMs }),
      }),
    );
  }

  /** Deletes, some at a time, what is older than a day. */
  async deleteOld(signal?: AbortSignal): Promise<void> {
    const { store, now } = this.options;
    const keepFrom = toMinute(now()) - KEEP_MINUTES;
    let oldest = await store.oldestMinute();
    while (oldest !== undefined && oldest < keepFrom && !signal?.aborted) {
      await store.deleteMinutes(Math.min(oldest + POINT_MINUTES, keepFrom));
      oldest = await store.oldestMinute();
    }
    await store.deleteSpeeds(new Date(keepFrom * MINUTE));
  }

  private async look(): Promise<HealthSnapshot> {
    const { gateways, now } = this.options;
    const at = now();
    // Speeds that are too old go by the clock.
    const version = [toMinute(at), ...(await gateways.lastReports())].join('|');
    if (this.latest?.version !== version) {
      this.latest = { version, snapshot: await this.read(at) };
    }
    return this.latest.snapshot;
  }

  private async read(at: Date): Promise<HealthSnapshot> {
    const { gateways, store } = this.options;
    const [reporting, measured] = await Promise.all([
      gateways.reporting(),
      store.speeds(new Date(at.getTime() - HOUR)),
    ]);
    const reports = reporting.flatMap(({ id, endpoints = [] }) =>
      endpoints.map(({ model, endpoint, healthy }) => ({
        model,
        endpoint,
        healthy,
        gateway: id,
      })),
    );
    const speeds = [...groupBy(measured, ({ model }) => model)].flatMap(
      ([model, figures]) => {
        const speed = speedOf(figures);
        return speed ? [[model, speed] as const] : [];
      },
    );
    return {
      reports: groupBy(reports, ({ model }) => model),
      speeds: new Map(speeds),
    };
  }
}

function toMinute(time: Date): number {
  return Math.floor(time.getTime() / MINUTE);
}

/** Adds up what is said of servers with the same host and port. */
function oncePerServer(reports: EndpointReport[]): ServerFigures[] {
  const servers = groupBy(
    reports.map(report => ({ ...report, endpoint: asText(report.endpoint) })),
    ({ model, endpoint }) => `${model} ${endpoint}`,
  );
  return [...servers.values()].map(same => ({
    model: same[0].model,
    endpoint: same[0].endpoint,
    healthy: same.every(({ healthy }) => healthy),
    requests: sum(same.map(({ requests }) => requests)),
    failures: sum(same.map(({ failures }) => failures)),
    ...meanSpeed(same),
  }));
}

function sum(counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
