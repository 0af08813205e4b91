import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A client that says what it wants in bytes. */
export class RawClient {
  text = '';

  constructor(readonly socket: Socket) {
    socket.on('data', bytes => {
      this.text += bytes;
    });
    socket.on('error', () => {});
  }

  static async to(url: string): Promise<RawClient> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return new RawClient(socket);
  }

  async reads(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.text)) {
      await once(this.socket, 'data');
    }
  }

  async closed(): Promise<void> {
    if (!this.socket.closed) {
      await once(this.socket, 'close');
    }
  }
}
