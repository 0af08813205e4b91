import type {
  PolicyModel,
  Schemas,
} from '@openmaas/backstage-plugin-maas-common';
import { Pool } from 'undici';
import type { GatewayConfig } from '../config';
import type { UpstreamCall } from './UpstreamCall';

/** Where a model answers, and what it is called there. @internal */
export type Endpoint = Schemas['PolicyEndpoint'];

/** What goes to a model server. @internal */
export interface UpstreamRequest {
  endpoint: Endpoint;
  /** Path below the endpoint's `/v1`. */
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

  constructor(private readonly config: GatewayConfig['upstream']) {}

  /** The endpoints of a model in the order to try them: each call begins with the next. */
  inTurn(model: PolicyModel): Endpoint[] {
    const { endpoints } = model;
    const turn = (this.turns.get(model.id) ?? 0) % endpoints.length;
    this.turns.set(model.id, turn + 1);
    return [...endpoints.slice(turn), ...endpoints.slice(0, turn)];
  }

  /** Sends a request; what comes of it is told to the call. */
  send(call: UpstreamCall, request: UpstreamRequest): void {
    const url = new URL(request.endpoint.url);
    this.pool(url.origin).dispatch(
      {
        method: 'POST',
        path: url.pathname.replace(/\/+$/, '') + request.path + url.search,
        headers: request.headers,
        body: request.body,
        headersTimeout: this.config.firstByteTimeoutMs,
        bodyTimeout: this.config.idleTimeoutMs,
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
        connect: { timeout: this.config.connectTimeoutMs },
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
