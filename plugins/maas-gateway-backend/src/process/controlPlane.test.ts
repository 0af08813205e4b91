import { once } from 'node:events';
import { type IncomingMessage, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createControlPlane } from './controlPlane';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

// Collecting the garbage of a whole test process takes its time.
jest.setTimeout(30_000);

describe('createControlPlane', () => {
  const server = createServer();
  let url: string;

  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/maas`;
  });

  afterEach(() => {
    server.removeAllListeners('request');
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('asks with a new token each time', async () => {
    const seen: Array<string | undefined> = [];
    server.on('request', (request: IncomingMessage, response) => {
      seen.push(request.headers.authorization, request.headers['content-type']);
      response.writeHead(204).end();
    });
    let count = 0;
    const controlPlane = createControlPlane(
      url,
      async () => `token-${++count}`,
    );
    const report = {
      gateway: 'test',
      startedAt: '2026-11-21T00:00:00.000Z',
      state: 'running' as const,
      journal: { pendingEvents: 0, rejectedEvents: 0 },
    };
    await controlPlane.sendStatus(report, new AbortController().signal);
    await controlPlane.sendStatus(report, new AbortController().signal);
    expect(seen).toEqual([
      'Bearer token-1',
      'application/json',
      'Bearer token-2',
      'application/json',
    ]);
  });

  it('lets go of a call that has waited long', async () => {
    const abort = new AbortController();
    const arrived = once(server, 'request');
    const outcome = createControlPlane(url, async () => 'token')
      .policy(undefined, 25, abort.signal)
      .catch(String);
    await arrived;
    // What has become garbage while it waited; finalizers run between turns.
    for (let turn = 0; turn < 10; turn += 1) {
      collectGarbage();
      await sleep(1);
    }
    abort.abort();
    expect(await outcome).toMatch(/abort/i);
  });
});
