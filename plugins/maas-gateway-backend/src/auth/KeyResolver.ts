import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { ControlPlane } from '../controlPlane/ControlPlane';
import { notReady } from '../policy/notReady';
import type { Policy } from '../policy/Policy';

const UNKNOWN_FOR_MS = 30_000;
const MAX_UNKNOWN = 10_000;
const MAX_AT_ONCE = 20;
const MAX_PER_SECOND = 50;
const ANSWER_MS = 5000;

/** What a resolver of keys needs. @internal */
export interface KeyResolverOptions {
  controlPlane: Pick<ControlPlane, 'resolveKey'>;
  policy: Policy;
  logger: LoggerService;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/**
 * Asks the control plane about keys that the policy does not know, which may be younger
 * than it. Made-up keys cost the control plane little: one is asked about once in half a
 * minute, and only so many are at once and in a second. Beyond that it is as if the
 * control plane were down.
 *
 * @internal
 */
export class KeyResolver {
  private readonly stopping = new AbortController();
  private readonly asked = new Map<string, Promise<void>>();
  /** Until when a hash is known to be of no key; the oldest first. */
  private readonly unknown = new Map<string, number>();
  private second = { startedAt: -Infinity, asked: 0 };

  constructor(private readonly options: KeyResolverOptions) {}

  /** Whether the control plane said a short while ago that there is no such key. */
  isUnknown(hash: string): boolean {
    const until = this.unknown.get(hash);
    if (until === undefined) {
      return false;
    }
    const still = this.now() < until;
    if (!still) {
      this.unknown.delete(hash);
    }
    return still;
  }

  /**
   * Asks about a key; what is answered is in the policy when this is fulfilled. Whoever
   * asks for the same one meanwhile shares the answer.
   *
   * @throws GatewayError 503 `gateway_not_ready` where it cannot be known
   */
  async resolve(hash: string): Promise<void> {
    let answer = this.asked.get(hash);
    if (!answer) {
      this.assertFree();
      answer = this.ask(hash).finally(() => this.asked.delete(hash));
      this.asked.set(hash, answer);
    }
    return answer;
  }

  /** Waits for no answer any more. */
  stop(): void {
    this.stopping.abort();
  }

  private async ask(hash: string): Promise<void> {
    const { controlPlane, policy, logger } = this.options;
    let merged: boolean;
    try {
      const resolved = await controlPlane.resolveKey(
        hash,
        AbortSignal.any([this.stopping.signal, AbortSignal.timeout(ANSWER_MS)]),
      );
      merged = !resolved.key || policy.merge(resolved);
    } catch (error) {
      logger.debug(`A key could not be looked up: ${stringifyError(error)}`);
      throw cannotKnow();
    }
    if (!merged) {
      // The control plane has another database than the policy came from.
      throw cannotKnow();
    }
    if (!policy.keyByHash(hash)) {
      this.remember(hash);
    }
  }

  private remember(hash: string): void {
    // In order of time: everything is kept equally long.
    this.unknown.delete(hash);
    this.unknown.set(hash, this.now() + UNKNOWN_FOR_MS);
    if (this.unknown.size > MAX_UNKNOWN) {
      const [oldest] = this.unknown.keys();
      this.unknown.delete(oldest);
    }
  }

  private assertFree(): void {
    const now = this.now();
    const { startedAt } = this.second;
    if (now < startedAt || now >= startedAt + 1000) {
      this.second = { startedAt: now, asked: 0 };
    }
    if (this.asked.size >= MAX_AT_ONCE || this.second.asked >= MAX_PER_SECOND) {
      throw cannotKnow();
    }
    this.second.asked++;
  }

  private now(): number {
    return (this.options.now ?? Date.now)();
  }
}

function cannotKnow() {
  return notReady(
    'The gateway does not know this API key yet, and cannot ask the control plane about it right now. Try again in a moment.',
  );
}
