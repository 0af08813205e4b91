import {
  FINISH,
  chunk,
  DONE,
  usageChunk,
  usageOf,
} from '../__testUtils__/FakeUpstream';
import {
  startTestGateway,
  type TestGateway,
} from '../__testUtils__/testGateway';
import { idOf, KEY, TEAM } from '../__testUtils__/testPolicy';

const PROMPT = 'a-secret-prompt';
const ask = { model: 'small', messages: [{ role: 'user', content: PROMPT }] };

jest.setTimeout(20_000);

let test: TestGateway;

afterEach(() => test.stop());

async function start(enabled = true) {
  test = await startTestGateway({
    config: {
      accessLog: { enabled, level: 'info' },
      trustedProxies: ['127.0.0.1'],
    },
  });
}

type Line = Record<string, unknown>;

/** Waits for so many lines. */
async function lines(count: number): Promise<Line[]> {
  const of = () =>
    test.logs.mock.calls.filter(
      ([level, , meta]) => level === 'info' && meta?.durationMs !== undefined,
    );
  while (of().length < count) {
    await new Promise(setImmediate);
  }
  return of().map(([, message, meta]) => ({ message, ...meta }));
}

it('writes a line for each call, and nothing that was said', async () => {
  await start();
  const response = await fetch(
    `${test.gateway.clientUrl}/v1/chat/completions?api-key=a-query`,
    {
      method: 'POST',
      headers: {
        authorization: `Bearer ${KEY}`,
        'x-forwarded-for': '203.0.113.5',
      },
      body: JSON.stringify(ask),
    },
  );
  await response.text();
  const [line] = await lines(1);
  expect(line).toMatchObject({
    message: 'POST /v1/chat/completions 200',
    id: response.headers.get('x-request-id'),
    method: 'POST',
    path: '/v1/chat/completions',
    status: 200,
    team: TEAM,
    key: idOf(1),
    model: 'small',
    plan: 'big',
    endpoint: `127.0.0.1:${test.upstream.port}`,
    attempts: 1,
    endState: 'completed',
    streamed: false,
    estimated: false,
    inputTokens: 10,
    outputTokens: 5,
    client: '203.0.113.5',
    durationMs: expect.any(Number),
  });
  expect(line).not.toHaveProperty('aborted');
  expect(line.bytesIn).toBeGreaterThan(JSON.stringify(ask).length);
  expect(line.bytesOut).toBeGreaterThan(100);
  const all = JSON.stringify(test.logs.mock.calls);
  expect(all).not.toContain(PROMPT);
  expect(all).not.toContain(KEY);
  expect(all).not.toContain('a-query');
});

it('tells of streams when they are over, and of who left before', async () => {
  await start();
  test.upstream.behaviour = ({ response }) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end(chunk('Hi') + FINISH + usageChunk(usageOf(3, 4)) + DONE);
  };
  await (await test.chat({ ...ask, stream: true })).text();
  const [whole] = await lines(1);
  expect(whole).toMatchObject({
    streamed: true,
    outputTokens: 4,
    timeToFirstTokenMs: expect.any(Number),
  });

  test.upstream.behaviour = ({ response }) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(chunk('Hi'));
  };
  const leave = new AbortController();
  const begun = await test.chat(
    { ...ask, stream: true },
    { signal: leave.signal },
  );
  await begun.body?.getReader().read();
  leave.abort();
  const [, left] = await lines(2);
  expect(left).toMatchObject({
    aborted: true,
    endState: 'client_aborted',
    estimated: true,
  });
});

it('tells why a request was refused', async () => {
  await start();
  await test.chat({ ...ask, model: 'foreign' });
  await fetch(`${test.gateway.clientUrl}/v1/${'x'.repeat(1_000)}`);
  const [refused, lost] = await lines(2);
  expect(refused).toMatchObject({
    status: 403,
    code: 'model_access_required',
    team: TEAM,
    model: 'foreign',
  });
  expect(lost).toMatchObject({ status: 404, code: 'not_found' });
  expect(lost).not.toHaveProperty('team');
  expect(String(lost.path)).toHaveLength(200);
});

it('holds no key that is in an address, and no line of a model server', async () => {
  await start();
  await fetch(`${test.gateway.clientUrl}/v1/${KEY}/chat`);
  test.upstream.behaviour = ({ response }) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const error = { code: 'bad\n\u001b[31mPOST /', message: 'No' };
    response.end(`data: ${JSON.stringify({ error })}\n\n${DONE}`);
  };
  await (await test.chat({ ...ask, stream: true })).text();
  const [lost, broken] = await lines(2);
  expect(lost.path).toBe('/v1/maas_***/chat');
  expect(broken.code).toBe('bad??[31mPOST?/');
  expect(JSON.stringify(test.logs.mock.calls)).not.toContain(KEY);
});

it('counts the bytes of each request on a connection', async () => {
  await start();
  for (let round = 0; round < 3; round += 1) {
    await (await test.chat(ask)).text();
  }
  const bytes = (await lines(3)).map(({ bytesIn }) => Number(bytesIn));
  expect(Math.max(...bytes) - Math.min(...bytes)).toBeLessThan(50);
});

it('is silent unless it is wanted', async () => {
  await start(false);
  await (await test.chat(ask)).text();
  await test.controlPlane.events(1);
  expect(
    test.logs.mock.calls.filter(([, , meta]) => meta?.durationMs !== undefined),
  ).toEqual([]);
});
