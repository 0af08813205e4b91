import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that can be away for a while, and is back at the same address. */
export abstract class LoopbackServer {
  protected readonly server = createServer((request, response) => {
    this.take(request, response).catch(() => response.destroy());
  });
  private port = 0;

  /** Without a path. */
  protected get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Listens, the second time where it did before. */
  async start(): Promise<void> {
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  /** Breaks all connections. */
  async stop(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  protected abstract take(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void>;
}
