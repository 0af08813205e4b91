import type { LoggerService } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { stringifyError } from '@backstage/errors';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Notice } from './Notices';
import type { NoticeStore, StoredNotice } from './NoticeStore';

/** How many are sent at the same time. */
const BATCH = 10;
const MINUTE = 60_000;
/** A notice to a large group goes to each of its members before the answer comes. */
const SEND_TIMEOUT_MS = MINUTE;
/** Longer than sending takes: by then, whoever took a notice has died. */
const TAKEN_FOR_MS = 2 * MINUTE;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 10 * MINUTE;
const GIVE_UP_AFTER_MS = 3 * 24 * 60 * MINUTE;

/**
 * Sends the notices that transactions wrote, in the background: each at least once, also
 * where this process or the notifications backend is away for a while. One that cannot
 * be sent holds up no other, unless that is to take its place.
 *
 * @internal
 */
export class NoticeSender {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private wanted = false;
  private failing = false;

  constructor(
    private readonly options: {
      store: NoticeStore;
      notifications: NotificationService;
      logger: LoggerService;
      now: () => Date;
    },
  ) {}

  /**
   * Sends what is due.
   *
   * @returns a promise that is kept when nothing is, or it makes no sense to go on
   */
  async send(): Promise<void> {
    this.wanted = true;
    this.running ??= this.run();
    return this.running;
  }

  /** Sends no more. What is on its way is sent again by whoever is next. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    try {
      while (this.wanted && !this.stopping.signal.aborted) {
        this.wanted = false;
        await this.sendDue();
      }
    } catch (error) {
      this.noteFailure(error);
    } finally {
      this.running = undefined;
    }
  }

  private async sendDue(): Promise<void> {
    const { store, now } = this.options;
    for (;;) {
      const at = now();
      const dueAgain = new Date(at.getTime() + TAKEN_FOR_MS);
      const batch = await store.take(BATCH, at, dueAgain);
      const sent = await Promise.all(batch.map(one => this.sendOne(one)));
      // Where none of them can be sent, the others cannot either.
      if (!sent.includes(true) || this.stopping.signal.aborted) {
        return;
      }
    }
  }

  /** @returns whether it is done with */
  private async sendOne(stored: StoredNotice): Promise<boolean> {
    const { store } = this.options;
    try {
      await this.deliver(stored.notice);
    } catch (error) {
      if (this.stopping.signal.aborted) {
        return false;
      }
      this.noteFailure(error);
      return this.putOff(stored);
    }
    this.failing = false;
    await store.remove(stored.id);
    return true;
  }

  private async deliver(notice: Notice): Promise<void> {
    const recipients = notice.recipients.filter(isEntityRef);
    if (recipients.length === 0) {
      return;
    }
    const { title, description, link, severity, topic, scope } = notice;
    await this.inTime(
      this.options.notifications.send({
        recipients: {
          type: 'entity',
          entityRef: recipients,
          excludeEntityRef: notice.except,
        },
        payload: { title, description, link, severity, topic, scope },
      }),
    );
  }

  private async inTime(sending: Promise<void>): Promise<void> {
    const timeout = AbortSignal.timeout(SEND_TIMEOUT_MS);
    const signal = AbortSignal.any([timeout, this.stopping.signal]);
    signal.throwIfAborted();
    let stopWaiting = () => {};
    const late = new Promise<never>((_, reject) => {
      stopWaiting = () => reject(signal.reason);
    });
    signal.addEventListener('abort', stopWaiting);
    try {
      await Promise.race([sending, late]);
    } finally {
      signal.removeEventListener('abort', stopWaiting);
    }
  }

  /** @returns whether it is done with, as nobody wants to hear it any more */
  private async putOff(stored: StoredNotice): Promise<boolean> {
    const { store, logger, now } = this.options;
    const at = now().getTime();
    if (at - stored.createdAt.getTime() >= GIVE_UP_AFTER_MS) {
      const { topic, scope } = stored.notice;
      logger.warn(
        `A notification of topic ${topic} about ${scope} could not be sent for three days, and is given up`,
      );
      await store.remove(stored.id);
      return true;
    }
    const pause = FIRST_PAUSE_MS * 2 ** (stored.attempts - 1);
    const dueAt = new Date(at + Math.min(pause, LONGEST_PAUSE_MS));
    await store.putOff(stored.id, dueAt);
    return false;
  }

  /** Said once, until something can be sent again. */
  private noteFailure(error: unknown): void {
    if (!this.failing) {
      this.options.logger.warn(
        `Notifications cannot be sent, and are tried again for three days. A portal without the notifications backend sets maas.notifications.enabled to false. ${stringifyError(
          error,
        )}`,
      );
    }
    this.failing = true;
  }
}

/** One that is none would keep the others from being told. */
function isEntityRef(ref: string): boolean {
  try {
    parseEntityRef(ref);
    return true;
  } catch {
    return false;
  }
}
