import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { Redis } from 'ioredis';
import { notReady } from '../policy/notReady';
import type { CounterBook } from './CounterBook';
import type { CounterPlace, CounterPlaces } from './CountingLimiter';
import { MemoryCounters } from './MemoryCounters';
import type { ValkeyConfig } from './sharingConfig';
import { connectValkey } from './valkeyClient';
import { ValkeyCounters } from './ValkeyCounters';

/** How long until a server that did not answer is asked again, in milliseconds. */
const RETRY_MS = 500;

/** For the log. */
const CONSEQUENCES = {
  local:
    'Until they are back, this gateway enforces its part of the limits by itself.',
  deny: 'Until they are back, this gateway refuses all calls.',
};

/** What shared counters need. @internal */
export interface SharedCountersOptions {
  valkey: ValkeyConfig;
  /** The counters of calls, whole. */
  book: CounterBook;
  /** The same with the part of this gateway, for when Valkey is gone. */
  ownBook: CounterBook;
  logger: LoggerService;
  /** The server is gone, or back. */
  onChange?: () => void;
}

/**
 * Counters in Valkey and, for as long as that is gone, whatever the configuration says.
 * It is used again as soon as it answers. A call's end is counted where the call was let
 * in.
 *
 * @internal
 */
export class SharedCounters implements CounterPlaces {
  private readonly redis: Redis;
  private readonly valkey: ValkeyCounters;
  private readonly shared: CounterPlace;
  private readonly own: CounterPlace;
  private isLost = true;
  /** What was logged last. */
  private told: 'valkey' | 'lost' | undefined;
  /** Why there is no connection. */
  private reason: Error | undefined;
  private isClosed = false;
  private retry: NodeJS.Timeout | undefined;

  constructor(private readonly options: SharedCountersOptions) {
    const { book, ownBook, valkey } = options;
    const memory = new MemoryCounters();
    this.redis = connectValkey(valkey);
    this.valkey = new ValkeyCounters({
      redis: this.redis,
      onFailure: error => this.lost(error),
      onSum: (counter, settled) => memory.raise(counter, settled),
    });
    this.shared = { book, store: this.valkey };
    this.own = { book: ownBook, store: memory };
    this.redis
      .on('error', error => {
        this.reason = error;
      })
      .on('close', () =>
        this.lost(this.reason ?? new Error('The connection is closed')),
      )
      .on('ready', () => this.join());
  }

  current(): CounterPlace {
    // A call may still ask whose client left before the gateway stopped.
    if (!this.isLost && !this.isClosed) {
      return this.shared;
    }
    if (this.options.valkey.whenLost === 'deny') {
      throw notReady(
        'The gateway cannot reach the counters that it shares with others, so it takes no calls now. Try again in a moment.',
      );
    }
    return this.own;
  }

  sharing() {
    return this.isLost ? 'lost' : 'valkey';
  }

  /** It may be down: then this gateway starts as one that has lost it. */
  async start(): Promise<void> {
    try {
      await this.redis.connect();
    } catch (error) {
      this.lost(error);
      return;
    }
    await this.join();
  }

  lost(error: unknown): void {
    if (this.isClosed) {
      return;
    }
    this.isLost = true;
    this.valkey.stopBeating();
    this.options.logger.debug(
      `The shared counters did not answer: ${stringifyError(error)}`,
    );
    if (this.told !== 'lost') {
      this.told = 'lost';
      this.options.onChange?.();
      this.options.logger.warn(
        `The counters shared with other gateways cannot be reached at ${
          this.options.valkey.url
        }: ${stringifyError(error)}. ${
          CONSEQUENCES[this.options.valkey.whenLost]
        }`,
      );
    }
    this.retry ??= setTimeout(() => {
      this.retry = undefined;
      this.join();
    }, RETRY_MS).unref();
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.retry);
    try {
      await this.valkey.leave();
    } catch {
      // It is gone; what was held ends with this incarnation in half a minute.
    }
    this.redis.disconnect();
  }

  /** Uses the shared counters again as soon as they answer. */
  private async join(): Promise<void> {
    if (this.isClosed || !this.isLost) {
      return;
    }
    try {
      await this.valkey.join();
    } catch (error) {
      this.lost(error);
      return;
    }
    this.isLost = false;
    this.reason = undefined;
    this.valkey.startBeating();
    if (this.told !== 'valkey') {
      this.told = 'valkey';
      this.options.onChange?.();
      this.options.logger.info(
        `Limits are shared with other gateways at ${this.options.valkey.url}`,
      );
    }
  }
}
