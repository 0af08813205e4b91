import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { ModelService } from './ModelService';

/** A start that was noted meanwhile is found after this time. */
const LOOK_EVERY_MS = 60_000;

/**
 * Tells gateways of prices the moment they begin to hold. Of several replicas one tells,
 * whichever is first; what began while none ran is told at the start.
 *
 * @internal
 */
export class PriceClock {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly options: {
      models: Pick<ModelService, 'announcePrices'>;
      logger: LoggerService;
      now: () => Date;
    },
  ) {}

  /** Begins, in the background. */
  start(): void {
    this.running = this.run(this.stopping.signal);
  }

  /** Tells no more. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const ms = await this.announce();
      await sleep(ms, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  /** @returns after how many milliseconds to look again */
  private async announce(): Promise<number> {
    const { models, logger, now } = this.options;
    try {
      const next = await models.announcePrices();
      const left = next ? next.getTime() - now().getTime() : LOOK_EVERY_MS;
      return Math.min(Math.max(left, 0), LOOK_EVERY_MS);
    } catch (error) {
      logger.warn(
        `Prices that begin to hold cannot be read, so gateways hear of them later: ${stringifyError(
          error,
        )}`,
      );
      return LOOK_EVERY_MS;
    }
  }
}
