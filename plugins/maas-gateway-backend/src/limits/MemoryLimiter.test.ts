import type { Plan } from '@openmaas/backstage-plugin-maas-common';
import fc from 'fast-check';
import { GatewayError } from '../server/GatewayError';
import type { Admission, AdmissionRequest } from './Limiter';
import { MemoryLimiter } from './MemoryLimiter';

const SECOND = 1_000_000;

const planOf = (limits: Partial<Plan>): Plan => ({
  id: 'free',
  title: 'Free',
  approval: 'none',
  priceFactor: '1',
  ...limits,
});

function setup(limits: Partial<Plan>, start = 1_000 * SECOND) {
  const clock = { now: start };
  const limiter = new MemoryLimiter(() => clock.now);
  const admit = (
    estimatedTokens: number,
    more: Partial<AdmissionRequest> = {},
  ) =>
    limiter.admit({
      team: 'group:default/a',
      plan: planOf(limits),
      multiplier: '1',
      estimatedTokens,
      ...more,
    });
  const refused = (estimatedTokens = 1, more?: Partial<AdmissionRequest>) => {
    try {
      admit(estimatedTokens, more);
    } catch (error) {
      return error as GatewayError;
    }
    throw new Error('The call was let in');
  };
  return { clock, limiter, admit, refused };
}

function letIn(attempts: number, attempt: () => Admission): Admission[] {
  return Array.from({ length: attempts }).flatMap(() => {
    try {
      return [attempt()];
    } catch (error) {
      expect(error).toMatchObject({ status: 429, code: 'rate_limit_exceeded' });
      return [];
    }
  });
}

