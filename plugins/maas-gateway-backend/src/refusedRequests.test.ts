import type { Refusal } from '@openmaas/backstage-plugin-maas-common';
import {
  startTestGateway,
  type TestGateway,
} from './__testUtils__/testGateway';
import {
  EXPIRED,
  idOf,
  keyOf,
  REVOKED,
  TEAM,
  UNKNOWN,
} from './__testUtils__/testPolicy';

jest.setTimeout(20_000);

const PROMPT = 'a-secret-prompt';
const messages = [{ role: 'user', content: PROMPT }];

let test: TestGateway;

afterEach(() => test.stop());

/** Waits until the control plane has been told of so many. */
async function told(count: number): Promise<Refusal[]> {
  const { refusals } = test.controlPlane;
  while (refusals.length < count) {
    await new Promise(setImmediate);
  }
  return refusals;
}

const requestId = (response: Response) => response.headers.get('x-request-id');

it('can be looked up by their id, with the limit and its numbers', async () => {
  test = await startTestGateway();
  const ask = { model: 'limited', messages, max_tokens: 90 };
  expect((await test.chat(ask)).status).toBe(200);
  let refused = await test.chat(ask);
  while (refused.status === 200) {
    refused = await test.chat(ask);
  }
  expect(refused.status).toBe(429);
  const { error } = (await refused.json()) as { error: { message: string } };
  const [refusal] = await told(1);
  expect(refusal).toEqual({
    id: requestId(refused),
    at: expect.any(String),
    gateway: 'test-gateway',
    team: TEAM,
    key: idOf(1),
    model: 'limited',
    plan: 'tiny',
    path: '/v1/chat/completions',
    status: 429,
    code: 'rate_limit_exceeded',
    message: error.message,
    limit: expect.objectContaining({ name: 'tokensPerMinute', limit: '100' }),
  });
  expect(JSON.stringify(refusal)).not.toContain(PROMPT);
});

it('name the model only where the key may see it', async () => {
  test = await startTestGateway();
  await test.chat({ model: 'foreign', messages });
  await test.chat({ model: 'unseen', messages });
  await test.chat({ model: 'idle', messages });
  await test.chat('{"model":');
  const refusals = await told(4);
  expect(
    refusals.map(({ status, code, model }) => [status, code, model]),
  ).toEqual([
    [403, 'model_access_required', 'foreign'],
    [404, 'model_not_found', undefined],
    [503, 'model_off', 'idle'],
    [400, 'invalid_request_error', undefined],
  ]);
});

it('are nobody’s without a key that is known', async () => {
  test = await startTestGateway();
  const headers = { authorization: `Bearer ${keyOf(UNKNOWN)}` };
  await test.chat({ model: 'small', messages }, { headers });
  await test.chat({ model: 'foreign', messages });
  const refusals = await told(1);
  expect(refusals.map(({ code }) => code)).toEqual(['model_access_required']);
});

it('tell of a key that is good no more, to those who have it', async () => {
  test = await startTestGateway();
  for (const number of [REVOKED, EXPIRED]) {
    const headers = { authorization: `Bearer ${keyOf(number)}` };
    await test.chat({ model: 'small', messages }, { headers });
  }
  expect(await told(2)).toMatchObject([
    { status: 401, code: 'api_key_revoked', key: idOf(REVOKED), team: TEAM },
    { status: 401, code: 'api_key_expired', key: idOf(EXPIRED), team: TEAM },
  ]);
});

it('tell of calls that were let in beyond a limit that only reports', async () => {
  test = await startTestGateway({
    policy: update => ({
      ...update,
      plans: update.plans.map(plan => ({ ...plan, shadow: true })),
    }),
  });
  const ask = { model: 'limited', messages, max_tokens: 90 };
  const answers = [];
  for (let round = 0; round < 30; round += 1) {
    answers.push(await test.chat(ask));
  }
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  const [refusal] = await told(1);
  expect(refusal).toMatchObject({
    shadow: true,
    status: 429,
    code: 'rate_limit_exceeded',
    model: 'limited',
    plan: 'tiny',
    limit: { name: 'tokensPerMinute' },
  });
  expect(answers.map(requestId)).toContain(refusal.id);
  const metrics = await fetch(`${test.gateway.adminUrl}/metrics`);
  expect(await metrics.text()).toMatch(
    /maas_gateway_shadow_refusals_total\{limit="tokensPerMinute",model="limited",plan="tiny"\} \d/,
  );
});

it('are told before the gateway stops', async () => {
  test = await startTestGateway();
  await test.chat({ model: 'foreign', messages });
  await test.gateway.stop();
  expect(test.controlPlane.refusals).toHaveLength(1);
});

describe('a full journal', () => {
  const maxBytes = 40_000;

  it('refuses calls until the control plane has taken some, and says so', async () => {
    test = await startTestGateway({
      config: {
        journal: { sync: 'write', maxBytes, onFull: 'refuse' },
      },
    });
    test.controlPlane.goDown();
    const ask = { model: 'small', messages };
    let answer = await test.chat(ask);
    let served = 0;
    while (answer.status === 200) {
      served += 1;
      answer = await test.chat(ask);
    }
    expect(served).toBeGreaterThan(10);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(await answer.json()).toMatchObject({
      error: {
        code: 'gateway_not_ready',
        message: expect.stringContaining('journal'),
      },
    });
    const ready = await fetch(`${test.gateway.adminUrl}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.text()).toContain('full');
    const errors = test.logs.mock.calls.filter(([level]) => level === 'error');
    expect(errors.map(([, message]) => message)).toEqual([
      expect.stringContaining('50 %'),
      expect.stringContaining('80 %'),
    ]);

    test.controlPlane.comeUp();
    await test.controlPlane.events(served);
    while (answer.status !== 200) {
      answer = await test.chat(ask);
    }
    await test.gateway.stop();
    const { journal } = test.controlPlane.reports.at(-1) ?? {};
    expect(journal).toMatchObject({
      pendingEvents: 0,
      maxBytes,
      droppedEvents: 0,
      bytes: expect.any(Number),
    });
    expect(test.upstream.calls).toHaveLength(served + 1);
    expect(test.controlPlane.ledger.size).toBe(served + 1);
  });
});
