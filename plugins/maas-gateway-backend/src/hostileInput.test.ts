import { once } from 'node:events';
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  answerWith,
  completion,
  FakeUpstream,
} from './__testUtils__/FakeUpstream';
import { RawClient } from './__testUtils__/RawClient';
import {
  startTestGateway,
  testConfig,
  untilReady,
} from './__testUtils__/testGateway';
import { KEY, testPolicy } from './__testUtils__/testPolicy';
import { HttpControlPlane } from './policy/__testUtils__/HttpControlPlane';
import { LOAD_TYPESCRIPT } from './process/__testUtils__/forkFake';
import { TestLogger } from './process/__testUtils__/TestLogger';
import { GatewayProcess } from './process/GatewayProcess';

jest.setTimeout(120_000);

const MB = 1024 * 1024;
const ask = { model: 'small', messages: [{ role: 'user', content: 'Hello' }] };
const HEAD = `POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${KEY}\r\n`;

/** A gateway in a process of its own, so that its memory is its own too. */
describe('a gateway', () => {
  const directory = mkdtempSync(join(tmpdir(), 'maas-hostile-'));
  let upstream: FakeUpstream;
  let controlPlane: HttpControlPlane;
  let gateway: GatewayProcess;
  let clientUrl: string;
  let adminUrl: string;
  let clients: RawClient[] = [];

  beforeAll(async () => {
    upstream = await FakeUpstream.start();
    controlPlane = await HttpControlPlane.start(testPolicy(upstream.url));
    const logger = new TestLogger();
    gateway = new GatewayProcess({
      config: testConfig(directory, { maxBodyBytes: 8 * MB }),
      controlPlaneUrl: controlPlane.url,
      getToken: async () => 'token',
      logger,
      fork: () =>
        fork(require.resolve('./process/main'), [], {
          execArgv: LOAD_TYPESCRIPT,
        }),
    });
    gateway.start();
    [, clientUrl, adminUrl] = await logger.find(
      /listening on (\S+), .* on (\S+)/,
    );
    await untilReady(adminUrl);
    await others();
  });

  afterEach(() => {
    clients.forEach(({ socket }) => socket.destroy());
    clients = [];
  });

  afterAll(async () => {
    await gateway.stop();
    await controlPlane.stop();
    await upstream.stop();
    rmSync(directory, { recursive: true });
  });

  async function connect(): Promise<RawClient> {
    const client = await RawClient.to(clientUrl);
    clients.push(client);
    return client;
  }

  async function connectMany(count: number): Promise<RawClient[]> {
    const all: RawClient[] = [];
    while (all.length < count) {
      const some = Math.min(200, count - all.length);
      all.push(...(await Promise.all(Array.from({ length: some }, connect))));
    }
    return all;
  }

  function chat(body: BodyInit, more: Record<string, string> = {}) {
    return fetch(`${clientUrl}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${KEY}`, ...more },
      body,
    });
  }

  /** Everybody else is served as ever. */
  async function others(): Promise<void> {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => chat(JSON.stringify(ask))),
    );
    expect(answers.map(({ status }) => status)).toEqual(
      Array.from({ length: 20 }, () => 200),
    );
    await Promise.all(answers.map(answer => answer.text()));
  }

  async function metric(name: string): Promise<number> {
    const text = await (await fetch(`${adminUrl}/metrics`)).text();
    return Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1]);
  }

  const memory = () => metric('process_resident_memory_bytes');

  it('bears ten thousand connections that say nothing', async () => {
    const before = await memory();
    await connectMany(10_000);
    while ((await metric('maas_gateway_client_connections')) < 10_000) {
      await new Promise(setImmediate);
    }
    await others();
    expect((await memory()) - before).toBeLessThan(250 * MB);
  });

  it('serves others while heads and bodies come slowly', async () => {
    const [heads, bodies] = [await connectMany(300), await connectMany(300)];
    heads.forEach(({ socket }) => socket.write(HEAD));
    bodies.forEach(({ socket }) =>
      socket.write(`${HEAD}content-length: 1000\r\n\r\n{"model":`),
    );
    await others();
    heads.forEach(({ socket }) => socket.write('x-slow: '));
    await others();
    expect(heads[0].text + bodies[0].text).toBe('');
  });

  it('refuses heads that are too large', async () => {
    const client = await connect();
    client.socket.write(`${HEAD}x-large: ${'x'.repeat(100_000)}\r\n\r\n`);
    await client.closed();
    expect(client.text).toMatch(/^HTTP\/1.1 431 /);
    await others();
  });

  it.each([
    ['two lengths', 'content-length: 5\r\ncontent-length: 6\r\n\r\n{"a":1}'],
    [
      'a length and chunks',
      'content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    [
      'chunks and a length',
      'transfer-encoding: chunked\r\ncontent-length: 5\r\n\r\n0\r\n\r\n',
    ],
    [
      'chunks that are not the last coding',
      'transfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n',
    ],
    [
      'a coding that is nearly chunked',
      'transfer-encoding: xchunked\r\n\r\n0\r\n\r\n',
    ],
    ['a length with a sign', 'content-length: +5\r\n\r\n{"a":'],
    ['a length below nothing', 'content-length: -1\r\n\r\n'],
    ['a length in other digits', 'content-length: 0x5\r\n\r\n{"a":'],
    ['a space before a colon', 'content-length : 5\r\n\r\n{"a":'],
    [
      'a head that is folded',
      'x-folded: a\r\n transfer-encoding: chunked\r\n\r\n',
    ],
    ['a head without a name', ': 5\r\n\r\n'],
    ['NUL in a head', 'x-nul: a\0b\r\n\r\n'],
    ['lines that end in one byte', 'content-length: 5\n\n{"a":'],
    [
      'a chunk whose size is none',
      'transfer-encoding: chunked\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n',
    ],
    [
      'a chunk larger than can be',
      'transfer-encoding: chunked\r\n\r\nfffffffffffffffff\r\n',
    ],
    [
      'a chunk longer than it says',
      'transfer-encoding: chunked\r\n\r\n1\r\n{}}}\r\n0\r\n\r\n',
    ],
  ])('takes no request with %s, nor what follows it', async (_, rest) => {
    const calls = upstream.calls.length;
    const client = await connect();
    const next = `${HEAD}content-length: ${
      JSON.stringify(ask).length
    }\r\n\r\n${JSON.stringify(ask)}`;
    client.socket.write(HEAD + rest + next);
    await client.closed();
    expect(client.text.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 400']);
    expect(upstream.calls).toHaveLength(calls);
    await others();
  });

  it.each([
    ['a byte that begins nothing', Buffer.from([0xff])],
    ['half a character', Buffer.from([0xc3])],
    ['a surrogate', Buffer.from([0xed, 0xa0, 0x80])],
    ['a character written too long', Buffer.from([0xc0, 0xaf])],
  ])('refuses a body with %s', async (_, bytes) => {
    const calls = upstream.calls.length;
    const body = Buffer.concat([
      Buffer.from('{"model":"small","messages":[{"role":"user","content":"'),
      bytes,
      Buffer.from('"}]}'),
    ]);
    const answer = await chat(body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      error: {
        message: 'The body is not valid UTF-8.',
        code: 'invalid_request_error',
      },
    });
    expect(upstream.calls).toHaveLength(calls);
  });

  it('passes on a prompt of a million tokens, and none that is larger than allowed', async () => {
    const before = await memory();
    const promptOf = (bytes: number) =>
      JSON.stringify({
        model: 'small',
        messages: [{ role: 'user', content: 'word '.repeat(bytes / 5) }],
      });
    const large = await chat(promptOf(4 * MB));
    expect(large.status).toBe(200);
    await large.text();
    upstream.calls.length = 0;

    const answer = await chat(promptOf(9 * MB)).catch(() => undefined);
    // Whether the client still listens while it writes is its own affair.
    expect(answer?.status ?? 413).toBe(413);
    await others();
    expect((await memory()) - before).toBeLessThan(250 * MB);
  });

  it('stops reading bodies that never end', async () => {
    const before = await memory();
    const all = await connectMany(40);
    const piece = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    await Promise.all(
      all.map(async client => {
        client.socket.write(`${HEAD}transfer-encoding: chunked\r\n\r\n`);
        while (!client.socket.destroyed && !/^HTTP/.test(client.text)) {
          if (!client.socket.write(piece)) {
            await Promise.race([
              once(client.socket, 'drain'),
              client.closed(),
            ]).catch(() => {});
          }
          await new Promise(setImmediate);
        }
      }),
    );
    const answered = all.filter(({ text }) => /^HTTP\/1.1 413 /.test(text));
    expect(answered.length).toBeGreaterThan(0);
    await others();
    expect((await memory()) - before).toBeLessThan(300 * MB);
  });

  it('makes no more of a body that comes in single bytes', async () => {
    const before = await memory();
    const client = await connect();
    client.socket.write(`${HEAD}transfer-encoding: chunked\r\n\r\n`);
    const piece = '1\r\nx\r\n'.repeat(100_000);
    for (let bytes = 0; bytes < 1_000_000; bytes += 100_000) {
      if (!client.socket.write(piece)) {
        await once(client.socket, 'drain');
      }
    }
    await others();
    expect((await memory()) - before).toBeLessThan(100 * MB);
  });

  it('keeps no more of bodies that wait for their ends than a key may have', async () => {
    const before = await memory();
    const all = await connectMany(40);
    const text = 'x'.repeat(4 * MB);
    all.forEach(({ socket }) =>
      socket.write(`${HEAD}content-length: ${5 * MB}\r\n\r\n${text}`),
    );
    await Promise.race(
      all.map(client => client.reads(/^HTTP\/1.1 503 .*this API key/s)),
    );
    expect((await memory()) - before).toBeLessThan(200 * MB);
    all.forEach(({ socket }) => socket.destroy());
    let status = 503;
    while (status === 503) {
      status = (await chat(JSON.stringify(ask))).status;
    }
    expect(status).toBe(200);
  });

  it('does not pile up answers for who asks on and on and reads none', async () => {
    const before = await memory();
    const client = await connect();
    client.socket.pause();
    const many = 'GET /nothing HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(1_000);
    let isTaken = true;
    for (let round = 0; round < 2_000 && isTaken; round += 1) {
      client.socket.write(many);
      await new Promise(setImmediate);
      isTaken = client.socket.writableLength < 2 * MB;
    }
    // It waits for the client, so the client's own memory fills.
    expect(isTaken).toBe(false);
    await others();
    expect((await memory()) - before).toBeLessThan(100 * MB);
  });
});

