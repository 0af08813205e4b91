import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MaasGatewayClient } from './gatewayClient';

interface Call {
  method: string;
  url: string;
  body: unknown;
}

/** A control plane that answers as it is told to, over real HTTP. */
async function listen(
  answer: (req: IncomingMessage, res: ServerResponse) => void,
) {
  const calls: Call[] = [];
  const server = http.createServer(async (req, res) => {
    let text = '';
    for await (const chunk of req) {
      text += chunk;
    }
    calls.push({
      method: req.method ?? '',
      url: req.url ?? '',
      body: text && JSON.parse(text),
    });
    answer(req, res);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = new MaasGatewayClient({
    discoveryApi: {
      getBaseUrl: async pluginId => `http://127.0.0.1:${port}/api/${pluginId}`,
    },
  });
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { client, calls, close };
}

function json(status: number, body: unknown) {
  return (_: unknown, res: ServerResponse) => {
    res.writeHead(status, { 'content-type': 'application/json' });
    res.end(JSON.stringify(body));
  };
}

const EPOCH = '019a9b1c-7d2e-7f00-8a1b-2c3d4e5f6071';
const REPORT = {
  gateway: 'gw-1',
  startedAt: '2026-11-21T09:00:00.000Z',
  state: 'running' as const,
  journal: { pendingEvents: 0, rejectedEvents: 0 },
};
const { signal } = new AbortController();

describe('MaasGatewayClient', () => {
  it('makes the four calls', async () => {
    const answer = { epoch: EPOCH, revision: 7 };
    const { client, calls, close } = await listen(json(200, answer));
    const position = { epoch: EPOCH, revision: 0 };
    const batch = { gateway: 'gw-1', events: [] };
    await expect(client.policy(undefined, 0, signal)).resolves.toEqual(answer);
    await expect(client.policy(position, 25, signal)).resolves.toEqual(answer);
    await expect(client.resolveKey('ab', signal)).resolves.toEqual(answer);
    await expect(client.sendUsage(batch, signal)).resolves.toEqual(answer);
    await client.sendStatus(REPORT, signal);
    expect(calls).toEqual([
      {
        method: 'GET',
        url: '/api/maas/gateway/policy?waitSeconds=0',
        body: '',
      },
      {
        method: 'GET',
        url: `/api/maas/gateway/policy?epoch=${EPOCH}&since=0&waitSeconds=25`,
        body: '',
      },
      {
        method: 'POST',
        url: '/api/maas/gateway/keys/resolve',
        body: { hash: 'ab' },
      },
      { method: 'POST', url: '/api/maas/gateway/usage', body: batch },
      { method: 'POST', url: '/api/maas/gateway/status', body: REPORT },
    ]);
    await close();
  });

  it('takes an answer without a body', async () => {
    const { client, close } = await listen((_, res) => {
      res.writeHead(204).end();
    });
    await expect(client.sendStatus(REPORT, signal)).resolves.toBeUndefined();
    await close();
  });

  it('throws what the control plane said, for each call', async () => {
    const body = {
      error: { name: 'NotAllowedError', message: 'No gateway' },
      request: { method: 'GET', url: '/gateway/policy' },
      response: { statusCode: 403 },
    };
    const { client, close } = await listen(json(403, body));
    for (const call of [
      () => client.policy(undefined, 0, signal),
      () => client.resolveKey('ab', signal),
      () => client.sendUsage({ gateway: 'gw-1', events: [] }, signal),
      () => client.sendStatus(REPORT, signal),
    ]) {
      await expect(call()).rejects.toMatchObject({
        name: 'ResponseError',
        statusCode: 403,
        body,
      });
    }
    await close();
  });

  it('rejects with another error where nobody answers', async () => {
    const { client, close } = await listen(json(200, {}));
    await close();
    const error = await client.policy(undefined, 0, signal).catch(e => e);
    expect(error.name).not.toBe('ResponseError');
  });

  it('lets go of a call that waits', async () => {
    let arrived: (req: IncomingMessage) => void;
    const waiting = new Promise<IncomingMessage>(resolve => {
      arrived = resolve;
    });
    const { client, close } = await listen(req => arrived(req));
    const stop = new AbortController();
    const call = client.policy(undefined, 55, stop.signal);
    const closed = once((await waiting).socket, 'close');
    stop.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    await closed;
    await close();
  });
});
