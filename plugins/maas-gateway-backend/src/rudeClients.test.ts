import { once } from 'node:events';
import {
  answerWith,
  chunk,
  completion,
  DONE,
  usageChunk,
  usageOf,
} from './__testUtils__/FakeUpstream';
import { RawClient } from './__testUtils__/RawClient';
import {
  startTestGateway,
  type TestGateway,
} from './__testUtils__/testGateway';
import { KEY } from './__testUtils__/testPolicy';

jest.setTimeout(10_000);

const messages = [{ role: 'user', content: 'Hello there' }];
const ask = { model: 'small', messages };

function post(body: unknown, headers = ''): { head: string; body: string } {
  const text = JSON.stringify(body);
  return {
    head: `POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${KEY}\r\n${headers}content-length: ${text.length}\r\n\r\n`,
    body: text,
  };
}

const whole = (body: unknown) => Object.values(post(body)).join('');

describe('a client', () => {
  let test: TestGateway;

  beforeEach(async () => {
    test = await startTestGateway();
  });

  afterEach(async () => {
    await test.stop();
  });

  it('that asks twice at once and leaves ends both calls', async () => {
    test.upstream.behaviour = () => {};
    const client = await RawClient.to(test.gateway.clientUrl);
    client.socket.write(whole(ask) + whole(ask));
    const calls = await test.upstream.received(2);
    client.socket.destroy();
    await Promise.all(calls.map(({ hungUp }) => hungUp));
    const events = await test.controlPlane.events(2);
    expect(events.map(({ endState }) => endState)).toEqual([
      'client_aborted',
      'client_aborted',
    ]);
  });

  it('that only closes its side is taken to have left', async () => {
    test.upstream.behaviour = () => {};
    const client = await RawClient.to(test.gateway.clientUrl);
    client.socket.end(whole(ask));
    const [call] = await test.upstream.received(1);
    await call.hungUp;
    const [event] = await test.controlPlane.events(1);
    expect(event.endState).toBe('client_aborted');
  });

  it('that leaves with tools nested beyond measure does no harm', async () => {
    test.upstream.behaviour = () => {};
    const client = await RawClient.to(test.gateway.clientUrl);
    const text = `{"model":"small","messages":[],"tools":${'['.repeat(
      40_000,
    )}${']'.repeat(40_000)}}`;
    client.socket.write(
      post('').head.replace(
        /content-length: \d+/,
        `content-length: ${text.length}`,
      ) + text,
    );
    const [call] = await test.upstream.received(1);
    client.socket.destroy();
    await call.hungUp;
    const [event] = await test.controlPlane.events(1);
    expect(event).toMatchObject({
      endState: 'client_aborted',
      estimated: true,
    });
  });

  it('whose key is revoked while it sends its body is refused', async () => {
    const client = await RawClient.to(test.gateway.clientUrl);
    const { head, body } = post(ask, 'expect: 100-continue\r\n');
    client.socket.write(head + body.slice(0, 5));
    await client.reads(/100 Continue/);
    await revokeKeys(test);
    client.socket.write(body.slice(5));
    await client.reads(/HTTP\/1.1 [2-5].*}/s);
    expect(client.text).toMatch(/HTTP\/1.1 401 Unauthorized/);
    expect(test.upstream.calls).toEqual([]);
    client.socket.destroy();
  });

  it('that asks while the gateway stops is sent away', async () => {
    let finish = () => {};
    test.upstream.behaviour = call => {
      finish = () => answerWith(completion('Hi'))(call);
    };
    const late = await RawClient.to(test.gateway.clientUrl);
    const { head, body } = post(ask, 'expect: 100-continue\r\n');
    late.socket.write(head);
    await late.reads(/100 Continue/);
    const running = test.chat(ask);
    await test.upstream.received(1);
    const stopped = test.gateway.stop();
    late.socket.write(body);
    await late.closed();
    expect(late.text).toMatch(/HTTP\/1.1 503 /);
    expect(late.text).toMatch(/connection: close/i);
    expect(late.text).toContain('gateway_not_ready');
    finish();
    expect((await running).status).toBe(200);
    await stopped;
    expect(test.upstream.calls).toHaveLength(1);
  });

  it('that begins to ask while the gateway stops need not send its body', async () => {
    let finish = () => {};
    test.upstream.behaviour = call => {
      finish = () => answerWith(completion('Hi'))(call);
    };
    const late = await RawClient.to(test.gateway.clientUrl);
    const running = test.chat(ask);
    await test.upstream.received(1);
    const stopped = test.gateway.stop();
    late.socket.write(post(ask).head);
    await late.closed();
    expect(late.text).toMatch(/HTTP\/1.1 503 .*gateway_not_ready/s);
    finish();
    expect((await running).status).toBe(200);
    await stopped;
  });

  it('that sends rubbish after its request finds none in the answer', async () => {
    test.upstream.behaviour = ({ response }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(chunk('One two'));
    };
    const client = await RawClient.to(test.gateway.clientUrl);
    client.socket.write(whole({ ...ask, stream: true }));
    await client.reads(/One two/);
    client.socket.write('rubbish\r\n\r\n');
    await client.closed();
    expect(client.text.match(/HTTP\/1.1/g)).toHaveLength(1);
    const [event] = await test.controlPlane.events(1);
    expect(event.endState).toBe('client_aborted');
  });

  it('that expects what nobody knows is answered all the same', async () => {
    const client = await RawClient.to(test.gateway.clientUrl);
    const { head, body } = post(ask, 'expect: a-miracle\r\n');
    client.socket.write(head + body);
    await client.reads(/HTTP\/1.1 200 /);
    expect(client.text).toMatch(/x-request-id/i);
    client.socket.destroy();
  });

  it('that does not read what it asked for is broken off', async () => {
    await test.stop();
    test = await startTestGateway({
      config: {
        upstream: {
          connectTimeoutMs: 2_000,
          firstByteTimeoutMs: 30_000,
          idleTimeoutMs: 100,
          healthCheck: { enabled: false, intervalMs: 15_000 },
        },
      },
    });
    test.upstream.behaviour = async ({ response, hungUp }) => {
      let gone = false;
      hungUp.then(() => {
        gone = true;
      });
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const piece = chunk('x'.repeat(50_000), { usage: usageOf(3, 4) });
      while (!gone) {
        const room = response.write(piece);
        await (room
          ? new Promise(setImmediate)
          : Promise.race([once(response, 'drain'), hungUp]));
      }
    };
    const client = await RawClient.to(test.gateway.clientUrl);
    client.socket.pause();
    client.socket.write(whole({ ...ask, stream: true }));
    const [call] = await test.upstream.received(1);
    await call.hungUp;
    const [event] = await test.controlPlane.events(1);
    expect(event).toMatchObject({
      endState: 'client_aborted',
      tokens: { input: 3, output: 4 },
      estimated: false,
    });
    client.socket.destroy();
  });

  it('that is slow gets every byte', async () => {
    const pieces = Array.from({ length: 300 }, (_, index) =>
      chunk(`${index} ${'x'.repeat(30_000)}`),
    );
    test.upstream.behaviour = ({ response }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      pieces.forEach(piece => response.write(piece));
      response.end(usageChunk(usageOf(3, 4)) + DONE);
    };
    const response = await test.chat({ ...ask, stream: true });
    const [call] = await test.upstream.received(1);
    // It waits for the gateway, which waits for its client.
    expect(call.response.writableFinished).toBe(false);
    const text = await response.text();
    expect(text === pieces.join('') + DONE).toBe(true);
  });

  it('whose model cannot be reached is counted', async () => {
    await test.upstream.stop();
    expect((await test.chat(ask)).status).toBe(503);
    const metrics = await fetch(`${test.gateway.adminUrl}/metrics`);
    await expect(metrics.text()).resolves.toContain(
      'maas_gateway_refusals_total{code="upstream_unavailable",model="small",plan="big"} 1',
    );
  });
});

async function revokeKeys(test: TestGateway): Promise<void> {
  const never = new AbortController().signal;
  const { keys } = await test.controlPlane.policy(undefined, 0, never);
  test.controlPlane.change({
    keys: keys.map(key => ({
      ...key,
      revokedAt: new Date().toISOString(),
      revision: 2,
    })),
  });
  let status = 200;
  while (status !== 401) {
    const response = await fetch(`${test.gateway.clientUrl}/v1/models`, {
      headers: { authorization: `Bearer ${KEY}` },
    });
    status = response.status;
  }
}
