import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type { PolicyKey } from '@openmaas/backstage-plugin-maas-common';
import { hashApiKey } from '@openmaas/backstage-plugin-maas-node';
import {
  answerWith,
  chunk,
  completion,
  DONE,
  FINISH,
  usageChunk,
  usageOf,
} from './__testUtils__/FakeUpstream';
import {
  startTestGateway,
  testConfig,
  type TestGateway,
  untilReady,
} from './__testUtils__/testGateway';
import {
  grantOf,
  idOf,
  keyOf,
  modelOf,
  policyKeyOf,
  TEAM,
  testPolicy,
} from './__testUtils__/testPolicy';
import type { GatewayConfig } from './config';
import { startGateway } from './gateway';

jest.setTimeout(20_000);

const ask = { model: 'small', messages: [{ role: 'user', content: 'Hi' }] };
const ENDED = '2026-11-21T10:00:00.000Z';
const OTHER = 7;

let test: TestGateway;

afterEach(() => test.stop());

async function start(config: Partial<GatewayConfig> = {}) {
  test = await startTestGateway({
    config,
    policy: update => ({
      ...update,
      keys: [...update.keys, policyKeyOf(OTHER)],
    }),
  });
}

/** Changes the first key, and nothing else. */
function change(more: Partial<PolicyKey>): void {
  test.controlPlane.change({
    keys: [policyKeyOf(1, { revision: 2, ...more }), policyKeyOf(OTHER)],
  });
}

function chat(
  body: object = ask,
  key = keyOf(1),
  headers: Record<string, string> = {},
  url = test.gateway.clientUrl,
) {
  return fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      ...headers,
    },
    body: JSON.stringify(body),
  });
}

async function codeOf(response: Response): Promise<string> {
  const body: { error: { code: string } } = JSON.parse(await response.text());
  return `${response.status} ${body.error.code}`;
}

/** Waits until all gateways have the policy that the control plane has now. */
async function untilTold(...gateways: string[]): Promise<void> {
  const { revision } = await test.controlPlane.policy(
    undefined,
    0,
    new AbortController().signal,
  );
  const has = (gateway: string) =>
    test.controlPlane.reports.some(
      report => report.gateway === gateway && report.revision === revision,
    );
  while (!gateways.every(has)) {
    await new Promise(setImmediate);
  }
}

/** Begins a stream whose server says one word and then nothing. */
async function beginStream(key = keyOf(1)) {
  test.upstream.behaviour = ({ response }) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(chunk('Hello'));
  };
  const before = test.upstream.calls.length;
  const response = await chat({ ...ask, stream: true }, key);
  const reader = response.body?.getReader();
  const first = await reader?.read();
  const [call] = (await test.upstream.received(before + 1)).slice(-1);
  test.upstream.behaviour = answerWith(completion('Hello'));
  const rest = async () => {
    let text = Buffer.from(first?.value ?? []).toString();
    for (;;) {
      const piece = await reader?.read();
      if (!piece || piece.done) {
        return text;
      }
      text += Buffer.from(piece.value).toString();
    }
  };
  return { call, rest };
}

