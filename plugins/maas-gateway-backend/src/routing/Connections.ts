import { buildConnector, Client, type Dispatcher, errors } from 'undici';
import type { UpstreamCall } from './UpstreamCall';

/**
 * Connections to one server. They are closed once nobody uses them: neither an endpoint
 * of the policy nor a call that goes on after its endpoint has left.
 *
 * One client of undici is one connection and has one call at a time, so a long answer
 * holds up nobody else. Which of them are free is known here, where a pool of undici's
 * asks all of them for each call.
 *
 * @internal
 */
export class ServerPool {
  private users = 0;
  private isClosed = false;
  private readonly clients = new Set<Client>();
  /** Those without a call; the one that was used last is used next. */
  private readonly free: Client[] = [];
  private readonly connect: buildConnector.connector;

  constructor(
    private readonly origin: string,
    connectMs: number,
    private readonly closed: () => void,
  ) {
    this.connect = buildConnector({ timeout: connectMs, allowH2: false });
  }

  /** Connections that there are, or are being made. */
  get size(): number {
    return this.clients.size;
  }

  retain(): void {
    this.users++;
  }

  release(): void {
    this.users--;
    if (this.users === 0) {
      this.closed();
      this.isClosed = true;
      // What is still on its way, such as a health check, may end.
      this.clients.forEach(client => client.close().catch(() => {}));
    }
  }

  /** What comes of the request is told to the call. */
  dispatch(request: Dispatcher.DispatchOptions, call: UpstreamCall): void {
    if (this.isClosed) {
      call.fail(new errors.ClientClosedError());
      return;
    }
    const client = this.free.pop() ?? this.add();
    call.left = () => this.free.push(client);
    client.dispatch(request, call);
  }

  async destroy(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.clients].map(client => client.destroy()));
  }

  private add(): Client {
    const { origin, connect } = this;
    const client = new Client(origin, { connect, pipelining: 1 });
    this.clients.add(client);
    const drop = () => this.drop(client);
    client.on('disconnect', drop).on('connectionError', drop);
    return client;
  }

  /**
   * There were more calls once: a connection that is closed while it is free, or has never
   * come about, is not needed.
   */
  private drop(client: Client): void {
    const index = this.free.indexOf(client);
    if (index !== -1) {
      this.free.splice(index, 1);
      this.clients.delete(client);
      client.close().catch(() => {});
    }
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
