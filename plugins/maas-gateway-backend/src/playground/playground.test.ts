import { createServer, type IncomingMessage, type Server } from 'node:http';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  chunk,
  DONE,
  FINISH,
  streamOf,
  usageChunk,
  usageOf,
} from '../__testUtils__/FakeUpstream';
import {
  startTestGateway,
  type TestGateway,
} from '../__testUtils__/testGateway';
import {
  EXPIRED,
  grantOf,
  KEY,
  keyOf,
  policyKeyOf,
  REVOKED,
  TEAM,
} from '../__testUtils__/testPolicy';
import { listen } from '../server/listen';
import { PlaygroundBackend } from './__testUtils__/PlaygroundBackend';

jest.setTimeout(60_000);

describe('the playground in front of a gateway', () => {
  let test: TestGateway;
  let portal: PlaygroundBackend;

  beforeAll(async () => {
    test = await startTestGateway();
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    test.upstream.behaviour = streamOf(
      chunk('Hel'),
      chunk('lo'),
      FINISH,
      usageChunk(usageOf(10, 5)),
      DONE,
    );
    portal = await PlaygroundBackend.start(() => test.gateway.clientUrl, {
      maasGateway: { requests: { maxBodySize: '50kb' } },
    });
  });
  afterEach(() => portal.stop());

  it('streams an answer as it is, with what the gateway says about it', async () => {
    const before = test.upstream.calls.length;
    const response = await portal.chat({ model: 'small', stream: true });
    expect(response.status).toBe(200);
    await expect(response.text()).resolves.toBe(
      chunk('Hel') + chunk('lo') + FINISH + DONE,
    );
    const { headers } = response;
    expect(headers.get('content-type')).toBe('text/event-stream');
    expect(headers.get('cache-control')).toBe('no-store, no-transform');
    expect(headers.get('x-maas-model')).toBe('small');
    expect(headers.get('access-control-expose-headers')).toContain(
      'x-request-id',
    );
    const call = test.upstream.calls[before];
    expect(headers.get('x-request-id')).toBe(call.id);
    expect(JSON.parse(call.body)).toMatchObject({ model: 'acme/small' });

    expect(portal.asked).toEqual([
      {
        authorization: mockCredentials.service.header({
          onBehalfOf: mockCredentials.user(),
          targetPluginId: 'maas',
        }),
        body: { team: TEAM },
      },
    ]);
  });

  it('passes each piece on when it comes', async () => {
    let finish = () => {};
    test.upstream.behaviour = ({ response }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(chunk('first'));
      finish = () => response.end(DONE);
    };
    const response = await portal.chat(
      { model: 'small', stream: true },
      { headers: { 'accept-encoding': 'gzip' } },
    );
    const reader = response.body!.getReader();
    const { value } = await reader.read();
    expect(Buffer.from(value!).toString()).toBe(chunk('first'));
    finish();
    await expect(reader.read()).resolves.toMatchObject({ done: false });
  });

  it('lists the models that the key may call', async () => {
    const response = await portal.call('/v1/models');
    const { data } = await response.json();
    expect(data.map(({ id }: { id: string }) => id)).toContain('acme/small');
  });

  it('asks for a key once, however many call at once, and keeps it', async () => {
    const calls = Array.from({ length: 4 }, async () =>
      (await portal.chat({ model: 'small', stream: true })).text(),
    );
    await Promise.all(calls);
    await (await portal.chat({ model: 'small', stream: true })).text();
    expect(portal.asked).toHaveLength(1);
  });

  it('asks for another key before the first one ends', async () => {
    portal.keyLifetimeMs = 0;
    await (await portal.chat({ model: 'small', stream: true })).text();
    await (await portal.chat({ model: 'small', stream: true })).text();
    expect(portal.asked).toHaveLength(2);
  });

  it.each([REVOKED, EXPIRED])(
    'goes on with another key where one is over (%i)',
    async n => {
      portal.keys = [n];
      const responses = await Promise.all([
        portal.chat({ model: 'small', stream: true }),
        portal.chat({ model: 'small', stream: true }),
      ]);
      for (const response of responses) {
        expect(response.status).toBe(200);
        await response.text();
      }
      expect(portal.asked).toHaveLength(2);
    },
  );

  it('calls at once with a key that the gateway has not heard of', async () => {
    const young = 7;
    portal.keys = [young];
    test.controlPlane.resolved = {
      epoch: policyEpoch(test),
      key: policyKeyOf(young, { revision: 2 }),
      grants: [grantOf(1, 'small')],
    };
    const response = await portal.chat({ model: 'small', stream: true });
    expect(response.status).toBe(200);
    expect(portal.asked).toHaveLength(1);
    await response.text();
  });

  it.each([
    [{ model: 'foreign' }, 403, 'model_access_required'],
    [{ model: 'nowhere' }, 404, 'model_not_found'],
    [{ model: 'idle' }, 503, 'model_off'],
    [{ model: 5 }, 400, 'invalid_request_error'],
  ])('passes refusals of the gateway on: %j', async (body, status, code) => {
    const response = await portal.chat(body);
    expect(response.status).toBe(status);
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect((await response.json()).error.code).toBe(code);
  });

  it('passes the headers of limits on', async () => {
    const body = { model: 'limited', max_tokens: 5, stream: true };
    await (await portal.chat(body)).text();
    let refused = await portal.chat(body);
    while (refused.status === 200) {
      await refused.text();
      refused = await portal.chat(body);
    }
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('x-ratelimit-limit-tokens')).toBe('100');
  });

  it('lets nothing of the browser through but what is asked', async () => {
    const before = test.upstream.calls.length;
    const response = await portal.chat(
      { model: 'small', stream: true },
      { headers: { cookie: 'session=1', 'x-api-key': 'own', 'x-other': '1' } },
    );
    await response.text();
    const { headers } = test.upstream.calls[before];
    expect(Object.keys(headers)).not.toEqual(
      expect.arrayContaining(['cookie']),
    );
    expect(headers['x-other']).toBeUndefined();
    const seen = [
      JSON.stringify([...response.headers]),
      JSON.stringify(headers),
      JSON.stringify(portal.logs.mock.calls),
    ];
    expect(seen.join()).not.toContain(KEY);
    expect(seen.join()).not.toContain('mock-user-token');
  });

  it('is for members of the team', async () => {
    portal.teams = ['group:default/other'];
    const refused = await portal.chat({ model: 'small' });
    expect(refused.status).toBe(403);
    await expect(refused.json()).resolves.toMatchObject({
      error: { message: `You are not in ${TEAM}` },
    });
    expect(portal.asked).toEqual([]);

    portal.teams = [TEAM];
    await (await portal.chat({ model: 'small', stream: true })).text();
    portal.teams = [];
    const left = await portal.chat({ model: 'small' });
    expect(left.status).toBe(403);
  });

  it.each([
    ['without a team', { 'x-maas-team': '' }, 400],
    ['for somebody', { 'x-maas-team': 'user:default/mock' }, 400],
    ['as nobody', { authorization: mockCredentials.none.header() }, 401],
    ['as a service', { authorization: mockCredentials.service.header() }, 403],
  ])('takes no calls %s', async (_, headers, status) => {
    const response = await portal.chat({ model: 'small' }, { headers });
    expect(response.status).toBe(status);
    expect(portal.asked).toEqual([]);
  });

  it('says why there is no key, in the words of the control plane', async () => {
    const message = 'group:default/x may use no model yet';
    portal.refusal = { status: 409, name: 'ConflictError', message };
    const refused = await portal.chat({ model: 'small' });
    expect(refused.status).toBe(409);
    expect((await refused.json()).error.message).toBe(message);
    // The next call asks again.
    portal.refusal = undefined;
    const answered = await portal.chat({ model: 'small', stream: true });
    expect(answered.status).toBe(200);
    await answered.text();
  });

  it('takes no more than the gateway does', async () => {
    const content = 'x'.repeat(60_000);
    const messages = [{ role: 'user', content }];
    const response = await portal.chat({ model: 'small', messages });
    expect(response.status).toBe(413);
  });

  it('knows no other paths', async () => {
    const post = { method: 'POST', body: '{}' };
    expect((await portal.call('/v1/completions', post)).status).toBe(404);
    expect((await portal.call('/metrics')).status).toBe(404);
  });

  it('lets the gateway stop when the browser is gone before anything came', async () => {
    const before = test.upstream.calls.length;
    await test.controlPlane.events(before);
    test.upstream.behaviour = () => {};
    const leave = new AbortController();
    const answer = portal.chat({ model: 'small' }, { signal: leave.signal });
    const calls = await test.upstream.received(before + 1);
    leave.abort();
    await expect(answer).rejects.toThrow('aborted');
    const events = await test.controlPlane.events(before + 1);
    expect(events.find(({ id }) => id === calls[before].id)).toMatchObject({
      endState: 'client_aborted',
    });
  });

  it('lets the gateway stop when the browser is gone', async () => {
    const before = test.upstream.calls.length;
    test.upstream.behaviour = ({ response }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(chunk('first'));
    };
    const leave = new AbortController();
    const response = await portal.chat(
      { model: 'small', stream: true },
      { signal: leave.signal },
    );
    await response.body!.getReader().read();
    leave.abort();
    const calls = await test.upstream.received(before + 1);
    await expect(calls[before].hungUp).resolves.toBeUndefined();
  });
});

