import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  ServiceFactoryTester,
} from '@backstage/backend-test-utils';
import type { MaasApi } from '@openmaas/backstage-plugin-maas-common';
import { maasServiceRef } from './maasService';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const DANA = mockCredentials.user('user:default/dana');

// Collecting the garbage of a whole test process takes its time.
jest.setTimeout(30_000);

describe('maasServiceRef', () => {
  const server = createServer();
  let api: MaasApi;

  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const url = async () => `http://127.0.0.1:${port}/api/maas`;
    const tester = ServiceFactoryTester.from(
      createServiceFactory({
        service: coreServices.discovery,
        deps: {},
        factory: () => ({ getBaseUrl: url, getExternalBaseUrl: url }),
      }),
    );
    api = (await tester.getService(maasServiceRef, 'scaffolder')).as(DANA);
  });

  afterEach(() => {
    server.removeAllListeners('request');
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('calls on behalf of somebody, with whatever the client says', async () => {
    const seen: unknown[] = [];
    server.on('request', async (request: IncomingMessage, response) => {
      const { method, url, headers } = request;
      const body = Buffer.concat(await request.toArray()).toString();
      seen.push(method, url, headers.authorization, body);
      seen.push(headers['content-type'], headers['idempotency-key']);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"id":"1"}');
    });
    const body = { team: 'cs', name: 'Course' };
    await expect(
      api.createKey(body, { idempotencyKey: 'once' }),
    ).resolves.toEqual({ id: '1' });
    expect(seen).toEqual([
      'POST',
      '/api/maas/keys',
      mockCredentials.service.header({
        onBehalfOf: DANA,
        targetPluginId: 'maas',
      }),
      JSON.stringify(body),
      'application/json',
      'once',
    ]);
  });

  it('lets go of a call that has waited long', async () => {
    const abort = new AbortController();
    const arrived = once(server, 'request');
    const outcome = api.listPlans({ signal: abort.signal }).catch(String);
    const [, response] = await arrived;
    // What has become garbage while it waited; finalizers run between turns.
    for (let turn = 0; turn < 10; turn += 1) {
      collectGarbage();
      await sleep(1);
    }
    const hungUp = once(response, 'close');
    abort.abort();
    await expect(outcome).resolves.toMatch(/abort/i);
    await hungUp;
  });
});
