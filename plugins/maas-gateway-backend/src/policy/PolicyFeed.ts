import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { PolicyUpdate } from '@openmaas/backstage-plugin-maas-common';
import type { ControlPlane } from '../controlPlane/ControlPlane';
import { Backoff, type Pause, pause } from './backoff';
import { notReady } from './notReady';
import type { Policy } from './Policy';
import type { PolicyFile } from './PolicyFile';

const WAIT_SECONDS = 25;
/** How long an answer may take beside the wait that was asked for. */
const ANSWER_SECONDS = 30;
const MIN_PAUSE_MS = 200;
const MAX_PAUSE_MS = 10_000;
/** A wait that ends earlier than this with nothing new was none. */
const SHORTEST_WAIT_MS = 1000;
/** A time of confirmation that lies further ahead than this was read off a wrong clock. */
const CLOCK_TOLERANCE_MS = 60_000;

/** What a feed of the policy needs. @internal */
export interface PolicyFeedOptions {
  controlPlane: Pick<ControlPlane, 'policy'>;
  policy: Policy;
  file: PolicyFile;
  /** How long to go on without hearing of the control plane, in milliseconds. */
  maxStaleMs: number;
  logger: LoggerService;
  /** Called after each change of the policy. */
  onChange?: () => void;
  /** Milliseconds since 1970. */
  now?: () => number;
  pause?: Pause;
}

/**
 * Keeps the policy as the control plane has it: asks what changed, and the control plane
 * answers the moment that something does. What is answered counts at once.
 *
 * @internal
 */
export class PolicyFeed {
  /** Fulfilled as soon as there is a policy that can be used. */
  readonly ready: Promise<void>;
  private becomeReady: () => void = () => {};
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private confirmedAt?: number;
  private failing = false;

  constructor(private readonly options: PolicyFeedOptions) {
    this.ready = new Promise(resolve => {
      this.becomeReady = resolve;
    });
  }

  /** Takes the policy that was kept, and goes on in the background from there. */
  async start(): Promise<void> {
    await this.restore();
    if (!this.stopping.signal.aborted) {
      this.running = this.run(this.stopping.signal);
    }
  }

  /** Asks no more, and keeps what there is. Does nothing the second time. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await this.options.file.close();
  }

  /** When the control plane last confirmed the policy, in milliseconds since 1970. */
  heardAt(): number | undefined {
    return this.confirmedAt;
  }

  /**
   * Whether calls can be decided: there is a policy, and the control plane has
   * confirmed it lately.
   *
   * @param now - milliseconds since 1970
   */
  usable(now: number): boolean {
    if (this.confirmedAt === undefined) {
      return false;
    }
    const age = now - this.confirmedAt;
    return age >= -CLOCK_TOLERANCE_MS && age <= this.options.maxStaleMs;
  }

  /** @throws GatewayError 503 `gateway_not_ready` where the policy is not usable */
  assertUsable(now: number): void {
    if (this.usable(now)) {
      return;
    }
    throw notReady(
      this.confirmedAt === undefined
        ? 'The gateway has not heard of the control plane yet, so it cannot decide about calls. Try again in a moment.'
        : `The gateway has not heard of the control plane since ${new Date(
            this.confirmedAt,
          ).toISOString()}, which is too long to decide about calls. Try again later.`,
    );
  }

  private async restore(): Promise<void> {
    const { file, policy, logger } = this.options;
    const saved = await file.load();
    if (!saved) {
      return;
    }
    try {
      policy.apply(saved.update);
      this.confirmed(saved.confirmedAt);
    } catch (error) {
      logger.warn(`The kept policy cannot be used: ${stringifyError(error)}`);
    }
  }

  private async run(signal: AbortSignal): Promise<void> {
    const wait = this.options.pause ?? pause;
    const backoff = new Backoff(MIN_PAUSE_MS, MAX_PAUSE_MS);
    // Nothing is waited for at first and after a failure: whether the policy is still
    // right has to be known at once.
    let waitSeconds = 0;
    while (!signal.aborted) {
      try {
        const inVain = await this.poll(waitSeconds, signal);
        backoff.reset();
        if (inVain) {
          await wait(MIN_PAUSE_MS, signal);
        }
        waitSeconds = WAIT_SECONDS;
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        this.failed(error);
        waitSeconds = 0;
        await wait(backoff.next(), signal);
      }
    }
  }

  /** @returns whether the control plane neither waited nor had anything new */
  private async poll(
    waitSeconds: number,
    signal: AbortSignal,
  ): Promise<boolean> {
    const since = this.options.policy.position();
    const askedAt = performance.now();
    const update = await this.options.controlPlane.policy(
      since,
      waitSeconds,
      AbortSignal.any([
        signal,
        AbortSignal.timeout((waitSeconds + ANSWER_SECONDS) * 1000),
      ]),
    );
    this.take(update);
    return (
      waitSeconds > 0 &&
      since?.epoch === update.epoch &&
      since.revision === update.revision &&
      performance.now() - askedAt < SHORTEST_WAIT_MS
    );
  }

  private take(update: PolicyUpdate): void {
    const { policy, file, logger, onChange, now = Date.now } = this.options;
    const changed = policy.apply(update);
    const at = now();
    this.confirmed(at);
    if (this.failing) {
      this.failing = false;
      logger.info('The control plane answers again');
    }
    if (changed) {
      file.save(() => policy.snapshot(), at);
      onChange?.();
    } else {
      file.confirm(at);
    }
  }

  private confirmed(at: number): void {
    this.confirmedAt = at;
    if (this.usable((this.options.now ?? Date.now)())) {
      this.becomeReady();
    }
  }

  private failed(error: unknown): void {
    const message = `The control plane gives no policy: ${stringifyError(
      error,
    )}`;
    if (this.failing) {
      this.options.logger.debug(message);
    } else {
      this.failing = true;
      this.options.logger.warn(`${message}. The gateway keeps asking`);
    }
  }
}
