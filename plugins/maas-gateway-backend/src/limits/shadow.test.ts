import { policyKeyOf } from '../__testUtils__/testPolicy';
import { budgetOf, requestOf, used } from './__testUtils__/requests';
import { SECOND, testLimiter } from './__testUtils__/testLimiter';

describe('limits in shadow mode', () => {
  it('refuse nobody, and say what they would have refused', () => {
    const { admit } = testLimiter({
      shadow: true,
      tokensPerMinute: 100,
      requestsPerMinute: 3,
      parallelRequests: 2,
      tokensPerMonth: 200,
    });
    const calls = [1, 2, 3, 4].map(() => admit(60, { mostOutput: 60 }));
    expect(
      calls.map(({ shadowed }) => shadowed.map(({ name }) => name)),
    ).toEqual([
      [],
      [],
      ['tokensPerMinute', 'parallelRequests'],
      [
        'tokensPerMinute',
        'requestsPerMinute',
        'parallelRequests',
        'tokensPerMonth',
      ],
    ]);
    expect(calls[3].shadowed[3]).toMatchObject({
      used: '180',
      wanted: '60',
      limit: '200',
    });
    expect(calls[0].tokens).toBeUndefined();
  });

  it('count what they would have let in, the ledger counts the rest', () => {
    const { admit, clock } = testLimiter({
      shadow: true,
      tokensPerMinute: 100,
      tokensPerMonth: 200,
    });
    for (let i = 0; i < 50; i++) {
      admit(100, { mostOutput: 100 }).settle(used(100));
    }
    clock.us += 60 * SECOND;
    const { shadowed } = admit(100, { mostOutput: 1 });
    expect(shadowed).toMatchObject([{ name: 'tokensPerMonth', used: '5000' }]);
  });

  it('do not make others soft', () => {
    const { admit, refused } = testLimiter(
      { shadow: true, tokensPerMinute: 1 },
      {
        budgets: [
          budgetOf({ hard: false, limit: '5' }),
          budgetOf({ id: 'hard', limit: '10' }),
        ],
      },
    );
    admit(1, { mostOutput: 6 });
    const error = refused(1, { mostOutput: 6 });
    expect(error.limit).toMatchObject({ limit: '10', used: '6' });
    const key = policyKeyOf(1, {
      team: 'group:default/a',
      limits: { requestsPerMinute: 1 },
    });
    admit(1, { key, mostOutput: 0 });
    expect(refused(1, { key, mostOutput: 0 }).limit).toMatchObject({
      name: 'requestsPerMinute',
    });
  });
});

describe('a dry run', () => {
  it('says what each limit has left and would do, and takes nothing', async () => {
    const { limiter, plan, admit, store } = testLimiter(
      { tokensPerMinute: 100, parallelRequests: 1 },
      { budgets: [budgetOf({ limit: '50', hard: false })] },
    );
    const request = requestOf(plan, { estimatedTokens: 20, mostOutput: 60 });
    const explain = () => limiter.explain(request);
    expect(store.size).toBe(0);
    expect(explain()).toMatchObject({ refusal: undefined });
    expect(store.size).toBe(0);
    admit(30, { mostOutput: 30 });
    for (let i = 0; i < 3; i++) {
      expect(explain()).toMatchObject({
        refusal: { code: 'rate_limit_exceeded' },
        limits: [
          {
            name: 'tokensPerMinute',
            scope: 'plan "free" of group:default/a',
            limit: '100',
            used: '30',
            remaining: '70',
            wants: '20',
            wouldRefuse: false,
            shadow: false,
            resetsAt: '2026-11-21T10:00:18.000Z',
          },
          {
            name: 'parallelRequests',
            limit: '1',
            remaining: '0',
            wouldRefuse: true,
          },
          {
            name: 'budget',
            limit: '50',
            used: '30',
            remaining: '20',
            wants: '60',
            wouldRefuse: true,
            shadow: true,
            resetsAt: '2026-12-01T00:00:00.000Z',
          },
        ],
      });
    }
  });
});
