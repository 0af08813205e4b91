import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
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

/** Counts the connections that are open. @internal */
export function countConnections(server: Server): () => number {
  let open = 0;
  server.on('connection', socket => {
    open += 1;
    socket.once('close', () => {
      open -= 1;
    });
  });
  return () => open;
}

/** How long an answer that is written may take to leave, in milliseconds. */
const LEAVE_MS = 5_000;

/**
 * Takes no more connections, and ends those that there are.
 *
 * @param drain - waits for the answers that are still being made
 * @internal
 */
export async function close(
  server: Server,
  drain: () => Promise<void> = async () => {},
): Promise<void> {
  if (!server.listening) {
    return;
  }
  const closed = new Promise<void>(resolve => {
    server.close(() => resolve());
  });
  await drain();
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), LEAVE_MS);
  await closed;
  clearTimeout(timer);
}