describe('a key that ends while a call of it runs', () => {
  it.each([
    ['revokedAt', 'api_key_revoked'],
    ['suspendedAt', 'api_key_suspended'],
  ])('has its stream stopped where that is wanted: %s', async (end, code) => {
    await start({ revocation: { runningStreams: 'stop' } });
    const { call, rest } = await beginStream();
    const other = await beginStream(keyOf(OTHER));
    change({ [end]: ENDED });

    const text = await rest();
    expect(text).toContain('Hello');
    const [last] = text.trim().split('\n\n').slice(-1);
    expect(JSON.parse(last.replace('data: ', ''))).toMatchObject({
      error: { code },
    });
    await call.hungUp;
    const [event] = await test.controlPlane.events(1);
    expect(event).toMatchObject({
      id: call.id,
      endState: 'gateway_stopped',
      errorCode: code,
      status: 200,
      estimated: true,
      tokens: { output: 1 },
    });
    expect(event.tokens.input).toBeGreaterThan(0);
    expect(await codeOf(await chat())).toBe(`401 ${code}`);

    // That of another key goes on to its end.
    other.call.response.end(FINISH + usageChunk(usageOf(3, 4)) + DONE);
    expect(await other.rest()).toContain('[DONE]');
  });

  it('is told so where no answer has begun', async () => {
    await start({ revocation: { runningStreams: 'stop' } });
    test.upstream.behaviour = () => {};
    const answer = chat();
    const [call] = await test.upstream.received(1);
    change({ revokedAt: ENDED });
    expect(await codeOf(await answer)).toBe('401 api_key_revoked');
    await call.hungUp;
    const [event] = await test.controlPlane.events(1);
    expect(event).toMatchObject({
      endState: 'gateway_stopped',
      errorCode: 'api_key_revoked',
      status: 401,
    });
  });

  it('lets its stream finish unless it is to be stopped, and begins no other', async () => {
    await start();
    const { call, rest } = await beginStream();
    change({ revokedAt: ENDED });
    await untilTold('test-gateway');
    expect(await codeOf(await chat())).toBe('401 api_key_revoked');
    call.response.end(FINISH + usageChunk(usageOf(3, 4)) + DONE);
    expect(await rest()).toContain('[DONE]');
    const events = await test.controlPlane.events(1);
    expect(events).toEqual([
      expect.objectContaining({
        endState: 'completed',
        tokens: expect.objectContaining({ output: 4 }),
      }),
    ]);
  });

  it('is refused by every gateway as soon as it has the policy', async () => {
    await start();
    const dataDir = mkdtempSync(join(tmpdir(), 'maas-gateway-'));
    const second = await startGateway({
      config: testConfig(dataDir, { id: 'second-gateway' }),
      controlPlane: test.controlPlane,
      logger: mockServices.logger.mock(),
    });
    try {
      await untilReady(second.adminUrl);
      const urls = [test.gateway.clientUrl, second.clientUrl];
      for (const url of urls) {
        expect((await chat(ask, keyOf(1), {}, url)).status).toBe(200);
      }
      change({ suspendedAt: ENDED });
      await untilTold('test-gateway', 'second-gateway');
      for (const url of urls) {
        const refused = await chat(ask, keyOf(1), {}, url);
        expect(await codeOf(refused)).toBe('401 api_key_suspended');
      }
      expect(test.upstream.calls).toHaveLength(urls.length);

      change({ revision: 3 });
      await untilTold('test-gateway', 'second-gateway');
      for (const url of urls) {
        expect((await chat(ask, keyOf(1), {}, url)).status).toBe(200);
      }
    } finally {
      await second.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
});

it('answers calls with both secrets while a key is rotated', async () => {
  await start({ revocation: { runningStreams: 'stop' } });
  const [before, after] = [keyOf(1), keyOf(8)];
  const secretsOf = (...keys: string[]) =>
    keys.map(key => ({ hash: hashApiKey(key) }));
  const { call, rest } = await beginStream(before);
  const statuses: number[] = [];
  const calls = (async () => {
    for (let round = 0; round < 20; round++) {
      statuses.push((await chat(ask, before)).status);
    }
  })();
  const [old, young] = secretsOf(before, after);
  const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
  change({ secrets: [{ ...old, expiresAt: inAnHour }, young] });
  await untilTold('test-gateway');
  expect((await chat(ask, after)).status).toBe(200);
  await calls;
  expect(statuses).toEqual(Array(20).fill(200));

  change({ revision: 3, secrets: [young] });
  await untilTold('test-gateway');
  expect(await codeOf(await chat(ask, before))).toBe('401 invalid_api_key');
  expect((await chat(ask, after)).status).toBe(200);
  // The key itself lives, and so does what it began.
  call.response.end(FINISH + usageChunk(usageOf(3, 4)) + DONE);
  expect(await rest()).toContain('[DONE]');
});

it('takes a key from its addresses only, as trusted proxies tell them', async () => {
  await start({ trustedProxies: ['127.0.0.1'] });
  change({ addresses: ['203.0.113.0/24'] });
  await untilTold('test-gateway');
  const from = (address: string) =>
    chat(ask, keyOf(1), { 'x-forwarded-for': address });
  expect((await from('203.0.113.9')).status).toBe(200);
  for (const refused of [await from('198.51.100.9'), await chat()]) {
    const text = await refused.clone().text();
    expect(await codeOf(refused)).toBe('403 api_key_address_not_allowed');
    expect(text).not.toContain('203.0.113');
  }
  expect(test.upstream.calls).toHaveLength(1);
  while (test.controlPlane.refusals.length < 2) {
    await new Promise(setImmediate);
  }
  expect(test.controlPlane.refusals).toEqual(
    Array(2).fill(
      expect.objectContaining({
        key: idOf(1),
        team: TEAM,
        code: 'api_key_address_not_allowed',
      }),
    ),
  );
});

it('tells of calls which label their key had, and who made them', async () => {
  await start();
  change({ label: 'billing-bot' });
  await untilTold('test-gateway');
  await chat(ask, keyOf(1), { 'user-agent': 'OpenAI/Python 1.52.0' });
  await chat(ask, keyOf(OTHER), { 'user-agent': '' });
  const events = await test.controlPlane.events(2);
  expect(events.find(({ key }) => key === idOf(1))).toMatchObject({
    label: 'billing-bot',
    caller: { address: '127.0.0.1', client: 'OpenAI/Python' },
  });
  const other = events.find(({ key }) => key === idOf(OTHER));
  expect(other).not.toHaveProperty('label');
  expect(other?.caller?.address).toBe('127.0.0.1');
});

describe('a model whose end is announced', () => {
  const retiring = (at: string) => ({
    models: [
      modelOf('small', [test.upstream.url], {
        retirement: { at, successor: 'next' },
      }),
      modelOf('next', [test.upstream.url]),
    ],
    grants: [...testPolicy('').grants, grantOf(8, 'next', { plan: 'big' })],
  });

  const toldOf = (response: Response) => ({
    model: response.headers.get('x-maas-model'),
    retires: response.headers.get('x-maas-model-retires'),
    deprecation: response.headers.get('deprecation'),
    sunset: response.headers.get('sunset'),
    link: response.headers.get('link'),
  });

  const linesWithModel = () =>
    test.logs.mock.calls
      .map(([, , meta]) => meta)
      .filter(meta => meta?.modelRetires !== undefined);

  it('tells programs so with each answer, until its name leads to another', async () => {
    await start({ accessLog: { enabled: true, level: 'info' } });
    const at = '2126-03-01T09:00:00.000Z';
    test.controlPlane.change(retiring(at));
    await untilTold('test-gateway');
    const told = {
      model: 'small',
      retires: at,
      deprecation: '@4928029200',
      sunset: 'Fri, 01 Mar 2126 09:00:00 GMT',
      link: '</v1/models/acme%2Fnext>; rel="successor-version"',
    };
    expect(toldOf(await chat())).toEqual(told);
    const { call, rest } = await beginStream();
    call.response.end(FINISH + usageChunk(usageOf(3, 4)) + DONE);
    await rest();
    const dryRun = await chat(ask, keyOf(1), { 'x-maas-dry-run': '1' });
    expect(toldOf(dryRun)).toEqual(told);
    expect(await dryRun.json()).toMatchObject({
      model: 'small',
      retirement: { model: 'small', at, successor: 'next' },
    });
    expect(toldOf(await chat({ ...ask, model: 'next' }))).toEqual({
      model: 'next',
      retires: null,
      deprecation: null,
      sunset: null,
      link: null,
    });

    const past = '2026-11-20T09:00:00.000Z';
    test.controlPlane.change(retiring(past));
    await untilTold('test-gateway');
    expect(toldOf(await chat())).toMatchObject({
      model: 'next',
      retires: past,
    });
    const explained = await chat(ask, keyOf(1), { 'x-maas-dry-run': '1' });
    expect(await explained.json()).toMatchObject({
      model: 'next',
      grant: idOf(108),
      retirement: { model: 'small', at: past, successor: 'next' },
    });
    const events = await test.controlPlane.events(4);
    expect(events.map(({ model, grant }) => [model, grant])).toEqual([
      ['small', idOf(101)],
      ['small', idOf(101)],
      ['next', idOf(108)],
      ['next', idOf(108)],
    ]);
    while (linesWithModel().length < 5) {
      await new Promise(setImmediate);
    }
    expect(linesWithModel()[0]).toMatchObject({
      model: 'small',
      modelRetires: at,
    });
  });

  it('is in the list of models until then, and its name there after', async () => {
    await start();
    const models = async (path = '') => {
      const response = await fetch(
        `${test.gateway.clientUrl}/v1/models${path}`,
        { headers: { authorization: `Bearer ${keyOf(1)}` } },
      );
      return response.json();
    };
    const ids = async () =>
      (await models()).data.map(({ id }: { id: string }) => id);
    test.controlPlane.change(retiring('2126-03-01T09:00:00.000Z'));
    await untilTold('test-gateway');
    expect(await ids()).toEqual(['acme/next', 'acme/small']);
    expect(await models('/small')).toMatchObject({ id: 'acme/small' });
    test.controlPlane.change(retiring('2026-11-20T09:00:00.000Z'));
    await untilTold('test-gateway');
    expect(await ids()).toEqual(['acme/next']);
    expect(await models('/small')).toMatchObject({ id: 'acme/next' });
    expect(await models('/acme%2Fnext')).toMatchObject({ id: 'acme/next' });
  });
});

it('refuses calls of a model that is stopped, and of no other', async () => {
  await start();
  test.controlPlane.change({
    models: [
      modelOf('small', [test.upstream.url], { stopped: { reason: 'Leaks' } }),
      modelOf('limited', [test.upstream.url]),
    ],
  });
  await untilTold('test-gateway');
  const refused = await chat();
  expect(refused.headers.get('x-should-retry')).toBe('false');
  expect(await codeOf(refused)).toBe('503 model_stopped');
  const dryRun = await chat(ask, keyOf(1), { 'x-maas-dry-run': '1' });
  expect(await codeOf(dryRun)).toBe('503 model_stopped');
  const other = await chat({ ...ask, model: 'limited', max_tokens: 1 });
  expect(other.status).toBe(200);
  expect(test.upstream.calls).toHaveLength(1);
});
