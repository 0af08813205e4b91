import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { Refusal } from '@openmaas/backstage-plugin-maas-common';
import type { ControlPlane } from '../controlPlane/ControlPlane';
import { Backoff, type Pause, pause } from '../policy/backoff';
import type { RequestNotes } from '../server/ClientServer';
import type { GatewayError } from '../server/GatewayError';
import { refusalOf, shadowRefusalOf } from './refusalOf';
import { RefusalRate } from './RefusalRate';

/** Refusals that wait at most; beyond that the oldest are forgotten. */
const MOST = 10_000;
/** Refusals in a batch at most. */
const BATCH = 1_000;
/** In milliseconds. */
const INTERVAL_MS = 1_000;
const ANSWER_MS = 10_000;
const MIN_BACKOFF_MS = 1_000;
const MAX_BACKOFF_MS = 60_000;

/** Answers that say that a batch is wrong, so that it is no use to send it again. */
const WRONG = [400, 413, 422];

/** What the teller of refusals needs. @internal */
export interface RefusalsOptions {
  controlPlane: Pick<ControlPlane, 'sendRefusals'>;
  /** The gateway's own lasting name. */
  gateway: string;
  logger: LoggerService;
  pause?: Pause;
}

/**
 * Tells the control plane which requests were refused and why, for those who ask after
 * one. They are kept in memory only, so that a client whose requests are refused in a
 * tight loop fills neither a disk nor the ledger.
 *
 * @internal
 */
export class Refusals {
  private readonly waiting: Refusal[] = [];
  private readonly rate: RefusalRate;
  private readonly backoff = new Backoff(MIN_BACKOFF_MS, MAX_BACKOFF_MS);
  private readonly stopping = new AbortController();
  private readonly pause: Pause;
  private running: Promise<void> | undefined;
  private wake: (() => void) | undefined;
  private hasForgotten = false;
  /** Fewer where one among them is wrong, until it is found. */
  private batch = BATCH;

  constructor(private readonly options: RefusalsOptions) {
    this.rate = new RefusalRate(options.logger);
    this.pause = options.pause ?? pause;
  }

  /** Those that the control plane has not been told of. */
  get size(): number {
    return this.waiting.length;
  }

  /** Tells from now on. */
  start(): void {
    this.running ??= this.run();
  }

  /** A request was answered with an error. Without a known key nobody may ask after it. */
  note(error: GatewayError, notes: RequestNotes): void {
    if (notes.key && this.rate.allows(notes.key.id, error.code, notes.at)) {
      this.add(refusalOf(error, notes, this.options.gateway));
    }
  }

  /** A request was let in beyond limits that only report. */
  noteShadowed(notes: RequestNotes): void {
    const refusal = shadowRefusalOf(notes, this.options.gateway);
    if (refusal?.key && this.rate.allows(refusal.key, 'shadow', notes.at)) {
      this.add(refusal);
    }
  }

  /** Tells the last ones, once, unless the signal is aborted before. */
  async stop(signal: AbortSignal): Promise<void> {
    this.stopping.abort();
    this.wake?.();
    await this.running;
    try {
      while (this.waiting.length > 0 && !signal.aborted) {
        await this.send(signal);
      }
    } catch (error) {
      this.options.logger.debug(
        `The control plane was not told of the last ${
          this.waiting.length
        } refusals: ${stringifyError(error)}`,
      );
    }
  }

  private add(refusal: Refusal): void {
    if (this.waiting.length >= MOST) {
      this.waiting.shift();
      if (!this.hasForgotten) {
        this.hasForgotten = true;
        this.options.logger.warn(
          `More than ${MOST} refusals wait for the control plane: the oldest are forgotten, so that nobody can look them up`,
        );
      }
    }
    this.waiting.push(refusal);
    this.wake?.();
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.something();
      await this.pause(INTERVAL_MS, signal);
      if (signal.aborted) {
        return;
      }
      try {
        await this.send(signal);
        this.backoff.reset();
        this.hasForgotten = false;
      } catch (error) {
        this.options.logger.debug(
          `The control plane was not told of refusals: ${stringifyError(
            error,
          )}`,
        );
        await this.pause(this.backoff.next(), signal);
      }
    }
  }

  private async something(): Promise<void> {
    if (this.waiting.length === 0 && !this.stopping.signal.aborted) {
      await new Promise<void>(resolve => {
        this.wake = resolve;
      });
      this.wake = undefined;
    }
  }

  /** @throws where the control plane may take them later */
  private async send(signal: AbortSignal): Promise<void> {
    const { controlPlane, gateway, logger } = this.options;
    const refusals = this.waiting.slice(0, this.batch);
    try {
      await controlPlane.sendRefusals(
        { gateway, refusals },
        AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]),
      );
    } catch (error) {
      if (!WRONG.includes((error as { statusCode?: number }).statusCode ?? 0)) {
        throw error;
      }
      if (refusals.length > 1) {
        this.batch = Math.ceil(refusals.length / 2);
        return;
      }
      logger.error(
        `The control plane does not take a refusal, which nobody can look up therefore: ${stringifyError(
          error,
        )}`,
      );
    }
    this.batch = Math.min(BATCH, 2 * this.batch);
    // Some of them may have been forgotten meanwhile.
    const last = this.waiting.indexOf(refusals[refusals.length - 1]);
    this.waiting.splice(0, last + 1);
  }
}