describe('the playground without a gateway', () => {
  let gateway: Server;
  let portal: PlaygroundBackend;

  beforeEach(async () => {
    gateway = createServer();
  });
  afterEach(async () => {
    await portal.stop();
    gateway.closeAllConnections();
    gateway.close();
  });

  it('waits for it to start', async () => {
    portal = await PlaygroundBackend.start(() => undefined);
    const response = await portal.chat({ model: 'small' });
    expect(response.status).toBe(503);
    expect((await response.json()).error.message).toMatch(/is starting/);
  });

  it('says that it cannot be reached', async () => {
    const url = await listen(gateway, { host: '127.0.0.1', port: 0 });
    gateway.close();
    portal = await PlaygroundBackend.start(() => url);
    const response = await portal.chat({ model: 'small' });
    expect(response.status).toBe(503);
    const body = await response.text();
    expect(body).toMatch(/cannot be reached/);
    expect(body).not.toContain(KEY);
  });

  it('is not there where it is switched off', async () => {
    portal = await PlaygroundBackend.start(() => 'http://127.0.0.1:1', {
      maas: { playground: { enabled: false } },
    });
    expect((await portal.chat({ model: 'small' })).status).toBe(404);
  });

  it('ends an answer that breaks off as broken, and reads no faster than it is read', async () => {
    const piece = Buffer.alloc(1024 * 1024, 'x');
    let written = 0;
    let blocked = () => {};
    const waits = new Promise<void>(resolve => {
      blocked = resolve;
    });
    gateway.on('request', (_req: IncomingMessage, res) => {
      res.writeHead(200, { 'content-type': 'text/event-stream' });
      while (res.write(piece)) {
        written++;
      }
      blocked();
    });
    const url = await listen(gateway, { host: '127.0.0.1', port: 0 });
    portal = await PlaygroundBackend.start(() => url);
    const response = await portal.chat({ model: 'small' });
    await waits;
    expect(written).toBeLessThan(1000);
    gateway.closeAllConnections();
    await expect(response.arrayBuffer()).rejects.toThrow();
  });

  it('gives up on a key that is refused twice', async () => {
    const sent: string[] = [];
    gateway.on('request', (req: IncomingMessage, res) => {
      sent.push(String(req.headers.authorization));
      res.writeHead(401, { 'content-type': 'application/json' });
      res.end('{"error":{"code":"invalid_api_key"}}');
    });
    const url = await listen(gateway, { host: '127.0.0.1', port: 0 });
    portal = await PlaygroundBackend.start(() => url);
    portal.keys = [1, 2];
    const response = await portal.chat({ model: 'small' });
    expect(response.status).toBe(401);
    expect(sent).toEqual([`Bearer ${keyOf(1)}`, `Bearer ${keyOf(2)}`]);
  });
});

function policyEpoch(test: TestGateway): string {
  return test.controlPlane.reports[0].epoch ?? '';
}
