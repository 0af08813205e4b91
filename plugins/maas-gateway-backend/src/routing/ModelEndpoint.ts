import type {
  EndpointReport,
  PolicyEndpoint,
} from '@openmaas/backstage-plugin-maas-common';
import type { StreamedBody } from '../spool/SpooledBody';
import { Circuit } from './Circuit';
import type { ServerPool } from './Connections';
import type { EndpointCredentials } from './EndpointCredentials';
import { EndpointFigures } from './EndpointFigures';
import type { EndpointLog } from './EndpointLog';
import type { UpstreamCall } from './UpstreamCall';

/** Longest problem that a report takes, in characters. */
const MAX_PROBLEM = 300;

/** What goes to a model server. @internal */
export interface UpstreamRequest {
  method: 'GET' | 'POST';
  /** As a server has it whose API is at `/v1`, such as `/v1/embeddings` or `/tokenize`. */
  path: string;
  headers: Record<string, string>;
  body?: Buffer | StreamedBody;
  /** From the request to the head of the answer. */
  firstByteMs: number;
  /** Between two pieces of the answer. */
  idleMs: number;
}

/** What an endpoint is made with. @internal */
export interface ModelEndpointOptions {
  /** Id of the model that it serves. */
  model: string;
  endpoint: PolicyEndpoint;
  pool: ServerPool;
  credentials: EndpointCredentials;
  log: EndpointLog;
  /** Milliseconds on a clock that never goes back. */
  now: () => number;
}

/**
 * Where one model answers, and how it goes there. Its address is read once, not for each
 * call.
 *
 * @internal
 */
export class ModelEndpoint {
  readonly model: string;
  /** Host and port. */
  readonly host: string;
  /** What the server calls the model. */
  readonly modelName: string;
  /** Name of what the server wants. */
  readonly credential: string | undefined;
  /** What is checked for health: one check does for all models of a server. */
  readonly server: string;
  readonly figures: EndpointFigures;
  readonly pool: ServerPool;
  /** How many calls it takes beside the others, from policy. */
  weight = 1;
  /** Calls that run there now. */
  running = 0;
  /** Of whoever chooses: how much of its share it has still to get. */
  credit = 0;

  private readonly circuit = new Circuit();
  /** Where what is below `/v1` is, and where what is at the root is. */
  private readonly api: string;
  private readonly root: string;
  private readonly query: string;

  constructor(private readonly options: ModelEndpointOptions) {
    const { url, modelName, credential } = options.endpoint;
    const { host, pathname, search } = new URL(url);
    this.model = options.model;
    this.host = host;
    this.modelName = modelName;
    this.credential = credential;
    this.server = JSON.stringify([url, credential]);
    this.pool = options.pool;
    this.figures = new EndpointFigures(options.now);
    this.api = pathname.replace(/\/+$/, '');
    this.root = this.api.replace(/\/v1$/, '');
    this.query = search;
  }

  /** Calls may go there. */
  get healthy(): boolean {
    return this.circuit.closed;
  }

  /** When one may try whether it is back, where it is not healthy. */
  get dueAt(): number {
    return this.circuit.dueAt;
  }

  /**
   * Sends a request, with the credential that the server wants; what comes of it is told
   * to the call. A server whose credential is not there cannot be reached.
   */
  send(call: UpstreamCall, request: UpstreamRequest): void {
    const { body } = request;
    let { headers } = request;
    if (this.credential !== undefined) {
      try {
        headers = {
          ...headers,
          ...this.options.credentials.headers(this.credential),
        };
      } catch (error) {
        call.fail(error as Error);
        return;
      }
    }
    // What is in memory has its length by itself.
    const isStreamed = body !== undefined && !Buffer.isBuffer(body);
    if (isStreamed) {
      headers = { ...headers, 'content-length': String(body.length) };
    }
    this.pool.dispatch(
      {
        method: request.method,
        path: this.pathOf(request.path) + this.query,
        headers,
        body: isStreamed ? body.stream() : body,
        headersTimeout: request.firstByteMs,
        bodyTimeout: request.idleMs,
      },
      call,
    );
  }

  /** A call goes there. @returns whether it tries if the server is back */
  enter(): boolean {
    this.running++;
    this.pool.retain();
    this.figures.request();
    const isTrial = !this.circuit.closed;
    if (isTrial) {
      this.circuit.beginTrial(this.options.now());
    }
    return isTrial;
  }

  /** Once for each `enter`. */
  leave(isTrial: boolean): void {
    this.running--;
    this.pool.release();
    if (isTrial) {
      this.circuit.endTrial();
    }
  }

  /** It answered a call, or a health check. */
  succeeded(by: 'call' | 'check'): void {
    const wasHealthy = this.healthy;
    if (by === 'call') {
      this.circuit.succeeded();
    } else {
      this.circuit.checkSucceeded();
    }
    if (!wasHealthy) {
      this.options.log.back(this);
    }
  }

  /** @param problem - for operators; never a secret */
  failed(problem: string, by: 'call' | 'trial' | 'check'): void {
    const now = this.options.now();
    const wasHealthy = this.healthy;
    const reason = problem.slice(0, MAX_PROBLEM);
    if (by === 'check') {
      this.circuit.checkFailed(reason, now);
    } else {
      this.circuit.failed(reason, by === 'trial', now);
    }
    if (wasHealthy && !this.healthy) {
      this.options.log.leftOut(this, reason);
    }
  }

  report(): EndpointReport {
    const { problem } = this.circuit;
    return {
      model: this.model,
      endpoint: this.host,
      healthy: this.healthy,
      ...(problem !== undefined && { problem }),
      running: this.running,
      ...this.figures.report(),
    };
  }

  /** What a server has below its `/v1` may be elsewhere; what it has at its root is beside that. */
  private pathOf(path: string): string {
    return path.startsWith('/v1/')
      ? this.api + path.slice('/v1'.length)
      : this.root + path;
  }
}
