import type { LoggerService } from '@backstage/backend-plugin-api';

/** How long the same thing is not told again, in milliseconds. */
const SILENCE_MS = 60_000;

/** What the log has to know of an endpoint. @internal */
export interface LoggedEndpoint {
  /** Id of the model that it serves. */
  model: string;
  /** Host and port. */
  host: string;
  /** Name of what the server wants, where it wants something. */
  credential?: string;
}

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
  unreachable(endpoint: LoggedEndpoint, error: Error): void {
    const { code }: NodeJS.ErrnoException = error;
    this.tell(
      `The model server ${endpoint.host} cannot be called: ${
        error.message || code
      }`,
    );
  }

  /** It did not take the gateway's credential. */
  refused(endpoint: LoggedEndpoint, status: 401 | 403): void {
    const { credential } = endpoint;
    this.tell(
      `The model server ${endpoint.host} answers ${status}: ${
        credential === undefined
          ? 'it wants a credential, and its endpoint in maas.models names none'
          : `the credential "${credential}" of maasGateway.credentials is wrong or not enough for it`
      }`,
    );
  }

  /** No call goes there for a while. */
  leftOut({ host, model }: LoggedEndpoint, problem: string): void {
    this.logger.warn(
      `The model server ${host} of model "${model}" is left out until it is back: ${problem}`,
    );
  }

  /** Calls go there again. */
  back({ host, model }: LoggedEndpoint): void {
    this.logger.info(`The model server ${host} of model "${model}" is back`);
  }

  /** It is no endpoint at all. */
  noAddress(model: string): void {
    this.tell(
      `An endpoint of model "${model}" is left out: its url in maas.models is no address`,
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
