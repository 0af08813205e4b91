import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { RawClient } from '../__testUtils__/RawClient';
import { Connections, listen } from './listen';

const ASK = 'GET / HTTP/1.1\r\nhost: x\r\n\r\n';

describe('Connections', () => {
  let server: Server;
  let connections: Connections;
  let url: string;

  beforeEach(async () => {
    server = createServer();
    connections = new Connections(server);
    url = await listen(server, { host: '127.0.0.1', port: 0 });
    jest.spyOn(server, 'closeAllConnections');
  });

  /** Connects, and waits until the server knows. */
  async function connect(): Promise<RawClient> {
    const known = once(server, 'connection');
    const client = await RawClient.to(url);
    await known;
    return client;
  }

  /** Asks, and waits until the server knows. */
  async function ask(client: RawClient, text = ASK): Promise<ServerResponse> {
    const asked = once(server, 'request');
    client.socket.write(text);
    const [, response] = await asked;
    return response;
  }

  it('are counted', async () => {
    const client = await connect();
    const other = await connect();
    expect(connections.size).toBe(2);
    other.socket.destroy();
    while (connections.size > 1) {
      await new Promise(setImmediate);
    }
    const closed = connections.close();
    await client.closed();
    await closed;
    expect(server.closeAllConnections).not.toHaveBeenCalled();
  });

  it.each([
    ['never asked', ''],
    ['have not asked to the end', 'GET / HTTP/1.1\r\nhost:'],
  ])('that %s are not waited for', async (_, text) => {
    const client = await connect();
    client.socket.write(text);
    await connections.close();
    await client.closed();
    expect(server.closeAllConnections).not.toHaveBeenCalled();
  });

  it('that were answered are not waited for', async () => {
    const client = await connect();
    (await ask(client)).end('done');
    await client.reads(/done/);
    await connections.close();
    expect(server.closeAllConnections).not.toHaveBeenCalled();
  });

  it('get the answers that are being made, and no more', async () => {
    const client = await connect();
    const first = await ask(client);
    const second = await ask(client);
    const drained = once(server, 'drained');
    const closed = connections.close(async () => {
      await drained;
    });
    first.end('one');
    await client.reads(/one/);
    server.emit('drained');
    await new Promise(setImmediate);
    second.end('two');
    await closed;
    await client.closed();
    expect(client.text).toMatch(/one.*two/s);
    expect(server.closeAllConnections).not.toHaveBeenCalled();
  });
});
