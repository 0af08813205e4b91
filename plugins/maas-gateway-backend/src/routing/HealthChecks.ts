import { problemOf } from './EndpointUse';
import type { ModelEndpoint } from './ModelEndpoint';
import { UpstreamCall, type UpstreamFailure } from './UpstreamCall';
import type { EndpointCheckConfig } from './upstreamConfig';

/** How long a server may take to say that it is alive, in milliseconds. */
const ANSWER_MS = 5_000;

/** Checks one server again and again; the models that it serves share the result. */
class ServerCheck {
  private stopped = false;
  private timer: NodeJS.Timeout;
  private call: UpstreamCall | undefined;

  constructor(
    public endpoints: ModelEndpoint[],
    private readonly intervalMs: number,
  ) {
    // Not all servers at once, nor all gateways.
    this.timer = this.next(Math.random());
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.call?.abort();
  }

  private next(intervals: number): NodeJS.Timeout {
    const check = () => this.check();
    return setTimeout(check, this.intervalMs * intervals).unref();
  }

  private check(): void {
    let status: number | undefined;
    const call = new UpstreamCall({
      onHead(head) {
        status = head;
      },
      onData() {},
      onEnd: () => this.ended(status ?? 0),
      onFailure: (failure, error) => this.failed(failure, error),
    });
    this.call = call;
    this.timer = setTimeout(() => {
      call.abort();
      this.failed('timeout');
    }, ANSWER_MS).unref();
    try {
      this.endpoints[0].send(call, {
        method: 'GET',
        path: '/v1/models',
        headers: { accept: 'application/json', 'user-agent': 'maas-gateway' },
        firstByteMs: ANSWER_MS,
        idleMs: ANSWER_MS,
      });
    } catch (error) {
      this.failed('unreachable', error as Error);
    }
  }

  /** Whatever it says that is no error of its own: it is alive. */
  private ended(status: number): void {
    if (status >= 500) {
      this.tell(endpoint =>
        endpoint.failed(`its list of models answers ${status}`, 'check'),
      );
    } else {
      this.tell(endpoint => endpoint.succeeded('check'));
    }
  }

  private failed(failure: UpstreamFailure, error = new Error(failure)): void {
    const problem = problemOf(failure, error);
    this.tell(endpoint => endpoint.failed(problem, 'check'));
  }

  private tell(result: (endpoint: ModelEndpoint) => void): void {
    clearTimeout(this.timer);
    if (!this.stopped) {
      this.endpoints.forEach(result);
      this.timer = this.next(0.9 + Math.random() * 0.2);
    }
  }
}

/**
 * Asks the servers of the policy's models from time to time for their list of models,
 * so that one that is down is known before a call goes there, and one that is back too.
 *
 * @internal
 */
export class HealthChecks {
  private readonly checks = new Map<string, ServerCheck>();

  constructor(private readonly config: EndpointCheckConfig) {}

  /** Checks the servers of these endpoints from now on, and no others. */
  update(endpoints: readonly ModelEndpoint[]): void {
    const byServer = new Map<string, ModelEndpoint[]>();
    for (const endpoint of this.config.enabled ? endpoints : []) {
      const others = byServer.get(endpoint.server) ?? [];
      byServer.set(endpoint.server, [...others, endpoint]);
    }
    for (const [server, check] of this.checks) {
      if (!byServer.has(server)) {
        check.stop();
        this.checks.delete(server);
      }
    }
    for (const [server, ofServer] of byServer) {
      const check = this.checks.get(server);
      if (check) {
        check.endpoints = ofServer;
      } else {
        const { intervalMs } = this.config;
        this.checks.set(server, new ServerCheck(ofServer, intervalMs));
      }
    }
  }

  stop(): void {
    this.update([]);
  }
}
