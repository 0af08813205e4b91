import { mockServices } from '@backstage/backend-test-utils';
import type { PolicyAccounts } from '../policy/Policy';
import { TestRedis } from './__testUtils__/redisServer';
import {
  accountsOf,
  budgetOf,
  planOf,
  requestOf,
  used,
} from './__testUtils__/requests';
import { createLimiter } from './createLimiter';
import type { Admission, Limiter } from './Limiter';

jest.setTimeout(20_000);

const NOW = Date.parse('2026-11-21T10:00:00Z');

describe('SharedCounters', () => {
  let server: TestRedis;
  const limiters: Limiter[] = [];

  function create(
    whenLost: 'local' | 'deny',
    accounts: Partial<PolicyAccounts> = {},
    password?: string,
  ) {
    const policy = { now: accountsOf(accounts), account: () => policy.now };
    const logger = mockServices.logger.mock();
    const limiter = createLimiter({
      config: {
        replicas: 3,
        sharing: {
          mode: 'valkey',
          valkey: {
            url: server.url,
            password,
            // A machine that is busy with other tests may be slow too.
            commandTimeoutMs: 1_000,
            whenLost,
          },
        },
      },
      policy,
      logger,
      now: () => NOW,
    });
    limiters.push(limiter);
    return { limiter, logger, policy };
  }

  async function start(...options: Parameters<typeof create>) {
    const made = create(...options);
    await made.limiter.start();
    return made;
  }

  const until = async (limiter: Limiter, sharing: string) => {
    while (limiter.sharing() !== sharing) {
      await new Promise(setImmediate);
    }
  };

  const plan = planOf({ parallelRequests: 7 });
  const fill = async (limiter: Limiter, most: number) => {
    const calls: Admission[] = [];
    for (let i = 0; i < most; i++) {
      try {
        calls.push(await limiter.admit(requestOf(plan)));
      } catch (error) {
        expect(error).toMatchObject({ code: 'rate_limit_exceeded' });
      }
    }
    return calls;
  };

  beforeEach(async () => {
    server = await TestRedis.start();
  });

  afterEach(async () => {
    await Promise.all(limiters.splice(0).map(limiter => limiter.close()));
    await server.kill();
  });

  it('are one pool for two gateways', async () => {
    const [a, b] = [await start('local'), await start('local')];
    const calls = [
      ...(await fill(a.limiter, 4)),
      ...(await fill(b.limiter, 9)),
    ];
    expect(calls).toHaveLength(7);
    expect(a.limiter.sharing()).toBe('valkey');
    calls.forEach(call => call.settle(used(1)));
    await a.limiter.close();
    await expect(fill(b.limiter, 9)).resolves.toHaveLength(7);
  });

  it('are this gateway’s part of the limits while Valkey is gone, if so configured', async () => {
    const { limiter, logger } = await start('local');
    const before = await fill(limiter, 3);
    await server.kill();
    await until(limiter, 'lost');
    // Two of seven among three gateways.
    const during = await fill(limiter, 9);
    expect(during).toHaveLength(2);
    // Whatever ends now is not counted anywhere, and harms nobody.
    before[0].settle(used(1));
    await server.startAgain();
    await until(limiter, 'valkey');
    // Two calls of before still run.
    const after = await fill(limiter, 9);
    expect(after).toHaveLength(5);
    [...before, ...during, ...after].forEach(call => call.release());
    await expect(fill(limiter, 9)).resolves.toHaveLength(7);

    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('by itself'),
    );
    // At the start and now.
    expect(logger.info).toHaveBeenCalledTimes(2);
  });

  it('refuse all calls while Valkey is gone, if so configured', async () => {
    const { limiter } = await start('deny');
    const call = await limiter.admit(requestOf(plan));
    await server.kill();
    await until(limiter, 'lost');
    expect(() => limiter.admit(requestOf(plan))).toThrow(
      expect.objectContaining({
        status: 503,
        code: 'gateway_not_ready',
        headers: { 'retry-after': '1' },
      }),
    );
    await server.startAgain();
    await until(limiter, 'valkey');
    await expect(fill(limiter, 9)).resolves.toHaveLength(6);
    call.release();
  });

  it('go on by themselves for the very call that finds Valkey silent, and hold nothing for ever', async () => {
    const { limiter } = await start('local');
    server.freeze();
    const calls = await Promise.all([
      limiter.admit(requestOf(plan)),
      limiter.admit(requestOf(plan)),
    ]);
    expect(limiter.sharing()).toBe('lost');
    server.thaw();
    await until(limiter, 'valkey');
    // What Valkey took late, of calls that were let in elsewhere, counts nothing.
    await expect(fill(limiter, 9)).resolves.toHaveLength(7);
    calls.forEach(call => call.release());
  });

  it('refuse the very call that finds Valkey silent, if so configured', async () => {
    const { limiter } = await start('deny');
    server.freeze();
    await expect(limiter.admit(requestOf(plan))).rejects.toMatchObject({
      code: 'gateway_not_ready',
    });
    server.thaw();
    await until(limiter, 'valkey');
  });

  it('may be gone when the gateway starts', async () => {
    await server.kill();
    const { limiter, logger } = await start('local');
    expect(limiter.sharing()).toBe('lost');
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('ECONNREFUSED'),
    );
    await expect(fill(limiter, 9)).resolves.toHaveLength(2);
    await server.startAgain();
    await until(limiter, 'valkey');
    await expect(fill(limiter, 9)).resolves.toHaveLength(7);
  });

  it('know sums as high as anybody knew them, whatever is lost', async () => {
    const budgets = [budgetOf({ limit: '100', used: '20' })];
    const { limiter, policy } = await start('local', { budgets });
    const call = (most: number) =>
      requestOf(planOf(), { mostInput: 0, mostOutput: most });
    const usedNow = async () => {
      const { limits } = await limiter.explain(call(0));
      return Number(limits[0].used);
    };
    (await limiter.admit(call(30))).settle(used(30));
    expect(await usedNow()).toBe(50);
    await server.kill();
    await until(limiter, 'lost');
    expect(await usedNow()).toBe(50);
    (await limiter.admit(call(10))).settle(used(10));
    expect(await usedNow()).toBe(60);
    await server.startAgain();
    await until(limiter, 'valkey');
    // Valkey has forgotten all; the ledger soon knows.
    expect(await usedNow()).toBe(20);
    policy.now = accountsOf({
      budgets: [budgetOf({ limit: '100', used: '60' })],
    });
    expect(await usedNow()).toBe(60);
  });

  it('settle what is under way before they are closed', async () => {
    const budgets = [budgetOf()];
    const [a, b] = [
      await start('local', { budgets }),
      await start('local', { budgets }),
    ];
    const request = requestOf(planOf(), { mostOutput: 5 });
    (await a.limiter.admit(request)).settle(used(5));
    await a.limiter.close();
    const { limits } = await b.limiter.explain(request);
    expect(limits[0]).toMatchObject({ used: '5', wants: '5' });
  });

  it.each(['local', 'deny'] as const)(
    'answer a call that asks while they are closed (%s)',
    async whenLost => {
      const { limiter } = await start(whenLost);
      server.freeze();
      const asked = Promise.resolve(limiter.admit(requestOf(plan)));
      const answered = asked.then(
        () => 'local',
        ({ code }) => code,
      );
      await limiter.close();
      expect(await answered).toBe(
        whenLost === 'deny' ? 'gateway_not_ready' : 'local',
      );
    },
  );

  it('never log the password', async () => {
    await server.kill();
    await server.startAgain(['--requirepass', 'right-secret']);
    const wrong = await start('local', {}, 'wrong-secret');
    expect(wrong.limiter.sharing()).toBe('lost');
    const right = await start('local', {}, 'right-secret');
    expect(right.limiter.sharing()).toBe('valkey');
    const logged = [wrong, right].flatMap(({ logger }) =>
      [logger.warn, logger.info, logger.debug].flatMap(log => log.mock.calls),
    );
    expect(logged.length).toBeGreaterThan(1);
    expect(JSON.stringify(logged)).not.toContain('secret');
  });
});
