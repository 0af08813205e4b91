import type { CallEnd } from '../metering/Meter';
import { type MetricSources, Metrics } from './Metrics';

function sourcesOf(more: Partial<MetricSources> = {}): MetricSources {
  return {
    journal: () => ({ pendingEvents: 3, rejectedEvents: 1 }),
    waitingLines: () => 0,
    runningCalls: () => 2,
    connections: () => 7,
    waitingRefusals: () => 5,
    endpoints: () => [],
    sharing: () => 'alone',
    policyAgeSeconds: () => undefined,
    ...more,
  };
}

function endOf(more: Partial<CallEnd> = {}): CallEnd {
  return {
    endState: 'completed',
    status: 200,
    attempts: 1,
    tokens: { input: 10, cachedInput: 4, output: 11, reasoning: 2 },
    estimated: false,
    ...more,
  };
}

const call = { model: 'small', plan: 'big', seconds: 0.3 };

/** The lines of a metric, but for its help. */
async function linesOf(metrics: Metrics, name: string): Promise<string[]> {
  const text = await metrics.text();
  return text
    .split('\n')
    .filter(line =>
      new RegExp(`^${name}(_bucket|_sum|_count)?[{ ]`).test(line),
    );
}

describe('metrics', () => {
  it('count calls by model, plan, status and end', async () => {
    const metrics = new Metrics(sourcesOf());
    metrics.callEnded(call, endOf());
    metrics.callEnded(call, endOf());
    metrics.callEnded(
      call,
      endOf({ status: undefined, endState: 'client_aborted' }),
    );
    metrics.callEnded({ ...call, plan: 'tiny' }, endOf());
    expect(await linesOf(metrics, 'maas_gateway_requests_total')).toEqual([
      'maas_gateway_requests_total{model="small",plan="big",status="200",end_state="completed"} 2',
      'maas_gateway_requests_total{model="small",plan="big",status="0",end_state="client_aborted"} 1',
      'maas_gateway_requests_total{model="small",plan="tiny",status="200",end_state="completed"} 1',
    ]);
  });

  it('count tokens, audio, attempts and failovers', async () => {
    const metrics = new Metrics(sourcesOf());
    metrics.callEnded(call, endOf({ attempts: 3, audioMs: 1_500 }));
    metrics.callEnded(call, endOf());
    const labels = '{model="small",plan="big"}';
    expect(await linesOf(metrics, 'maas_gateway_tokens_total')).toEqual([
      'maas_gateway_tokens_total{model="small",plan="big",class="input"} 20',
      'maas_gateway_tokens_total{model="small",plan="big",class="cached_input"} 8',
      'maas_gateway_tokens_total{model="small",plan="big",class="output"} 22',
      'maas_gateway_tokens_total{model="small",plan="big",class="reasoning"} 4',
    ]);
    for (const [name, value] of [
      ['audio_seconds', 1.5],
      ['upstream_attempts', 4],
      ['upstream_failovers', 2],
    ]) {
      expect(await linesOf(metrics, `maas_gateway_${name}_total`)).toEqual([
        `maas_gateway_${name}_total${labels} ${value}`,
      ]);
    }
  });

  it('keep histograms as Prometheus reads them', async () => {
    const metrics = new Metrics(sourcesOf());
    metrics.callEnded({ ...call, seconds: 0.25 }, endOf());
    metrics.callEnded({ ...call, seconds: 0.26 }, endOf());
    metrics.callEnded({ ...call, seconds: 1_000 }, endOf());
    const name = 'maas_gateway_request_duration_seconds';
    const lines = await linesOf(metrics, name);
    const bucket = (le: string) =>
      lines.find(line => line.includes(`le="${le}"`))?.split(' ')[1];
    expect(['0.1', '0.25', '0.5', '300', '+Inf'].map(bucket)).toEqual([
      '0',
      '1',
      '2',
      '2',
      '3',
    ]);
    expect(lines.slice(-2)).toEqual([
      `${name}_sum{model="small",plan="big"} 1000.51`,
      `${name}_count{model="small",plan="big"} 3`,
    ]);
    expect(await metrics.text()).toContain(`# TYPE ${name} histogram`);
  });

  it('tell the time per token of streamed answers', async () => {
    const metrics = new Metrics(sourcesOf());
    // Ten pauses between eleven tokens, in 200 ms.
    metrics.callEnded(call, endOf({ timeToFirstTokenMs: 100 }));
    metrics.callEnded(call, endOf());
    const one = { input: 1, cachedInput: 0, output: 1, reasoning: 0 };
    metrics.callEnded(call, endOf({ timeToFirstTokenMs: 100, tokens: one }));
    const lines = await linesOf(
      metrics,
      'maas_gateway_time_per_output_token_seconds',
    );
    expect(lines.at(-1)).toMatch(/_count\S* 1$/);
    expect(Number(lines.at(-2)?.split(' ')[1])).toBeCloseTo(0.02);
    const first = await linesOf(
      metrics,
      'maas_gateway_time_to_first_token_seconds',
    );
    expect(first.at(-1)).toMatch(/_count\S* 2$/);
  });

  it('count refusals by what is known of them', async () => {
    const metrics = new Metrics(sourcesOf());
    const limit = {
      name: 'budget' as const,
      scope: 'somebody',
      limit: '1',
      used: '1',
      wanted: '1',
    };
    metrics.refused({ code: 'invalid_api_key' });
    metrics.refused(
      { code: 'insufficient_quota', limit },
      { model: 'small', plan: 'big' },
    );
    metrics.refused({ code: 'model_access_required' }, { model: 'small' });
    metrics.shadowed(limit, { model: 'small', plan: 'big' });
    expect(await linesOf(metrics, 'maas_gateway_refusals_total')).toEqual([
      'maas_gateway_refusals_total{code="invalid_api_key"} 1',
      'maas_gateway_refusals_total{code="insufficient_quota",limit="budget",model="small",plan="big"} 1',
      'maas_gateway_refusals_total{code="model_access_required",model="small"} 1',
    ]);
    expect(
      await linesOf(metrics, 'maas_gateway_shadow_refusals_total'),
    ).toEqual([
      'maas_gateway_shadow_refusals_total{limit="budget",model="small",plan="big"} 1',
    ]);
  });

  it('read what the gateway knows when they are asked for', async () => {
    let lost = false;
    const metrics = new Metrics(
      sourcesOf({
        journal: () => ({
          pendingEvents: 3,
          rejectedEvents: 1,
          bytes: 1_000,
          maxBytes: 2_000,
          droppedEvents: 4,
        }),
        sharing: () => (lost ? 'lost' : 'valkey'),
        endpoints: () => [
          {
            model: 'small',
            endpoint: 'vllm:8000',
            healthy: false,
            running: 6,
            requests: 9,
            failures: 9,
          },
        ],
      }),
    );
    metrics.committed(2);
    const valueOf = async (name: string) =>
      Number(
        (await linesOf(metrics, `maas_gateway_${name}`)).at(-1)?.split(' ')[1],
      );
    expect(await valueOf('journal_pending_events')).toBe(3);
    expect(await valueOf('journal_rejected_events')).toBe(1);
    expect(await valueOf('journal_bytes')).toBe(1_000);
    expect(await valueOf('journal_max_bytes')).toBe(2_000);
    expect(await valueOf('journal_dropped_events_total')).toBe(4);
    expect(await valueOf('journal_commit_seconds')).toBe(1);
    expect(await valueOf('running_requests')).toBe(2);
    expect(await valueOf('client_connections')).toBe(7);
    expect(await valueOf('refusals_waiting')).toBe(5);
    expect(await valueOf('sharing_lost')).toBe(0);
    lost = true;
    expect(await valueOf('sharing_lost')).toBe(1);
    expect(await linesOf(metrics, 'maas_gateway_endpoint_healthy')).toEqual([
      'maas_gateway_endpoint_healthy{model="small",endpoint="vllm:8000"} 0',
    ]);
    expect(await valueOf('endpoint_running_requests')).toBe(6);
    expect(await metrics.text()).toContain('process_resident_memory_bytes');
  });
});
