import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Answer, Step } from './answers';
import type { ModelConfig } from './config';
import { ApiError, badRequest } from './errors';
import { type FinishedReason, ModelMetrics } from './metrics';
import { BLOCK_SIZE, PrefixCache } from './prefixCache';
import { Slots } from './slots';
import { fewestTokens } from './tokens';

/** How many prompts of full length the KV cache holds. */
const CACHED_CONTEXTS = 4;

/** Without a speed, others get a turn after so many tokens. */
const TOKENS_PER_TURN = 32;

/**
 * One piece of work: prompts to be read and sequences to be generated.
 *
 * @internal
 */
export interface Job {
  prompts: readonly (readonly number[])[];
  /** generated side by side, one token of each at a time; none for embeddings */
  answers: readonly Answer[];
  /** aborted when the client goes away */
  signal: AbortSignal;
  cacheSalt?: string | null;
  /** All prompts are read, nothing is generated yet. */
  onStart?: () => void | Promise<void>;
  /** One token of one answer came; `count` of this answer's tokens so far. */
  onToken?: (answer: number, step: Step, count: number) => void | Promise<void>;
}

/**
 * One simulated model server without its HTTP side: its slots, prefix cache,
 * pace and metrics.
 *
 * @internal
 */
export class ModelServer {
  readonly metrics: ModelMetrics;
  /** Unix time in seconds. */
  readonly created = Math.floor(Date.now() / 1000);
  private readonly slots: Slots;
  private readonly prefixCache: PrefixCache;
  private readonly kvBlocks: number;
  private readonly kvTokens = new Map<Job, number>();

  constructor(readonly model: ModelConfig) {
    this.kvBlocks = Math.ceil(
      (model.contextLength * CACHED_CONTEXTS) / BLOCK_SIZE,
    );
    this.slots = new Slots(model.maxConcurrent);
    this.prefixCache = new PrefixCache(this.kvBlocks);
    this.metrics = new ModelMetrics(model.servedModelName, this.kvBlocks, () =>
      this.readLoad(),
    );
  }

  /**
   * Checks the model's name in a request; none at all means this model.
   *
   * @throws ApiError 404
   */
  checkModel(name: string | null | undefined): void {
    if (name && name !== this.model.servedModelName) {
      throw new ApiError(
        404,
        'NotFoundError',
        `The model \`${name}\` does not exist.`,
        'model',
      );
    }
  }

  /**
   * Checks that this is a model of the kind.
   *
   * @param api - what the caller wanted, for the message
   * @throws ApiError 400
   */
  checkKind(kind: ModelConfig['kind'], api: string): void {
    if (this.model.kind !== kind) {
      throw badRequest(`The model does not support ${api} API`);
    }
  }

  /**
   * Checks before the slow tokenization that a text has a chance to fit.
   *
   * @throws ApiError 400
   */
  checkLength(characters: number): void {
    this.checkInput(fewestTokens(characters));
  }

  /**
   * Checks that an input alone fits into the context.
   *
   * @throws ApiError 400
   */
  checkInput(tokens: number): void {
    const { contextLength } = this.model;
    if (tokens > contextLength) {
      throw badRequest(
        `${contextMessage(
          contextLength,
        )} the input has at least ${tokens} tokens. Shorten the input.`,
        'input_tokens',
      );
    }
  }

  /**
   * How many tokens may be generated after a prompt.
   *
   * @param promptTokens - tokens of the prompt
   * @param wanted - the request's limit; default: all that the context leaves
   * @throws ApiError 400 when prompt and limit do not fit into the context
   */
  outputBudget(promptTokens: number, wanted?: number | null): number {
    const { contextLength } = this.model;
    const start = contextMessage(contextLength);
    if (promptTokens >= contextLength) {
      throw badRequest(
        `${start} the prompt has at least ${promptTokens} input tokens, which leaves no room for an answer. Shorten the prompt.`,
        'input_tokens',
      );
    }
    const room = contextLength - promptTokens;
    if (wanted && wanted > room) {
      throw badRequest(
        `${start} ${wanted} output tokens were requested after a prompt of ${promptTokens} input tokens, ${
          promptTokens + wanted
        } in all. Shorten the prompt or ask for fewer output tokens.`,
        'max_tokens',
      );
    }
    return wanted ?? room;
  }

