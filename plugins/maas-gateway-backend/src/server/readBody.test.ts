import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { RawClient } from '../__testUtils__/RawClient';
import { listen } from './listen';
import { ClientGone, readBody } from './readBody';

describe('readBody', () => {
  let server: Server;
  let request: IncomingMessage;
  let client: RawClient;
  let reserved: number;

  const reserve = (bytes: number) => {
    reserved += bytes;
  };

  beforeEach(async () => {
    reserved = 0;
    server = createServer();
    const url = await listen(server, { host: '127.0.0.1', port: 0 });
    client = await RawClient.to(url);
    client.socket.write(
      'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\n\r\nab',
    );
    [request] = await once(server, 'request');
  });

  afterEach(() => {
    client.socket.destroy();
    server.closeAllConnections();
    server.close();
  });

  it('gives the body back whole, and the room that it took', async () => {
    const body = readBody(request, 4, reserve);
    await once(request, 'data');
    expect(reserved).toBe(2);
    client.socket.write('cd');
    await expect(body).resolves.toEqual(Buffer.from('abcd'));
    expect(reserved).toBe(0);
  });

  it.each([
    ['while it is read', false],
    ['before it is read', true],
  ])('does not wait for a client that leaves %s', async (_, isGone) => {
    const gone = once(request, 'close').catch(() => {});
    const early = isGone ? undefined : readBody(request, 4, reserve);
    early?.catch(() => {});
    client.socket.destroy();
    await gone;
    await expect(early ?? readBody(request, 4, reserve)).rejects.toThrow(
      ClientGone,
    );
    expect(reserved).toBe(0);
  });
});