describe('MemoryLimiter', () => {
  it.each([
    ['tokens', { tokensPerMinute: 200 }, 20],
    ['requests', { requestsPerMinute: 10 }, 20],
    ['parallel requests', { parallelRequests: 10 }, 20],
    ['the last of which is smaller', { tokensPerMinute: 200 }, 21],
  ])('lets ten of 200 calls in: %s', (_, limits, estimate) => {
    const { admit, clock } = setup(limits);
    const calls = letIn(200, () => admit(estimate));
    expect(calls).toHaveLength(10);
    calls.forEach(call => call.release());
    expect(letIn(200, () => admit(estimate))).toHaveLength(10);
    clock.now += 1;
    expect(letIn(200, () => admit(estimate))).toHaveLength(0);
  });

  it('says what is left of each limit', () => {
    const { admit } = setup({ tokensPerMinute: 200, requestsPerMinute: 60 });
    expect(admit(50)).toMatchObject({
      tokens: { limit: 200, remaining: 150, resetMs: 15_000 },
      requests: { limit: 60, remaining: 59, resetMs: 1000 },
    });
    expect(setup({}).admit(50)).toEqual({
      tokens: undefined,
      requests: undefined,
      settle: expect.any(Function),
      release: expect.any(Function),
    });
  });

  it('says which limit is reached, whose it is and when to try again', () => {
    const { admit, refused } = setup({ tokensPerMinute: 200 });
    admit(150).settle(300);
    const error = refused();
    expect(error).toMatchObject({
      status: 429,
      code: 'rate_limit_exceeded',
      type: 'rate_limit_error',
      headers: {
        'retry-after': '31',
        'retry-after-ms': '30300',
        'x-ratelimit-limit-tokens': '200',
        'x-ratelimit-remaining-tokens': '0',
        'x-ratelimit-reset-tokens': '1m30s',
        'x-tokens-remaining': '0',
      },
    });
    expect(error.message).toContain('200 tokens per minute of plan "free"');
    expect(error.message).toContain('group:default/a');
    expect(error.message).toContain('in 31 s');
  });

  it('lets in at the time it has told, and not before', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 0, max: 300_000 }),
        fc.constantFrom('0.1', '1', '1.5', '7'),
        (tokensPerMinute, used, multiplier) => {
          const { admit, refused, clock } = setup({ tokensPerMinute });
          admit(tokensPerMinute).settle(tokensPerMinute + used);
          const { headers } = refused(1, { multiplier });
          const waitUs = Number(headers['retry-after-ms']) * 1000;
          expect(Number(headers['retry-after'])).toBe(
            Math.ceil(waitUs / SECOND),
          );
          clock.now += waitUs - 1000;
          refused(1, { multiplier });
          clock.now += 1000;
          admit(1, { multiplier });
        },
      ),
    );
  });

  it('lets a long call in while something is left, which then owes for it', () => {
    const { admit, refused, clock } = setup({ tokensPerMinute: 200 });
    admit(199);
    const long = admit(5000);
    expect(long.tokens?.remaining).toBe(0);
    long.settle(801);
    // 1000 taken, 200 of them a minute's worth: four minutes of debt.
    expect(refused().headers['retry-after']).toBe('241');
    clock.now += 240 * SECOND;
    refused();
    clock.now += SECOND;
    admit(1);
  });

  it('takes back what was reserved too much, and counts the end of a call once', () => {
    const { admit, refused } = setup({ tokensPerMinute: 200 });
    const call = admit(200);
    refused();
    call.settle(40);
    call.settle(200);
    call.release();
    expect(admit(0).tokens?.remaining).toBe(160);
  });

  it('weighs tokens exactly', () => {
    const { admit, refused } = setup({ tokensPerMinute: 200 });
    expect(admit(10, { multiplier: '2.5' }).tokens?.remaining).toBe(175);
    expect(admit(10, { multiplier: '0.1' }).tokens?.remaining).toBe(174);
    admit(58, { multiplier: '3' }).settle(58);
    refused();
  });

  it('counts requests until nothing was sent, parallel ones until they end', () => {
    const { admit, refused } = setup({
      requestsPerMinute: 2,
      parallelRequests: 1,
    });
    const first = admit(1);
    expect(refused()).toMatchObject({
      message: expect.stringContaining('1 parallel requests'),
      headers: { 'retry-after': '1', 'retry-after-ms': '1000' },
    });
    first.release();
    admit(1).settle(1);
    admit(1).settle(1);
    expect(refused()).toMatchObject({
      message: expect.stringContaining('2 requests per minute'),
      headers: { 'retry-after': '30', 'x-ratelimit-remaining-requests': '0' },
    });
  });

  it('takes nothing from one limit where another refuses', () => {
    const { admit, refused } = setup({
      requestsPerMinute: 10,
      tokensPerMinute: 10,
    });
    admit(10);
    letIn(50, () => admit(1));
    expect(refused().message).toContain('10 tokens per minute');
  });

  it('keeps teams and plans apart, and gives a changed plan the same pool', () => {
    const { admit, refused } = setup({ tokensPerMinute: 10 });
    admit(10);
    refused();
    const others = [
      admit(1, { team: 'group:default/b' }),
      admit(1, { plan: planOf({ id: 'premium', tokensPerMinute: 10 }) }),
    ];
    expect(others.map(call => call.tokens?.remaining)).toEqual([9, 9]);
    const { message } = refused(1, { plan: planOf({ tokensPerMinute: 1000 }) });
    expect(message).toContain('1000 tokens per minute');
  });

  it('returns to full however calls end on a frozen clock', () => {
    const calls = fc.array(
      fc.record({
        estimate: fc.nat(500),
        actual: fc.nat(700),
        released: fc.boolean(),
        multiplier: fc.constantFrom('0.5', '1', '2'),
      }),
      { maxLength: 30 },
    );
    // Half a token is whole microseconds of these, so that nothing is rounded.
    const limits = fc.constantFrom(1, 2, 10, 200, 1000, 5000, 60_000);
    fc.assert(
      fc.property(calls, limits, (all, limit) => {
        const { admit, clock } = setup({ tokensPerMinute: limit });
        // In halves of a token: what is left, exactly.
        let left = 2 * limit;
        for (const { estimate, actual, released, multiplier } of all) {
          const [call] = letIn(1, () => admit(estimate, { multiplier }));
          const isRoom = left >= 2;
          const reserved = Math.min(left, 2 * estimate * Number(multiplier));
          expect(call?.tokens?.remaining).toBe(
            isRoom ? Math.floor((left - reserved) / 2) : undefined,
          );
          if (released) {
            call?.release();
          } else {
            call?.settle(actual);
            left -= isRoom ? 2 * actual * Number(multiplier) : 0;
          }
        }
        clock.now += (2 * limit - left) * 60 * SECOND;
        expect(admit(0).tokens).toEqual({
          limit,
          remaining: limit,
          resetMs: 0,
        });
      }),
    );
  });

  it('forgets pools that are full, and no others', () => {
    const { admit, clock, limiter } = setup({ tokensPerMinute: 200 });
    admit(200, { team: 'group:default/debtor' }).settle(1000);
    const running = admit(1, { team: 'group:default/runs' });
    for (let i = 0; i < 1000; i++) {
      admit(10, { team: `group:default/t${i}` }).settle(10);
    }
    expect(limiter.size).toBe(1002);
    clock.now += 61 * SECOND;
    admit(1, { team: 'group:default/t0' }).settle(1);
    // The debtor, the one that runs and the one that has just called.
    expect(limiter.size).toBe(3);
    running.settle(1);
    clock.now += 600 * SECOND;
    admit(1);
    expect(limiter.size).toBe(1);
  });

  it('measures time by itself', () => {
    const limiter = new MemoryLimiter();
    const request = {
      team: 'group:default/a',
      plan: planOf({ tokensPerMinute: 1 }),
      multiplier: '1',
      estimatedTokens: 1,
    };
    limiter.admit(request);
    expect(() => limiter.admit(request)).toThrow('Try again in 60 s');
  });
});
