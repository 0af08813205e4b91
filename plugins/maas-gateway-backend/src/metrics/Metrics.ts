import type { Plan } from '@openmaas/backstage-plugin-maas-common';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { CallEnd } from '../metering/Meter';

/** Seconds; a model may think for minutes. */
const LATENCY_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

/** What can be read off the gateway at any time. @internal */
export interface MetricSources {
  journal(): { pendingEvents: number; rejectedEvents: number };
  runningCalls(): number;
  /** Seconds since the control plane was heard of; undefined where it never was. */
  policyAgeSeconds(): number | undefined;
}

/**
 * What Prometheus is told. Labels are models, plans and statuses: never a key, a user or
 * anything that a client wrote.
 *
 * @internal
 */
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests = new Counter({
    name: 'maas_gateway_requests_total',
    help: 'Calls that went upstream, by how they ended',
    labelNames: ['model', 'plan', 'status', 'end_state'],
    registers: [this.registry],
  });
  private readonly tokens = new Counter({
    name: 'maas_gateway_tokens_total',
    help: 'Tokens; cached_input is a part of input, reasoning a part of output',
    labelNames: ['model', 'plan', 'class'],
    registers: [this.registry],
  });
  private readonly refusals = new Counter({
    name: 'maas_gateway_refusals_total',
    help: 'Calls that were answered with an error of the gateway',
    labelNames: ['code'],
    registers: [this.registry],
  });
  private readonly latency = new Histogram({
    name: 'maas_gateway_request_duration_seconds',
    help: 'From admission to the end of the answer',
    labelNames: ['model', 'plan'],
    buckets: LATENCY_BUCKETS,
    registers: [this.registry],
  });
  private readonly firstToken = new Histogram({
    name: 'maas_gateway_time_to_first_token_seconds',
    help: 'From admission to the first token of a streamed answer',
    labelNames: ['model', 'plan'],
    buckets: LATENCY_BUCKETS,
    registers: [this.registry],
  });

  constructor(sources: MetricSources) {
    this.gauge('maas_gateway_running_requests', 'Calls that run now', () =>
      sources.runningCalls(),
    );
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
    call: { model: string; plan: Plan['id']; seconds: number },
    end: CallEnd,
  ): void {
    const labels = { model: call.model, plan: call.plan };
    this.requests.inc({
      ...labels,
      status: String(end.status ?? 0),
      end_state: end.endState,
    });
    const { input, cachedInput, output, reasoning } = end.tokens;
    this.tokens.inc({ ...labels, class: 'input' }, input);
    this.tokens.inc({ ...labels, class: 'cached_input' }, cachedInput);
    this.tokens.inc({ ...labels, class: 'output' }, output);
    this.tokens.inc({ ...labels, class: 'reasoning' }, reasoning);
    this.latency.observe(labels, call.seconds);
    if (end.timeToFirstTokenMs !== undefined) {
      this.firstToken.observe(labels, end.timeToFirstTokenMs / 1000);
    }
  }

  /** A call was answered with an error before or instead of going upstream. */
  refused(code: string): void {
    this.refusals.inc({ code });
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
}
