import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { BLOCK_SIZE } from './prefixCache';

/** The bounds in seconds that vLLM uses, so that dashboards made for it fit. */
const FIRST_TOKEN_BUCKETS = [
  0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5,
  7.5, 10, 20, 40, 80, 160, 640, 2560,
];
const REQUEST_BUCKETS = [
  0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480,
  960, 1920, 7680,
];

/**
 * How a sequence ended, in vLLM's words; `abort` is a client that went away.
 *
 * @internal
 */
export type FinishedReason = 'stop' | 'length' | 'abort';

/**
 * What the gauges show, read at each scrape.
 *
 * @internal
 */
export interface LoadReading {
  /** requests that run */
  running: number;
  /** requests that wait for a slot */
  waiting: number;
  /** share of the KV cache in use, 0 to 1 */
  kvCacheUsage: number;
}

/**
 * One model server's metrics under vLLM's names.
 *
 * @internal
 */
export class ModelMetrics {
  private readonly registry = new Registry();
  private readonly promptTokens: Counter;
  private readonly generationTokens: Counter;
  private readonly cacheQueries: Counter;
  private readonly cacheHits: Counter;
  private readonly finished: Counter;
  private readonly firstToken: Histogram;
  private readonly latency: Histogram;

  constructor(
    modelName: string,
    kvCacheBlocks: number,
    readLoad: () => LoadReading,
  ) {
    const registers = [this.registry];
    this.registry.setDefaultLabels({ model_name: modelName, engine: '0' });

    const gauge = (
      name: string,
      help: string,
      read: (load: LoadReading) => number,
    ) =>
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(read(readLoad()));
        },
      });
    gauge(
      'vllm:num_requests_running',
      'Requests that are being computed',
      load => load.running,
    );
    gauge(
      'vllm:num_requests_waiting',
      'Requests that wait to be computed',
      load => load.waiting,
    );
    gauge(
      'vllm:kv_cache_usage_perc',
      'Share of the KV cache in use; 1 is all of it',
      load => load.kvCacheUsage,
    );
    new Gauge({
      name: 'vllm:cache_config_info',
      help: 'How the KV cache is set up',
      labelNames: ['block_size', 'num_gpu_blocks', 'enable_prefix_caching'],
      registers,
    }).set(
      {
        block_size: String(BLOCK_SIZE),
        num_gpu_blocks: String(kvCacheBlocks),
        enable_prefix_caching: 'True',
      },
      1,
    );

    const counter = (name: string, help: string, labelNames: string[] = []) =>
      new Counter({ name, help, labelNames, registers });
    this.promptTokens = counter(
      'vllm:prompt_tokens_total',
      'Prompt tokens processed',
    );
    this.generationTokens = counter(
      'vllm:generation_tokens_total',
      'Tokens generated',
    );
    this.cacheQueries = counter(
      'vllm:prefix_cache_queries_total',
      'Prompt tokens looked up in the prefix cache',
    );
    this.cacheHits = counter(
      'vllm:prefix_cache_hits_total',
      'Prompt tokens found in the prefix cache',
    );
    this.finished = counter(
      'vllm:request_success_total',
      'Requests that ended, by reason',
      ['finished_reason'],
    );
    for (const reason of ['stop', 'length', 'abort'] as const) {
      this.finished.inc({ finished_reason: reason }, 0);
    }

    this.firstToken = new Histogram({
      name: 'vllm:time_to_first_token_seconds',
      help: 'Time from arrival to the first token, in seconds',
      buckets: FIRST_TOKEN_BUCKETS,
      registers,
    });
    this.latency = new Histogram({
      name: 'vllm:e2e_request_latency_seconds',
      help: 'Time from arrival to the last token, in seconds',
      buckets: REQUEST_BUCKETS,
      registers,
    });
  }

  /** A prompt was computed; `cached` of its tokens came from the prefix cache. */
  recordPrompt(tokens: number, cached: number): void {
    this.promptTokens.inc(tokens);
    this.cacheQueries.inc(tokens);
    this.cacheHits.inc(cached);
  }

  /** Tokens were generated. */
  recordGenerated(tokens: number): void {
    this.generationTokens.inc(tokens);
  }

  /** The first token came out this many seconds after the request came in. */
  recordFirstToken(seconds: number): void {
    this.firstToken.observe(seconds);
  }

  /** A request ended this many seconds after it came in; one reason per sequence. */
  recordEnd(seconds: number, reasons: readonly FinishedReason[]): void {
    for (const reason of reasons) {
      this.finished.inc({ finished_reason: reason });
    }
    this.latency.observe(seconds);
  }

  /** The content type of the exposition. */
  get contentType(): string {
    return this.registry.contentType;
  }

  /** The exposition in Prometheus' text format. */
  async expose(): Promise<string> {
    return await this.registry.metrics();
  }
}
