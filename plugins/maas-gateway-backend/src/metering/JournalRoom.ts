import type { LoggerService } from '@backstage/backend-plugin-api';
import type { GatewayError } from '../server/GatewayError';
import type { Backlog } from './Backlog';
import type { JournalConfig } from './journalConfig';
import { noCalls } from './noCalls';

/**
 * Kept free for each call that runs, in bytes: its end is written whatever happens, and its
 * intent once more at the start of each next segment.
 */
const BYTES_PER_CALL = 4096;

/** Parts of the room at whose use an alarm is raised, in per cent. */
const ALARMS = [50, 80];

/** Below an alarm by as much as that it is over, in per cent. */
const CALM = 5;

/** What the room of a journal depends on. @internal */
export interface JournalRoomOptions {
  config: Pick<JournalConfig, 'maxBytes' | 'onFull'>;
  backlog: Backlog;
  /** What the journal takes on disk. */
  bytes(): number;
  /** Calls that have begun and not ended, on disk or on the way there. */
  calls(): number;
  /** Writes down what is not needed any more. */
  noteAcknowledged(): Promise<void>;
  logger: LoggerService;
}

/**
 * How much a journal may take on disk: who is told long before that is all used, and what
 * happens then.
 *
 * @internal
 */
export class JournalRoom {
  /** The highest alarm that has been raised and is not over. */
  private raised = 0;
  private making: Promise<void> | undefined;

  constructor(private readonly options: JournalRoomOptions) {}

  /** Whether no call more can begin, or else the ends of all might not find room. */
  get isFull(): boolean {
    const { bytes, calls, config } = this.options;
    return bytes() + (calls() + 1) * BYTES_PER_CALL > config.maxBytes;
  }

  /** Why no call can begin; undefined where one can, or room can be made for it. */
  get problem(): string | undefined {
    const { maxBytes, onFull } = this.options.config;
    return onFull === 'refuse' && this.isFull
      ? fullReason(maxBytes)
      : undefined;
  }

  /**
   * Makes room for a call, where that is wanted.
   *
   * @throws GatewayError 503 where there is none
   */
  async make(): Promise<void> {
    const { config, logger } = this.options;
    if (config.onFull === 'drop-oldest-after-alarm') {
      this.making ??= this.giveUpOldest()
        .catch(error => logger.error(`The journal cannot be read: ${error}`))
        .finally(() => {
          this.making = undefined;
        });
      await this.making;
    }
    if (this.isFull) {
      throw this.refusal();
    }
  }

  /** To be told whenever the journal has become larger or smaller. */
  watch(): void {
    const { config, logger } = this.options;
    const bytes = this.options.bytes();
    const percent = (100 * bytes) / config.maxBytes;
    const reached = ALARMS.findLast(alarm => percent >= alarm) ?? 0;
    if (reached > this.raised) {
      this.raised = reached;
      logger.error(
        `The journal is filled to ${reached} % of maasGateway.journal.maxSize, ${bytes} of ${config.maxBytes} bytes: see that the control plane takes usage again before it is full`,
      );
    } else if (percent < this.raised - CALM) {
      this.raised = reached;
      logger.info(
        `The journal is filled to no more than ${Math.ceil(percent)} %`,
      );
    }
  }

  /** Until nothing is being given up. */
  async settled(): Promise<void> {
    await this.making;
  }

  private async giveUpOldest(): Promise<void> {
    const { backlog, noteAcknowledged, logger } = this.options;
    let lost = 0;
    try {
      while (this.isFull) {
        const more = await backlog.giveUpOldest();
        if (more === undefined) {
          break;
        }
        lost += more;
        await noteAcknowledged();
        await backlog.dropSegments();
      }
    } finally {
      if (lost > 0) {
        logger.error(
          `The journal is full, so the ${lost} oldest calls in it are given up: they are in no ledger. See that the control plane takes usage again, or set a larger maasGateway.journal.maxSize`,
        );
      }
    }
  }

  private refusal(): GatewayError {
    return noCalls(fullReason(this.options.config.maxBytes));
  }
}

function fullReason(maxBytes: number): string {
  return `The journal of the gateway is full (${maxBytes} bytes): the control plane has taken no usage for long.`;
}
