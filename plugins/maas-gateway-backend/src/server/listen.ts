import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { ListenConfig } from '../config';

/**
 * Starts to listen.
 *
 * @returns `http://host:port`, with the port that was free where 0 was asked for
 * @throws Error of Node where the address cannot be had
 * @internal
 */
export async function listen(
  server: Server,
  { host, port }: ListenConfig,
): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
}

/** How long an answer that is written may take to leave, in milliseconds. */
const LEAVE_MS = 5_000;

/** The connections of a server. @internal */
export class Connections {
  private readonly open = new Set<Socket>();

  /** @param server - that has none yet */
  constructor(private readonly server: Server) {
    server.on('connection', (socket: Socket) => {
      this.open.add(socket);
      socket.once('close', () => this.open.delete(socket));
    });
  }

  /** How many are open. */
  get size(): number {
    return this.open.size;
  }

  /**
   * Takes no more, and ends those that there are.
   *
   * @param drain - waits for the answers that are still being made
   */
  async close(drain: () => Promise<void> = async () => {}): Promise<void> {
    const { server } = this;
    if (!server.listening) {
      return;
    }
    const closed = new Promise<void>(resolve => {
      server.close(() => resolve());
    });
    await drain();
    this.open.forEach(endAfterAnswer);
    const timer = setTimeout(() => server.closeAllConnections(), LEAVE_MS);
    await closed;
    clearTimeout(timer);
  }
}

/**
 * The answer that is on its way on a connection, or that a request there waits for; Node
 * itself looks there.
 *
 * @internal
 */
export function answerOf(
  socket: Socket & { _httpMessage?: ServerResponse | null },
): ServerResponse | undefined {
  return socket._httpMessage ?? undefined;
}

/** One that has never asked is not idle to Node, and would be waited for. */
function endAfterAnswer(socket: Socket): void {
  const answer = answerOf(socket);
  if (answer) {
    answer.once('close', () => endAfterAnswer(socket));
  } else {
    socket.destroySoon();
  }
}
