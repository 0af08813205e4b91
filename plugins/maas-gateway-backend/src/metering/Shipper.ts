import type { LoggerService } from '@backstage/backend-plugin-api';
import type { MeteredCall } from '@openmaas/backstage-plugin-maas-common';
import type { ControlPlane } from '../controlPlane/ControlPlane';
import { Backoff } from '../policy/backoff';
import type { Journal } from './Journal';
import { PendingEvent } from './PendingEvent';
import type { RejectedEvents } from './RejectedEvents';

/** When a shipper does what, in milliseconds where nothing else is said. @internal */
export interface ShipperPace {
  /** Events per batch. */
  batchSize: number;
  /** For others to come along; usage has to show within a second. */
  lingerMs: number;
  /** For the control plane to answer. */
  timeoutMs: number;
  /** Between attempts, where the control plane takes nothing. */
  minBackoffMs: number;
  maxBackoffMs: number;
  /** Until rejected events are offered again: longer each time that none is taken. */
  againMs: number;
  maxAgainMs: number;
}

const PACE: ShipperPace = {
  batchSize: 500,
  lingerMs: 200,
  timeoutMs: 30_000,
  minBackoffMs: 500,
  maxBackoffMs: 30_000,
  againMs: 3_600_000,
  maxAgainMs: 24 * 3_600_000,
};

/** Answers that say that the batch is wrong, so that it is no use to send it again. */
const REFUSED = [400, 413, 422];
/** Longest reason that is kept, in characters. */
const MAX_REASON = 1000;

/** What a shipper needs. @internal */
export interface ShipperOptions {
  journal: Journal;
  rejected: RejectedEvents;
  controlPlane: Pick<ControlPlane, 'sendUsage'>;
  /** Id of the gateway. */
  gateway: string;
  logger: LoggerService;
  pace?: Partial<ShipperPace>;
}

/**
 * Takes events from the journal to the control plane, one batch at a time and in order. It
 * holds no more than a batch, however long the control plane is away, and sends the events
 * as the texts that they are on disk.
 *
 * @internal
 */
export class Shipper {
  private readonly pace: ShipperPace;
  private readonly stopping = new AbortController();
  private readonly backoff: Backoff;
  private running: Promise<void> | undefined;
  private leaving = false;
  private isDown = false;
  /** When rejected events are offered again: at once, and then now and then. */
  private againAt = 0;
  private readonly again: Backoff;
  private waiting: { enough: () => boolean; go: () => void } | undefined;

  constructor(private readonly options: ShipperOptions) {
    this.pace = { ...PACE, ...options.pace };
    this.backoff = new Backoff(this.pace.minBackoffMs, this.pace.maxBackoffMs);
    this.again = new Backoff(this.pace.againMs, this.pace.maxAgainMs);
  }

  /** Begins to ship whatever comes. */
  start(): void {
    this.options.journal.listen(() => {
      if (this.waiting?.enough()) {
        this.waiting.go();
      }
    });
    this.running ??= this.run();
  }

  /**
   * Ships what is there, trying again until the signal is aborted, and stops. What is left
   * waits in the journal for the next start.
   */
  async flush(signal: AbortSignal): Promise<void> {
    const giveUp = () => {
      this.stopping.abort();
      this.waiting?.go();
    };
    this.leaving = true;
    this.waiting?.go();
    signal.addEventListener('abort', giveUp);
    if (signal.aborted) {
      giveUp();
    }
    await this.running;
    signal.removeEventListener('abort', giveUp);
  }

  private async run(): Promise<void> {
    const { journal, rejected } = this.options;
    const { signal } = this.stopping;
    while (!signal.aborted && !(this.leaving && journal.pendingEvents === 0)) {
      await this.wait(
        rejected.count > 0
          ? Math.max(0, this.againAt - performance.now())
          : undefined,
        () => journal.pendingEvents > 0,
      );
      if (!this.isDown) {
        await this.wait(
          this.pace.lingerMs,
          () => journal.pendingEvents >= this.pace.batchSize,
        );
      }
      try {
        await this.ship(await journal.next(this.pace.batchSize));
        await this.offerRejected();
        this.noteSuccess();
      } catch (error) {
        if (!signal.aborted) {
          this.noteFailure(error);
          await this.rest(this.backoff.next());
        }
      }
    }
  }

