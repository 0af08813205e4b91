import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Endpoint } from './Upstreams';

/** How long the same thing is not told again, in milliseconds. */
const SILENCE_MS = 60_000;

/**
 * Tells operators which model servers are of no use and why, the same thing once a minute.
 *
 * @internal
 */
export class EndpointLog {
  private readonly toldAt = new Map<string, number>();

  /** @param now - milliseconds on a clock that never goes back */
  constructor(
    private readonly logger: LoggerService,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Nothing was sent to it. */
  unreachable(endpoint: Endpoint, error: Error): void {
    const { code }: NodeJS.ErrnoException = error;
    this.tell(
      `The model server ${hostOf(endpoint)} cannot be called: ${
        error.message || code
      }`,
    );
  }

  /** It did not take the gateway's credential. */
  refused(endpoint: Endpoint, status: 401 | 403): void {
    const { credential } = endpoint;
    this.tell(
      `The model server ${hostOf(endpoint)} answers ${status}: ${
        credential === undefined
          ? 'it wants a credential, and its endpoint in maas.models names none'
          : `the credential "${credential}" of maasGateway.credentials is wrong or not enough for it`
      }`,
    );
  }

  private tell(message: string): void {
    const now = this.now();
    for (const [told, at] of this.toldAt) {
      if (now - at >= SILENCE_MS) {
        this.toldAt.delete(told);
      }
    }
    if (!this.toldAt.has(message)) {
      this.toldAt.set(message, now);
      this.logger.warn(message);
    }
  }
}

function hostOf({ url }: Endpoint): string {
  return new URL(url).host;
}
