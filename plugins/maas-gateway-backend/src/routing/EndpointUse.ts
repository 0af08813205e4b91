import type { EndpointLog } from './EndpointLog';
import type { ModelEndpoint } from './ModelEndpoint';
import type { UpstreamFailure } from './UpstreamCall';

/**
 * A call's stay at an endpoint: counted from here to `end`, and what became of it is
 * noted for its health.
 *
 * @internal
 */
export class EndpointUse {
  readonly begun = performance.now();
  private readonly isTrial: boolean;
  /** Why it may not be well: the request may be the reason. */
  private doubt: string | undefined;
  private isOver = false;

  constructor(
    readonly endpoint: ModelEndpoint,
    private readonly log: EndpointLog,
  ) {
    this.isTrial = endpoint.enter();
  }

  /** The head of an answer came: it says whether the server is alive. */
  answered(status: number): void {
    const { endpoint, log } = this;
    if (status === 401 || status === 403) {
      log.refused(endpoint, status);
    }
    if (status < 500) {
      endpoint.succeeded('call');
      return;
    }
    endpoint.figures.failure();
    const problem = `it answers ${status}`;
    if (isItsOwn(status)) {
      this.doubt = problem;
    } else {
      this.failed(problem);
    }
  }

  /** There was no answer, or it broke off: then the server had been alive. */
  broke(failure: UpstreamFailure, error: Error, hadHead: boolean): void {
    const { endpoint, log } = this;
    endpoint.figures.failure();
    if (failure === 'unreachable') {
      log.unreachable(endpoint, error);
    }
    if (!hadHead) {
      this.failed(problemOf(failure, error));
    }
  }

  /** Another endpoint has answered the same request: it was not the reason. */
  otherAnswered(): void {
    if (this.doubt) {
      this.failed(this.doubt);
      this.doubt = undefined;
    }
  }

  /** The call has left; only the first time counts. */
  end(): void {
    if (!this.isOver) {
      this.isOver = true;
      this.endpoint.leave(this.isTrial);
    }
  }

  private failed(problem: string): void {
    this.endpoint.failed(problem, this.isTrial ? 'trial' : 'call');
  }
}

/** Why a server cannot be used, in a few words. @internal */
export function problemOf(failure: UpstreamFailure, error: Error): string {
  const { code }: NodeJS.ErrnoException = error;
  switch (failure) {
    case 'unreachable':
      return `it cannot be reached: ${error.message || code}`;
    case 'timeout':
      return 'it does not answer in time';
    default:
      return 'it breaks off before it answers';
  }
}

/**
 * An error of the server itself and of no proxy before it: it is alive, and the request may
 * be the reason. In whatever form: what frameworks catch at last, they answer as plain text.
 */
function isItsOwn(status: number): boolean {
  return status < 502 || status > 504;
}
