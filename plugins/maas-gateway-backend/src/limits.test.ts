import type { GatewayReport } from '@openmaas/backstage-plugin-maas-common';
import { answerWith, completion, usageOf } from './__testUtils__/FakeUpstream';
import { SlowProxy } from './__testUtils__/SlowProxy';
import {
  startTestGateway,
  type TestGateway,
} from './__testUtils__/testGateway';
import {
  grantOf,
  idOf,
  KEY,
  modelOf,
  policyKeyOf,
  TEAM,
} from './__testUtils__/testPolicy';
import { TestRedis } from './limits/__testUtils__/redisServer';

jest.setTimeout(20_000);

const messages = [{ role: 'user' as const, content: 'Hello there' }];
const ask = { model: 'small', messages, max_tokens: 10 };
const prices = { input: '1000000000', output: '4000000000' };

/** Waits until the gateway has said so of itself. */
async function reported(
  { controlPlane: { reports } }: TestGateway,
  so: (report: GatewayReport) => boolean,
): Promise<void> {
  while (!reports.some(so)) {
    await new Promise(setImmediate);
  }
}

describe('the limits of a running gateway', () => {
  let test: TestGateway;

  const withLimits = async () => {
    test = await startTestGateway({
      policy: update => ({
        ...update,
        plans: [
          {
            id: 'big',
            title: 'Big',
            approval: 'none',
            priceFactor: '0.5',
            tokensPerMinute: 1000,
            tokensPerMonth: 5000,
          },
        ],
        models: [
          modelOf(
            'small',
            update.models[0].endpoints.map(({ url }) => url),
            {
              prices,
              contextLength: 2000,
            },
          ),
        ],
        budgets: [
          {
            id: idOf(700),
            team: TEAM,
            unit: 'money',
            limit: '100000000',
            hard: true,
            period: new Date().toISOString().slice(0, 7),
            used: '99800000',
          },
        ],
      }),
    });
  };

  afterEach(async () => {
    await test.stop();
  });

  const dryRun = (value: string, body: unknown = ask, key = KEY) =>
    test.chat(body, {
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'x-maas-dry-run': value,
      },
    });

  it('refuse what may cost more than a budget has, and tell no client to retry', async () => {
    await withLimits();
    test.upstream.behaviour = answerWith(completion('Hi', usageOf(10, 5)));
    const free = { ...ask, max_tokens: undefined };
    const refused = await test.chat(free);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('x-should-retry')).toBe('false');
    await expect(refused.json()).resolves.toMatchObject({
      error: { code: 'insufficient_quota' },
    });
    const answer = await test.chat(ask);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-tokens-limit')).toBe('1000');
    expect(await test.controlPlane.events(1)).toHaveLength(1);
  });

  it.each(['1', 'true'])('are explained by a dry run (%s)', async value => {
    await withLimits();
    for (let i = 0; i < 2; i++) {
      const answer = await dryRun(value);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('x-maas-dry-run')).toBe('1');
      const input = Math.ceil(JSON.stringify(ask).length / 4);
      await expect(answer.json()).resolves.toEqual({
        model: 'small',
        grant: grantOf(1, 'small').id,
        plan: 'big',
        decision: { allowed: true },
        reserves: {
          tokens: input + 10,
          mostTokens: input + 10,
          mostCost: String(input * 500 + 10 * 2000),
          currency: 'USD',
        },
        limits: [
          expect.objectContaining({
            name: 'tokensPerMinute',
            scope: `plan "big" of ${TEAM}`,
            unit: 'tokens',
            limit: '1000',
            used: '0',
            remaining: '1000',
            wants: String(input + 10),
            wouldRefuse: false,
            shadow: false,
          }),
          expect.objectContaining({ name: 'tokensPerMonth', used: '0' }),
          expect.objectContaining({
            name: 'budget',
            scope: `budget of ${TEAM}`,
            unit: 'money',
            remaining: '200000',
          }),
        ],
      });
    }
    const refused = await dryRun('1', { ...ask, n: 20, max_tokens: 100 });
    await expect(refused.json()).resolves.toMatchObject({
      decision: { allowed: false, status: 429, code: 'insufficient_quota' },
      reserves: { mostTokens: expect.any(Number) },
    });
    expect(test.upstream.calls).toHaveLength(0);
    await test.gateway.stop();
    expect(test.controlPlane.received).toEqual([]);
  });

  it('are not explained to who may not call, nor where it is not clear that nobody calls', async () => {
    await withLimits();
    expect((await dryRun('1', ask, 'nobody')).status).toBe(401);
    expect((await dryRun('1', { ...ask, model: 'unknown' })).status).toBe(404);
    for (const value of ['0', 'false', 'yes', '', '1, 1']) {
      const answer = await dryRun(value);
      expect(answer.status).toBe(400);
    }
    expect(test.upstream.calls).toHaveLength(0);
  });
});

describe('gateways that share their limits', () => {
  const stops: Array<() => Promise<void>> = [];

  afterEach(async () => {
    for (const stop of stops.splice(0)) {
      await stop();
    }
  });

  it('let one pool be used up by both, and tell how they share', async () => {
    const server = await TestRedis.start();
    const start = async () => {
      const test = await startTestGateway({
        config: {
          replicas: 2,
          sharing: {
            mode: 'valkey',
            valkey: {
              url: server.url,
              commandTimeoutMs: 5000,
              whenLost: 'deny',
            },
          },
        },
      });
      stops.push(() => test.stop());
      test.upstream.behaviour = answerWith(completion('x', usageOf(60, 50)));
      return test;
    };
    const [a, b] = [await start(), await start()];
    stops.push(() => server.kill());
    const limited = { ...ask, model: 'limited' };
    expect((await a.chat(limited)).status).toBe(200);
    expect((await b.chat(limited)).status).toBe(429);
    await reported(a, ({ sharing }) => sharing === 'valkey');

    await server.kill();
    const denied = await a.chat(limited);
    expect(denied.status).toBe(503);
    await expect(denied.json()).resolves.toMatchObject({
      error: { code: 'gateway_not_ready' },
    });
    await reported(a, ({ sharing }) => sharing === 'lost');
  });

  it('look at key and access again once the shared counters have answered', async () => {
    const server = await TestRedis.start();
    const proxy = await SlowProxy.to(server.url);
    stops.push(
      () => proxy.close(),
      () => server.kill(),
    );
    const test = await startTestGateway({
      config: {
        sharing: {
          mode: 'valkey',
          valkey: {
            url: proxy.url,
            commandTimeoutMs: 15_000,
            whenLost: 'deny',
          },
        },
      },
      policy: update => ({
        ...update,
        plans: [{ ...update.plans[0], parallelRequests: 1 }],
      }),
    });
    stops.unshift(() => test.stop());
    test.upstream.behaviour = answerWith(completion('x', usageOf(1, 1)));

    const asked = proxy.hold();
    const call = test.chat(ask);
    await asked;
    const revokedAt = new Date(Date.now() - 1000).toISOString();
    test.controlPlane.change({
      keys: [policyKeyOf(1, { revokedAt, revision: 2 })],
    });
    await reported(test, report => report.revision === 2);
    proxy.letGo();
    expect((await call).status).toBe(401);
    expect(test.upstream.calls).toHaveLength(0);

    // It holds nothing any more.
    test.controlPlane.change({ keys: [policyKeyOf(1, { revision: 3 })] });
    await reported(test, report => report.revision === 3);
    expect((await test.chat(ask)).status).toBe(200);
  });
});
