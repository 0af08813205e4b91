import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  LIVE_CHANNEL,
  type LiveKind,
  type LiveMessage,
} from '@openmaas/backstage-plugin-maas-common';

/** Between two signals of the same kind. */
const PAUSE_MS = 500;

/**
 * Tells open pages of what kinds of things something has changed: the first time at
 * once, then at most twice a second however much changes, and always after the last
 * change.
 *
 * @internal
 */
export class LiveSignals {
  /** Kinds that were told of just now, and whether they are to be told of again. */
  private readonly pausing = new Map<
    LiveKind,
    { timer: NodeJS.Timeout; again: boolean }
  >();
  private failing = false;
  private stopped = false;

  constructor(
    private readonly options: {
      signals: SignalsService;
      logger: LoggerService;
    },
  ) {}

  /** Something of these kinds has changed. */
  changed(kinds: LiveKind[]): void {
    for (const kind of kinds) {
      const pause = this.pausing.get(kind);
      if (pause) {
        pause.again = true;
      } else {
        this.tell(kind);
      }
    }
  }

  /** Tells what is still to be told, and pauses no more. */
  stop(): void {
    this.stopped = true;
    const pausing = [...this.pausing];
    this.pausing.clear();
    for (const [kind, { timer, again }] of pausing) {
      clearTimeout(timer);
      if (again) {
        this.tell(kind);
      }
    }
  }

  private tell(kind: LiveKind): void {
    this.publish({ kind });
    if (!this.stopped) {
      const timer = setTimeout(() => this.endPause(kind), PAUSE_MS);
      timer.unref();
      this.pausing.set(kind, { timer, again: false });
    }
  }

  private endPause(kind: LiveKind): void {
    const again = this.pausing.get(kind)?.again;
    this.pausing.delete(kind);
    if (again) {
      this.tell(kind);
    }
  }

  private async publish(message: LiveMessage): Promise<void> {
    const { signals, logger } = this.options;
    try {
      await signals.publish({
        recipients: { type: 'broadcast' },
        channel: LIVE_CHANNEL,
        message,
      });
      this.failing = false;
    } catch (error) {
      if (!this.failing) {
        logger.warn(
          `Open pages are not told of changes: ${stringifyError(error)}`,
        );
      }
      this.failing = true;
    }
  }
}
