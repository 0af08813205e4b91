import fc from 'fast-check';
import { policyKeyOf } from '../__testUtils__/testPolicy';
import { planOf, used } from './__testUtils__/requests';
import {
  letIn,
  SECOND,
  testLimiter,
  weighing,
} from './__testUtils__/testLimiter';

describe('limits per minute', () => {
  it.each([
    ['tokens', { tokensPerMinute: 200 }, 20],
    ['parallel requests', { parallelRequests: 10 }, 20],
    ['the last of which is smaller', { tokensPerMinute: 200 }, 21],
  ])('lets ten of 200 calls in: %s', (_, limits, estimate) => {
    const { admit, clock } = testLimiter(limits);
    const calls = letIn(200, () => admit(estimate));
    expect(calls).toHaveLength(10);
    calls.forEach(call => call.release());
    expect(letIn(200, () => admit(estimate))).toHaveLength(10);
    clock.us += 1;
    expect(letIn(200, () => admit(estimate))).toHaveLength(0);
  });

  it('says what is left of each limit', () => {
    const { admit } = testLimiter({
      tokensPerMinute: 200,
      requestsPerMinute: 60,
    });
    expect(admit(50)).toMatchObject({
      tokens: { limit: 200, remaining: 150, resetMs: 15_000 },
      requests: { limit: 60, remaining: 59, resetMs: 1000 },
      shadowed: [],
    });
    const { tokens, requests } = testLimiter({}).admit(50);
    expect({ tokens, requests }).toEqual({});
  });

  it('says what is left of the plan or of the key, whichever has less', () => {
    const { admit } = testLimiter({ tokensPerMinute: 200 });
    const key = policyKeyOf(1, {
      team: 'group:default/a',
      limits: { tokensPerMinute: 100 },
    });
    expect(admit(10, { key }).tokens).toMatchObject({ remaining: 90 });
    admit(120);
    expect(admit(10, { key }).tokens).toMatchObject({ remaining: 60 });
  });

  it('says which limit is reached, whose it is and when to try again', () => {
    const { admit, refused } = testLimiter({ tokensPerMinute: 200 });
    admit(150).settle(used(300));
    const error = refused(25);
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
      limit: {
        name: 'tokensPerMinute',
        scope: 'plan "free" of group:default/a',
        unit: 'tokens',
        limit: '200',
        used: '300',
        wanted: '25',
        resetsAt: '2026-11-21T10:01:30.000Z',
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
        (tokensPerMinute, more, multiplier) => {
          const { admit, refused, clock } = testLimiter({ tokensPerMinute });
          admit(tokensPerMinute).settle(used(tokensPerMinute, more));
          const { headers } = refused(1, weighing(multiplier));
          const waitUs = Number(headers['retry-after-ms']) * 1000;
          expect(Number(headers['retry-after'])).toBe(
            Math.ceil(waitUs / SECOND),
          );
          clock.us += waitUs - 1000;
          refused(1, weighing(multiplier));
          clock.us += 1000;
          admit(1, weighing(multiplier));
        },
      ),
    );
  });

  it('tells of the limit that lasts longest, and no long wait for calls that run', () => {
    const { admit, refused } = testLimiter({
      tokensPerMinute: 100,
      requestsPerMinute: 2,
      parallelRequests: 2,
    });
    const calls = [admit(60), admit(60)];
    expect(refused()).toMatchObject({
      limit: { name: 'requestsPerMinute', used: '2', wanted: '1' },
      headers: { 'retry-after-ms': '30000' },
    });
    calls.forEach(call => call.settle(used(150)));
    expect(refused()).toMatchObject({
      limit: { name: 'tokensPerMinute', used: '300' },
      headers: { 'retry-after': '121' },
    });
    const parallel = testLimiter({ parallelRequests: 1, tokensPerMinute: 10 });
    parallel.admit(10);
    expect(parallel.refused()).toMatchObject({
      headers: { 'retry-after': '1', 'retry-after-ms': '1000' },
    });
  });

  it('lets a long call in while something is left, which then owes for it', () => {
    const { admit, refused, clock } = testLimiter({ tokensPerMinute: 200 });
    admit(199).settle(used(199));
    const long = admit(5000);
    expect(long.tokens?.remaining).toBe(0);
    long.settle(used(1, 800));
    // 1000 taken, 200 of them a minute's worth: four minutes of debt.
    expect(refused().headers['retry-after']).toBe('241');
    clock.us += 240 * SECOND;
    refused();
    clock.us += SECOND;
    admit(1);
  });

  it('holds what a call will take for as long as it runs', () => {
    const { admit, refused, clock } = testLimiter({ tokensPerMinute: 200 });
    const call = admit(200);
    clock.us += 3600 * SECOND;
    refused();
    call.settle(used(40));
    expect(admit(0).tokens?.remaining).toBe(160);
  });

  it('counts the end of a call once', () => {
    const { admit } = testLimiter({ tokensPerMinute: 200 });
    const call = admit(200);
    call.settle(used(40));
    call.settle(used(200));
    call.release();
    expect(admit(0).tokens?.remaining).toBe(160);
  });

  it('weighs tokens exactly', () => {
    const { admit, refused } = testLimiter({ tokensPerMinute: 200 });
    expect(admit(10, weighing('2.5')).tokens?.remaining).toBe(175);
    expect(admit(10, weighing('0.1')).tokens?.remaining).toBe(174);
    admit(58, weighing('3')).settle(used(58));
    refused();
  });

  it('counts a request for good, parallel ones until they end', () => {
    const { admit, refused } = testLimiter({
      requestsPerMinute: 2,
      parallelRequests: 1,
    });
    const first = admit(1);
    expect(refused().message).toContain('1 parallel requests');
    first.release();
    admit(1).settle(used(1));
    expect(refused()).toMatchObject({
      message: expect.stringContaining('2 requests per minute'),
      headers: { 'retry-after': '30', 'x-ratelimit-remaining-requests': '0' },
    });
  });

  it('takes nothing from one limit where another refuses', () => {
    const { admit, refused } = testLimiter({
      requestsPerMinute: 10,
      tokensPerMinute: 10,
    });
    const call = admit(10);
    letIn(50, () => admit(1));
    expect(refused().message).toContain('10 tokens per minute');
    call.release();
    expect(letIn(50, () => admit(1))).toHaveLength(9);
  });

  it('keeps teams, plans and keys apart, and gives a changed plan the same pool', () => {
    const { admit, refused } = testLimiter({ tokensPerMinute: 10 });
    admit(10);
    refused();
    const limited = (n: number) =>
      policyKeyOf(n, {
        team: 'group:default/b',
        limits: { tokensPerMinute: 7 },
      });
    const others = [
      admit(1, { key: limited(1) }),
      admit(1, { key: limited(2) }),
      admit(1, { plan: planOf({ id: 'premium', tokensPerMinute: 10 }) }),
    ];
    expect(others.map(call => call.tokens?.remaining)).toEqual([6, 6, 9]);
    const { message } = refused(1, { plan: planOf({ tokensPerMinute: 20 }) });
    expect(message).toContain('20 tokens per minute');
  });

  it('divides among gateways, and leaves each at least one', () => {
    const limits = { tokensPerMinute: 200, parallelRequests: 2 };
    const { admit, refused } = testLimiter(limits, { among: 3 });
    expect(admit(10).tokens).toMatchObject({ limit: 66, remaining: 56 });
    expect(refused().message).toContain('1 parallel requests');
  });

  it('forgets pools that are full, and no others', () => {
    const { admit, clock, store } = testLimiter({ tokensPerMinute: 200 });
    const of = (name: string) => ({
      key: policyKeyOf(1, { team: `group:default/${name}` }),
    });
    admit(200, of('debtor')).settle(used(1000));
    const running = admit(1, of('runs'));
    for (let i = 0; i < 1000; i++) {
      admit(10, of(`t${i}`)).settle(used(10));
    }
    expect(store.size).toBe(1002);
    clock.us += 61 * SECOND;
    admit(1, of('t0')).settle(used(1));
    // The debtor, the one that runs and the one that has just called.
    expect(store.size).toBe(3);
    running.settle(used(1));
    clock.us += 600 * SECOND;
    admit(1);
    expect(store.size).toBe(1);
  });
});
