import { type Dispatcher, Pool } from 'undici';
import type { UpstreamCall } from './UpstreamCall';

/**
 * Connections to one server. They are closed once nobody uses them: neither an endpoint
 * of the policy nor a call that goes on after its endpoint has left.
 *
 * @internal
 */
export class ServerPool {
  private users = 0;
  private readonly pool: Pool;

  constructor(
    origin: string,
    connectMs: number,
    private readonly closed: () => void,
  ) {
    this.pool = new Pool(origin, {
      connect: { timeout: connectMs },
      // One call after the other on a connection: a long answer holds up nobody else.
      pipelining: 1,
      connections: null,
      allowH2: false,
    });
  }

  retain(): void {
    this.users++;
  }

  release(): void {
    this.users--;
    if (this.users === 0) {
      this.closed();
      // What is still on its way, such as a health check, may end.
      this.pool.close().catch(() => {});
    }
  }

  /** What comes of the request is told to the call. */
  dispatch(request: Dispatcher.DispatchOptions, call: UpstreamCall): void {
    this.pool.dispatch(request, call);
  }

  async destroy(): Promise<void> {
    await this.pool.destroy();
  }
}

/**
 * The connections to the model servers, kept open between calls.
 *
 * @internal
 */
export class Connections {
  private readonly pools = new Map<string, ServerPool>();

  /**
   * Those to a server; whoever asks uses them until `release`.
   *
   * @param origin - such as `http://10.0.0.7:8000`
   * @param connectMs - how long connecting may take
   */
  use(origin: string, connectMs: number): ServerPool {
    const id = `${origin} ${connectMs}`;
    let pool = this.pools.get(id);
    if (!pool) {
      pool = new ServerPool(origin, connectMs, () => this.pools.delete(id));
      this.pools.set(id, pool);
    }
    pool.retain();
    return pool;
  }

  /** Servers that there are connections to. */
  get size(): number {
    return this.pools.size;
  }

  /** Closes all; calls that run break off. */
  async close(): Promise<void> {
    const pools = [...this.pools.values()];
    this.pools.clear();
    await Promise.all(pools.map(pool => pool.destroy()));
  }
}
