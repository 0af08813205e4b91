import type {
  EndpointReport,
  GatewayReport,
  RefusedLimit,
} from '@openmaas/backstage-plugin-maas-common';
import {
  collectDefaultMetrics,
  Counter,
  Gauge,
  type Metric,
  Registry,
} from 'prom-client';
import type { CallEnd } from '../metering/Meter';
import { CallTally, METRICS_OF_CALLS, type CallMetric } from './CallTally';
import { Distribution, type Sample } from './Distribution';

/** Seconds; from a page cache to a disk that is overloaded. */
const COMMIT = [
  0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25,
  1,
];

/** What can be read off the gateway at any time. @internal */
export interface MetricSources {
  journal(): GatewayReport['journal'];
  /** Lines of the journal that wait to be written. */
  waitingLines(): number;
  runningCalls(): number;
  connections(): number;
  /** Refusals that the control plane has not been told of. */
  waitingRefusals(): number;
  endpoints(): EndpointReport[];
  sharing(): GatewayReport['sharing'];
  /** Seconds since the control plane was heard of; undefined where it never was. */
  policyAgeSeconds(): number | undefined;
}

/** What is known of a request that was refused. @internal */
export interface RefusedRequest {
  /** Of the policy, never as a client wrote it. */
  model?: string;
  plan?: string;
}

/**
 * What Prometheus is told. Labels are models, plans, statuses and endpoints: never a key,
 * a user or anything that a client wrote.
 *
 * @internal
 */
export class Metrics {
  private readonly registry = new Registry();
  private readonly tallies = new Map<string, CallTally>();
  private readonly commits = new Distribution(COMMIT);
  private readonly refusals = new Counter({
    name: 'maas_gateway_refusals_total',
    help: 'Requests that were answered with an error of the gateway',
    labelNames: ['code', 'limit', 'model', 'plan'],
    registers: [this.registry],
  });
  private readonly shadowRefusals = new Counter({
    name: 'maas_gateway_shadow_refusals_total',
    help: 'Calls that were let in beyond a limit that only reports',
    labelNames: ['limit', 'model', 'plan'],
    registers: [this.registry],
  });

  constructor(private readonly sources: MetricSources) {
    collectDefaultMetrics({ register: this.registry });
    this.registerCallMetrics();
    this.registerJournalMetrics();
    this.registerEndpointMetrics();
    this.gauge('maas_gateway_running_requests', 'Calls that run now', () =>
      sources.runningCalls(),
    );
    this.gauge(
      'maas_gateway_client_connections',
      'Connections of clients that are open',
      () => sources.connections(),
    );
    this.gauge(
      'maas_gateway_refusals_waiting',
      'Refusals that the control plane has not been told of yet',
      () => sources.waitingRefusals(),
    );
    this.gauge(
      'maas_gateway_sharing_lost',
      '1 where the store of the shared counters cannot be reached',
      () => (sources.sharing() === 'lost' ? 1 : 0),
    );
    this.gauge(
      'maas_gateway_policy_age_seconds',
      'Since the control plane was last heard of',
      () => sources.policyAgeSeconds() ?? NaN,
    );
  }

  /** Content type of {@link Metrics.text}. */
  get contentType(): string {
    return this.registry.contentType;
  }

  /** All metrics in Prometheus' text format. */
  async text(): Promise<string> {
    return this.registry.metrics();
  }

  /** A call that went upstream is over. */
  callEnded(
    { model, plan, seconds }: { model: string; plan: string; seconds: number },
    end: CallEnd,
  ): void {
    const key = `${model} ${plan}`;
    let tally = this.tallies.get(key);
    if (!tally) {
      tally = new CallTally({ model, plan });
      this.tallies.set(key, tally);
    }
    tally.add(end, seconds);
  }

  /** A request was answered with an error before or instead of going upstream. */
  refused(
    error: { code: string; limit?: RefusedLimit },
    { model, plan }: RefusedRequest = {},
  ): void {
    const limit = error.limit?.name;
    this.refusals.inc(known({ code: error.code, limit, model, plan }));
  }

  /** A call was let in beyond a limit that only reports. */
  shadowed({ name }: RefusedLimit, { model, plan }: RefusedRequest): void {
    this.shadowRefusals.inc(known({ limit: name, model, plan }));
  }

  /** Lines of the journal were written; the first had waited so long. */
  committed(waitedMs: number): void {
    this.commits.observe(waitedMs / 1000);
  }

  private registerCallMetrics(): void {
    for (const [name, help] of Object.entries(METRICS_OF_CALLS)) {
      this.kept(name, help, () =>
        [...this.tallies.values()].flatMap(tally =>
          tally.samples(name as CallMetric),
        ),
      );
    }
  }

  private registerJournalMetrics(): void {
    const { sources } = this;
    this.gauge(
      'maas_gateway_journal_pending_events',
      'Ended calls that are not in the ledger yet',
      () => sources.journal().pendingEvents,
    );
    this.gauge(
      'maas_gateway_journal_rejected_events',
      'Ended calls that the control plane does not take, kept aside',
      () => sources.journal().rejectedEvents,
    );
    this.gauge(
      'maas_gateway_journal_bytes',
      'What the journal takes on disk',
      () => sources.journal().bytes ?? 0,
    );
    this.gauge(
      'maas_gateway_journal_max_bytes',
      'What the journal may take on disk',
      () => sources.journal().maxBytes ?? 0,
    );
    this.gauge(
      'maas_gateway_journal_waiting_lines',
      'Lines that wait to be written',
      () => sources.waitingLines(),
    );
    this.kept(
      'maas_gateway_journal_dropped_events_total',
      'Ended calls that were given up, since the journal was full: they are in no ledger',
      () => [{ labels: {}, value: sources.journal().droppedEvents ?? 0 }],
    );
    const waits = 'maas_gateway_journal_commit_seconds';
    this.kept(waits, 'From a line of the journal to the end of its write', () =>
      this.commits.samples(waits, {}),
    );
  }

  private registerEndpointMetrics(): void {
    const samplesOf = (read: (report: EndpointReport) => number) => () =>
      this.sources.endpoints().map(report => ({
        labels: { model: report.model, endpoint: report.endpoint },
        value: read(report),
      }));
    this.kept(
      'maas_gateway_endpoint_healthy',
      '1 where an endpoint of a model can be called',
      samplesOf(({ healthy }) => (healthy ? 1 : 0)),
    );
    this.kept(
      'maas_gateway_endpoint_running_requests',
      'Calls that run at an endpoint of a model now',
      samplesOf(({ running }) => running),
    );
  }

  private gauge(name: string, help: string, read: () => number): void {
    this.registry.registerMetric(
      new Gauge({
        name,
        help,
        registers: [],
        collect() {
          this.set(read());
        },
      }),
    );
  }

  /** A metric whose numbers are kept elsewhere; its name says what it is. */
  private kept(name: string, help: string, read: () => Sample[]): void {
    const metric = {
      name,
      get: async () => ({ name, help, type: typeOf(name), values: read() }),
    };
    // All that a registry asks of a metric.
    this.registry.registerMetric(metric as unknown as Metric);
  }
}

function typeOf(name: string): 'counter' | 'histogram' | 'gauge' {
  if (name.endsWith('_total')) {
    return 'counter';
  }
  return name.endsWith('_seconds') ? 'histogram' : 'gauge';
}

/** Without labels that are not known. */
function known<L extends string>(labels: Record<L, string | undefined>) {
  return Object.fromEntries(
    Object.entries<string | undefined>(labels).filter(([, value]) => value),
  ) as Partial<Record<L, string>>;
}
