import { once } from 'node:events';
import { connect, createServer, type Server } from 'node:net';

/** Passes on what is asked at once and, while it holds, no answers. */
export class SlowProxy {
  private held: Array<() => void> | undefined;
  private asked: () => void = () => {};

  private constructor(private readonly server: Server, target: number) {
    server.on('connection', client => {
      const upstream = connect({ host: '127.0.0.1', port: target });
      client.on('data', chunk => {
        upstream.write(chunk);
        this.asked();
      });
      upstream.on('data', chunk => {
        const pass = () => client.write(chunk);
        return this.held ? this.held.push(pass) : pass();
      });
      for (const socket of [client, upstream]) {
        socket
          .on('error', () => {})
          .on('close', () => {
            client.destroy();
            upstream.destroy();
          });
      }
    });
  }

  static async to(url: string): Promise<SlowProxy> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new SlowProxy(server, Number(new URL(url).port));
  }

  get url(): string {
    const address = this.server.address();
    return `redis://127.0.0.1:${typeof address === 'object' && address?.port}`;
  }

  /** @returns when something was asked */
  hold(): Promise<void> {
    this.held = [];
    return new Promise(resolve => {
      this.asked = resolve;
    });
  }

  letGo(): void {
    const held = this.held ?? [];
    this.held = undefined;
    held.forEach(pass => pass());
  }

  async close(): Promise<void> {
    this.server.close();
  }
}