  /**
   * Waits for a slot, reads the prompts and generates the answers at the
   * model's pace. The slot is free again when this settles.
   *
   * @returns how many prompt tokens came from the prefix cache
   * @throws the signal's reason when it is aborted
   */
  async run(job: Job): Promise<number> {
    const arrival = performance.now();
    const elapsed = () => (performance.now() - arrival) / 1000;
    const end = (reasons: FinishedReason[]) =>
      this.metrics.recordEnd(elapsed(), reasons);
    try {
      await this.slots.acquire(job.signal);
      try {
        const cached = await this.readPrompts(job);
        await job.onStart?.();
        await this.generate(job, () =>
          this.metrics.recordFirstToken(elapsed()),
        );
        end(
          job.answers.length > 0
            ? job.answers.map(answer => answer.finishReason)
            : job.prompts.map(() => 'stop'),
        );
        return cached;
      } finally {
        this.kvTokens.delete(job);
        this.slots.release();
      }
    } catch (error) {
      const sequences = job.answers.length || job.prompts.length;
      end(Array.from({ length: sequences }, () => 'abort'));
      throw error;
    }
  }

  private async readPrompts(job: Job): Promise<number> {
    const { model, prefixCache } = this;
    const salt = job.cacheSalt ?? '';
    const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
    const total = sum(job.prompts.map(prompt => prompt.length));
    this.kvTokens.set(job, total);
    const cached = sum(
      job.prompts.map(prompt => prefixCache.lookup(prompt, salt)),
    );
    await this.pause(
      performance.now() +
        ((total - cached) / model.promptTokensPerSecond) * 1000 * this.slowness,
      job.signal,
    );
    job.prompts.forEach(prompt => prefixCache.insert(prompt, salt));
    this.metrics.recordPrompt(total, cached);
    return cached;
  }

  private async generate(job: Job, onFirst: () => void): Promise<void> {
    const { answers, signal, onToken } = job;
    const longest = Math.max(0, ...answers.map(({ steps }) => steps.length));
    const start = performance.now();
    const interval = (1000 / this.model.tokensPerSecond) * this.slowness;
    for (let index = 0; index < longest; index += 1) {
      if (interval > 0) {
        await this.pause(start + (index + 1) * interval, signal);
      } else if (index % TOKENS_PER_TURN === 0) {
        await setImmediate();
      }
      signal.throwIfAborted();
      if (index === 0) {
        onFirst();
      }
      for (const [number, { steps }] of answers.entries()) {
        if (index < steps.length) {
          this.metrics.recordGenerated(1);
          this.kvTokens.set(job, (this.kvTokens.get(job) ?? 0) + 1);
          await onToken?.(number, steps[index], index + 1);
        }
      }
    }
  }

  /** Factor on all waiting; 0 means none. */
  private get slowness(): number {
    return this.model.speed > 0 ? 1 / this.model.speed : 0;
  }

  /** Waits until a time on the `performance` clock. */
  private async pause(until: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const left = until - performance.now();
    // Timers are no finer than a millisecond: rather a few tokens at once than a slower pace.
    if (left >= 1) {
      await setTimeout(left, undefined, { signal });
    }
  }

  private readLoad() {
    let blocks = 0;
    for (const tokens of this.kvTokens.values()) {
      blocks += Math.ceil(tokens / BLOCK_SIZE);
    }
    return {
      running: this.slots.running,
      waiting: this.slots.waiting,
      kvCacheUsage: Math.min(blocks / this.kvBlocks, 1),
    };
  }
}

/** Clients recognize this error by its beginning, which is therefore vLLM's. */
function contextMessage(contextLength: number): string {
  return `This model's maximum context length is ${contextLength} tokens. However,`;
}
