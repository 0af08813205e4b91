import { once } from 'node:events';
import { createServer, get, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { goneSignal } from './goneSignal';

describe('goneSignal', () => {
  const server = createServer();

  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  /** A call that has arrived, and how to hang up. */
  async function call(): Promise<{ res: ServerResponse; hangUp: () => void }> {
    const arrived = once(server, 'request');
    const client = get({ port: (server.address() as AddressInfo).port });
    client.on('error', () => {});
    const [, res] = await arrived;
    return { res, hangUp: () => client.destroy() };
  }

  it('aborts when the caller hangs up', async () => {
    const { res, hangUp } = await call();
    const signal = goneSignal(res);
    expect(signal.aborted).toBe(false);
    const aborted = once(signal, 'abort');
    hangUp();
    await aborted;
  });

  it('is aborted where the caller hung up before', async () => {
    const { res, hangUp } = await call();
    const closed = once(res, 'close');
    hangUp();
    await closed;
    expect(goneSignal(res).aborted).toBe(true);
  });
});