describe('a gateway without patience', () => {
  const half = `${HEAD}content-length: 1000\r\n\r\n{"model":`;

  it.each([
    ['heads', HEAD, { headMs: 300, wholeMs: 60_000 }],
    ['bodies', half, { headMs: 300, wholeMs: 300 }],
  ])('waits for no %s that come slowly', async (_, text, requestTimeouts) => {
    const test = await startTestGateway({ config: { requestTimeouts } });
    const client = await RawClient.to(test.gateway.clientUrl);
    client.socket.write(text);
    await client.closed();
    expect(client.text).toMatch(/^HTTP\/1.1 408 .*did not come in time/s);
    await test.stop();
  });

  it('hangs up on who does not take an answer', async () => {
    const { upstream } = testConfig('');
    const test = await startTestGateway({
      config: { upstream: { ...upstream, idleTimeoutMs: 200 } },
    });
    test.upstream.behaviour = answerWith(completion('x'.repeat(30 * MB)));
    const client = await RawClient.to(test.gateway.clientUrl);
    client.socket.pause();
    const body = JSON.stringify(ask);
    client.socket.write(`${HEAD}content-length: ${body.length}\r\n\r\n${body}`);
    await test.controlPlane.events(1);
    const connections = /^maas_gateway_client_connections 0$/m;
    let metrics = '';
    while (!connections.test(metrics)) {
      const response = await fetch(`${test.gateway.adminUrl}/metrics`);
      metrics = await response.text();
    }
    expect(metrics).toMatch(connections);
    client.socket.destroy();
    await test.stop();
  });
});

describe('a gateway with few connections', () => {
  it('hangs up on one too many, and serves the others', async () => {
    const test = await startTestGateway({ config: { maxConnections: 2 } });
    const first = await RawClient.to(test.gateway.clientUrl);
    const second = await RawClient.to(test.gateway.clientUrl);
    const third = await RawClient.to(test.gateway.clientUrl);
    await third.closed();
    expect(third.text).toBe('');
    second.socket.write('GET /v1/models HTTP/1.1\r\nhost: x\r\n\r\n');
    await second.reads(/ 401 /);
    first.socket.destroy();
    second.socket.destroy();
    await test.stop();
  });
});
