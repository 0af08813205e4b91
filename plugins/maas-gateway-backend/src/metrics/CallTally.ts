import type { CallEnd } from '../metering/Meter';
import { Distribution, type Sample } from './Distribution';

/** Seconds; a model may think for minutes. */
const LATENCY = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

/** Seconds; slower than half a second a token, nobody reads along. */
const PER_TOKEN = [
  0.005, 0.01, 0.015, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1,
];

/**
 * What is counted of the calls of a model under a plan. It is kept in plain numbers, as
 * every call adds to all of it.
 *
 * @internal
 */
export class CallTally {
  private readonly ends = new Map<string, { labels: Labels; value: number }>();
  private readonly tokens = {
    input: 0,
    cached_input: 0,
    output: 0,
    reasoning: 0,
  };
  private audioSeconds = 0;
  private attempts = 0;
  private failovers = 0;
  private readonly latency = new Distribution(LATENCY);
  private readonly firstToken = new Distribution(LATENCY);
  private readonly perToken = new Distribution(PER_TOKEN);

  constructor(private readonly labels: { model: string; plan: string }) {}

  /** @param seconds - from admission to the end */
  add(end: CallEnd, seconds: number): void {
    this.addEnd(end);
    const { input, cachedInput, output, reasoning } = end.tokens;
    this.tokens.input += input;
    this.tokens.cached_input += cachedInput;
    this.tokens.output += output;
    this.tokens.reasoning += reasoning;
    this.audioSeconds += (end.audioMs ?? 0) / 1000;
    this.attempts += end.attempts;
    this.failovers += Math.max(0, end.attempts - 1);
    this.latency.observe(seconds);
    if (end.timeToFirstTokenMs !== undefined) {
      const first = end.timeToFirstTokenMs / 1000;
      this.firstToken.observe(first);
      if (output > 1) {
        this.perToken.observe(Math.max(0, seconds - first) / (output - 1));
      }
    }
  }

  /** Of the metric with this name; `METRICS_OF_CALLS` has all of them. */
  samples(name: CallMetric): Sample[] {
    const { labels } = this;
    switch (name) {
      case 'maas_gateway_requests_total':
        return [...this.ends.values()];
      case 'maas_gateway_tokens_total':
        return Object.entries(this.tokens).map(([kind, value]) => ({
          labels: { ...labels, class: kind },
          value,
        }));
      case 'maas_gateway_audio_seconds_total':
        return this.audioSeconds > 0
          ? [{ labels, value: this.audioSeconds }]
          : [];
      case 'maas_gateway_upstream_attempts_total':
        return [{ labels, value: this.attempts }];
      case 'maas_gateway_upstream_failovers_total':
        return [{ labels, value: this.failovers }];
      case 'maas_gateway_request_duration_seconds':
        return this.latency.samples(name, labels);
      case 'maas_gateway_time_to_first_token_seconds':
        return this.firstToken.samples(name, labels);
      default:
        return this.perToken.samples(name, labels);
    }
  }

  private addEnd({ status = 0, endState }: CallEnd): void {
    const key = `${status} ${endState}`;
    const known = this.ends.get(key);
    if (known) {
      known.value += 1;
    } else {
      const labels = {
        ...this.labels,
        status: String(status),
        end_state: endState,
      };
      this.ends.set(key, { labels, value: 1 });
    }
  }
}

type Labels = Record<string, string>;

/** What is told of calls that went upstream, by model and plan. @internal */
export const METRICS_OF_CALLS = {
  maas_gateway_requests_total: 'Calls that went upstream, by how they ended',
  maas_gateway_tokens_total:
    'Tokens; cached_input is a part of input, reasoning a part of output',
  maas_gateway_audio_seconds_total: 'Audio that was listened to',
  maas_gateway_upstream_attempts_total: 'Attempts to have a call answered',
  maas_gateway_upstream_failovers_total:
    'Attempts at another endpoint after one that failed',
  maas_gateway_request_duration_seconds:
    'From admission to the end of the answer',
  maas_gateway_time_to_first_token_seconds:
    'From admission to the first token of a streamed answer',
  maas_gateway_time_per_output_token_seconds:
    'Between two tokens of a streamed answer, on average over the answer',
} as const;

/** @internal */
export type CallMetric = keyof typeof METRICS_OF_CALLS;