  private async ship(batch: PendingEvent[]): Promise<void> {
    const { journal, rejected } = this.options;
    await this.deliver(batch, {
      taken: events => journal.acknowledge(events),
      refused: async (event, reason) => {
        await rejected.add(event.event, reason);
        await journal.acknowledge([event]);
      },
    });
  }

  /** Some at a time, so that events that nobody has rejected need not wait for them all. */
  private async offerRejected(): Promise<void> {
    const { rejected } = this.options;
    if (rejected.count === 0 || performance.now() < this.againAt) {
      return;
    }
    const { taken, isLast } = await rejected.offerNext(async events => {
      const some: MeteredCall[] = [];
      await this.deliver(
        events.map(event => new PendingEvent(JSON.stringify(event))),
        {
          taken: async batch => {
            some.push(...batch.map(({ event }) => event));
          },
          refused: async () => {},
        },
      );
      return some;
    });
    if (taken > 0) {
      this.again.reset();
    }
    if (isLast) {
      this.againAt = performance.now() + this.again.next();
    }
  }

  /** In halves where the batch is refused, until the one that is wrong is found. */
  private async deliver(
    batch: PendingEvent[],
    tell: {
      taken(events: PendingEvent[]): Promise<void>;
      refused(event: PendingEvent, reason: string): Promise<void>;
    },
  ): Promise<void> {
    const [first] = batch;
    if (!first) {
      return;
    }
    const refusal = await this.send(batch);
    if (refusal === undefined) {
      await tell.taken(batch);
    } else if (batch.length === 1) {
      await tell.refused(first, refusal);
    } else {
      const half = Math.ceil(batch.length / 2);
      await this.deliver(batch.slice(0, half), tell);
      await this.deliver(batch.slice(half), tell);
    }
  }

  /**
   * @returns why the control plane does not take the batch; undefined where it has it
   * @throws where it is not known to have it and may take it later
   */
  private async send(batch: PendingEvent[]): Promise<string | undefined> {
    const { controlPlane, gateway } = this.options;
    const { signal } = this.stopping;
    signal.throwIfAborted();
    const timeout = AbortSignal.timeout(this.pace.timeoutMs);
    const events = batch.map(({ text }) => text);
    try {
      await controlPlane.sendUsage(
        { gateway, events },
        AbortSignal.any([signal, timeout]),
      );
      return undefined;
    } catch (error) {
      if (REFUSED.includes(statusOf(error) ?? 0)) {
        return reasonOf(error);
      }
      throw error;
    }
  }

  /** Until there is enough, the time is over or somebody wants to leave. */
  private async wait(ms: number | undefined, enough: () => boolean) {
    if (!this.leaving && !enough()) {
      await this.pause(ms, enough);
    }
  }

  /** Nothing but a wish to leave cuts it short, and that only once. */
  private async rest(ms: number) {
    await this.pause(ms, () => false);
  }

  private async pause(ms: number | undefined, enough: () => boolean) {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>(go => {
      this.waiting = { enough, go };
      timer = ms === undefined ? undefined : setTimeout(go, ms);
    });
    clearTimeout(timer);
    this.waiting = undefined;
  }

  private noteSuccess(): void {
    this.backoff.reset();
    if (this.isDown) {
      this.isDown = false;
      this.options.logger.info('The control plane takes usage again');
    }
  }

  private noteFailure(error: unknown): void {
    const { logger, journal } = this.options;
    if (!this.isDown) {
      this.isDown = true;
      logger.warn(
        `The control plane takes no usage; ${journal.pendingEvents} events wait in the journal and nothing is lost: ${error}`,
      );
    }
  }
}

/** With what the control plane itself said, where it is known. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as { message?: unknown; cause?: unknown };
  const detail = cause instanceof Error ? `: ${cause.message}` : '';
  return `${message}${detail}`.slice(0, MAX_REASON);
}

/** HTTP status of a `ResponseError`. */
function statusOf(error: unknown): number | undefined {
  const { statusCode } = (error ?? {}) as { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : undefined;
}
