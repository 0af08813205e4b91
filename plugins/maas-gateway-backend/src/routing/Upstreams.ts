import type {
  PolicyModel,
  Schemas,
} from '@openmaas/backstage-plugin-maas-common';
import { Pool } from 'undici';
import type { GatewayConfig } from '../config';
import type { EndpointCredentials } from './EndpointCredentials';
import type { UpstreamCall } from './UpstreamCall';

/** Where a model answers, and what it is called there. @internal */
export type Endpoint = Schemas['PolicyEndpoint'];

/** What the connections to the model servers are made with. @internal */
export interface UpstreamsOptions {
  timeouts: GatewayConfig['upstream'];
  credentials: EndpointCredentials;
}

/** What goes to a model server. @internal */
export interface UpstreamRequest {
  endpoint: Endpoint;
  /** As a server has it whose API is at `/v1`, such as `/v1/embeddings` or `/tokenize`. */
  path: string;
  headers: Record<string, string>;
  body: Buffer;
}

/**
 * The connections to the model servers, kept open between calls.
 *
 * @internal
 */
export class Upstreams {
  private readonly pools = new Map<string, Pool>();
  private readonly turns = new Map<string, number>();

  constructor(private readonly options: UpstreamsOptions) {}

  /** The endpoints of a model in the order to try them: each call begins with the next. */
  inTurn(model: PolicyModel): Endpoint[] {
    const { endpoints } = model;
    const turn = (this.turns.get(model.id) ?? 0) % endpoints.length;
    this.turns.set(model.id, turn + 1);
    return [...endpoints.slice(turn), ...endpoints.slice(0, turn)];
  }

  /**
   * Sends a request, with the credential that the server wants; what comes of it is told
   * to the call. A server whose credential is not there cannot be reached.
   */
  send(call: UpstreamCall, request: UpstreamRequest): void {
    const { timeouts, credentials } = this.options;
    const url = new URL(request.endpoint.url);
    let credential: Record<string, string>;
    try {
      credential = credentials.headers(request.endpoint.credential);
    } catch (error) {
      call.fail(error as Error);
      return;
    }
    this.pool(url.origin).dispatch(
      {
        method: 'POST',
        path: pathAt(url.pathname, request.path) + url.search,
        headers: { ...request.headers, ...credential },
        body: request.body,
        headersTimeout: timeouts.firstByteTimeoutMs,
        bodyTimeout: timeouts.idleTimeoutMs,
      },
      call,
    );
  }

  /** Closes all connections; calls that run break off. */
  async close(): Promise<void> {
    await Promise.all([...this.pools.values()].map(pool => pool.destroy()));
    this.pools.clear();
  }

  private pool(origin: string): Pool {
    let pool = this.pools.get(origin);
    if (!pool) {
      pool = new Pool(origin, {
        connect: { timeout: this.options.timeouts.connectTimeoutMs },
        // One call after the other on a connection: a long answer holds up nobody else.
        pipelining: 1,
        connections: null,
        allowH2: false,
      });
      this.pools.set(origin, pool);
    }
    return pool;
  }
}

/** What a server has below its `/v1` may be elsewhere; what it has at its root is beside that. */
function pathAt(base: string, path: string): string {
  const api = base.replace(/\/+$/, '');
  return path.startsWith('/v1/')
    ? api + path.slice('/v1'.length)
    : api.replace(/\/v1$/, '') + path;
}
