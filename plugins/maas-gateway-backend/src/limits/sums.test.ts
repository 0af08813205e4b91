import { costOf } from '@openmaas/backstage-plugin-maas-common';
import fc from 'fast-check';
import { idOf, modelOf, policyKeyOf } from '../__testUtils__/testPolicy';
import { accountsOf, budgetOf, used } from './__testUtils__/requests';
import {
  letIn,
  SECOND,
  testLimiter,
  weighing,
} from './__testUtils__/testLimiter';

describe('limits per month', () => {
  const team = 'group:default/a';
  const period = '2026-11';
  const prices = {
    input: '2000000000',
    cachedInput: '500000000',
    output: '8000000000',
  };
  const priced = { model: modelOf('small', [], { prices }) };

  it('refuses what could pass a plan, and says what is left and until when', () => {
    const { admit, refused } = testLimiter(
      { tokensPerMonth: 1000 },
      {
        timeZone: 'Asia/Kolkata',
        planUses: [{ team, plan: 'free', period, tokens: 900 }],
      },
    );
    const call = admit(1, { mostInput: 50, mostOutput: 30 });
    const error = refused(1, { mostInput: 10, mostOutput: 11 });
    expect(error).toMatchObject({
      status: 429,
      code: 'insufficient_quota',
      headers: { 'x-should-retry': 'false' },
      limit: {
        name: 'tokensPerMonth',
        scope: 'plan "free" of group:default/a',
        unit: 'tokens',
        limit: '1000',
        used: '980',
        wanted: '21',
        resetsAt: '2026-11-30T18:30:00.000Z',
      },
    });
    expect(error.headers).not.toHaveProperty('retry-after');
    expect(error.headers).not.toHaveProperty('retry-after-ms');
    expect(error.message).toContain('20 tokens left');
    expect(error.message).toContain('2026-12-01T00:00:00+05:30');
    call.settle(used(9, 1));
    admit(1, { mostInput: 10, mostOutput: 80 });
  });

  it('weighs the tokens of plans and keys, and not those of budgets', () => {
    const weighed = { ...weighing('0.5'), mostInput: 9, mostOutput: 0 };
    const key = policyKeyOf(1, { team, limits: { tokensPerMonth: 9 } });
    const { admit, refused } = testLimiter(
      {},
      { budgets: [budgetOf({ limit: '20' })] },
    );
    admit(1, { ...weighed, key }).settle(used(9));
    // 4.5 of 9 are used, and 9 of 20.
    admit(1, { ...weighed, key }).settle(used(9));
    expect(refused(1, { ...weighed, key, mostInput: 1 }).limit).toMatchObject({
      scope: `API key ${key.id}`,
      used: '9',
      wanted: '1',
    });
    expect(refused(1, weighed).limit).toMatchObject({
      scope: 'budget of the organisation',
      used: '18',
      wanted: '9',
    });
  });

  it('holds the most that a call can cost, and settles what it did', () => {
    const budgets = [
      budgetOf({ unit: 'money', limit: '2000000', used: '500000' }),
    ];
    const { admit, refused } = testLimiter({ priceFactor: '0.5' }, { budgets });
    // (100 × 2000 + 250 × 8000) × 0.5 nano-units.
    const most = { ...priced, mostInput: 100, mostOutput: 250 };
    const call = admit(1, most);
    const error = refused(1, most);
    expect(error).toMatchObject({
      code: 'insufficient_quota',
      limit: {
        name: 'budget',
        unit: 'money',
        limit: '2000000',
        used: '1600000',
        wanted: '1100000',
      },
    });
    expect(error.message).toContain('0.0004 USD left');
    expect(error.message).toContain('up to 0.0011 USD');
    call.settle({ input: 100, cachedInput: 40, output: 10, reasoning: 4 });
    expect(refused(1, { ...most, mostOutput: 400 }).limit).toMatchObject({
      used: '610000',
    });
  });

  it('holds the price of audio, and settles its seconds', () => {
    const audio = {
      model: modelOf('whisper', [], {
        prices: { audioSecond: '100000000000' },
      }),
      mostInput: 0,
      mostOutput: 0,
      mostAudioMs: 2000,
    };
    const budgets = [budgetOf({ unit: 'money', limit: '300000' })];
    const { admit, refused } = testLimiter({}, { budgets });
    const call = admit(0, audio);
    expect(refused(0, audio).limit).toMatchObject({
      used: '200000',
      wanted: '200000',
    });
    call.settle(used(0), 1500);
    expect(refused(0, audio).limit).toMatchObject({ used: '150000' });
    admit(0, { ...audio, mostAudioMs: 1500 });
  });

  it.each([
    ['the organisation', {}, true],
    ['the team', { team }, true],
    ['another team', { team: 'group:default/b' }, false],
    ['the model', { model: 'small' }, true],
    ['another model', { model: 'large' }, false],
    ['the team for the model', { team, model: 'small' }, true],
    ['the team for another model', { team, model: 'large' }, false],
    ['the key', { key: idOf(1) }, true],
    ['another key', { key: idOf(2) }, false],
  ])('asks the budget of %s', (_, scope, isAsked) => {
    const budgets = [budgetOf({ ...scope, limit: '0' })];
    const { admit } = testLimiter({}, { budgets });
    const calls = letIn(1, () => admit(1, { mostOutput: 1 }));
    expect(calls).toHaveLength(isAsked ? 0 : 1);
  });

  it('is never below what the ledger has, and never counts it twice', () => {
    const { admit, refused, policy } = testLimiter(
      {},
      { budgets: [budgetOf()] },
    );
    admit(1, { mostOutput: 100 }).settle(used(100));
    const usedNow = () => Number(refused(1, { mostOutput: 2000 }).limit?.used);
    expect(usedNow()).toBe(100);
    policy.now = accountsOf({ budgets: [budgetOf({ used: '60' })] });
    expect(usedNow()).toBe(100);
    policy.now = accountsOf({ budgets: [budgetOf({ used: '300' })] });
    expect(usedNow()).toBe(300);
    admit(1, { mostOutput: 100 }).settle(used(100));
    expect(usedNow()).toBe(400);
  });

  it.each([
    ['Australia/Lord_Howe', '2026-10-31T13:00:00.000Z'],
    ['America/St_Johns', '2026-11-01T02:30:00.000Z'],
    ['UTC', '2026-11-01T00:00:00.000Z'],
  ])('begins anew when the month does in %s', (timeZone, at) => {
    const budgets = [budgetOf({ period: '2026-10', limit: '10', used: '10' })];
    const { admit, refused, clock } = testLimiter({}, { timeZone, budgets });
    clock.us = Date.parse(at) * 1000 - 1000;
    expect(refused().limit?.resetsAt).toBe(at);
    clock.us += 1000;
    const call = admit(1, { mostOutput: 10 });
    expect(refused().limit).toMatchObject({ used: '10', limit: '10' });
    call.settle(used(3));
    admit(1, { mostOutput: 7 });
  });

  it('counts a call where it was held, though the month is over', () => {
    const budgets = [budgetOf({ limit: '10' })];
    const { admit, clock, store } = testLimiter({}, { budgets });
    const call = admit(1, { mostOutput: 10 });
    clock.us = Date.parse('2026-12-01T00:00:01Z') * 1000;
    admit(1, { mostOutput: 10 }).release();
    expect(store.size).toBe(2);
    call.settle(used(10));
    clock.us += 61 * SECOND;
    admit(1, { mostOutput: 10 });
    expect(store.size).toBe(1);
  });

  it('never lets calls use more than a hard budget', () => {
    const anyCall = fc.record({
      mostInput: fc.nat(300),
      mostOutput: fc.nat(300),
      share: fc.integer({ min: 0, max: 100 }),
      ends: fc.nat(3),
    });
    fc.assert(
      fc.property(
        fc.array(anyCall, { maxLength: 60 }),
        fc.bigInt({ min: 0n, max: 2_000_000n }),
        (calls, limit) => {
          const { admit } = testLimiter(
            { priceFactor: '1.3' },
            { budgets: [budgetOf({ unit: 'money', limit: String(limit) })] },
          );
          const price = { ...prices, factor: '1.3' };
          let cost = 0n;
          const open: Array<() => void> = [];
          for (const { mostInput, mostOutput, share, ends } of calls) {
            const request = { ...priced, mostInput, mostOutput };
            const part = (of: number) => Math.floor((of * share) / 100);
            const tokens = used(part(mostInput), part(mostOutput));
            for (const call of letIn(1, () => admit(1, request))) {
              cost += costOf(tokens, price);
              open.push(() => call.settle(tokens));
            }
            open.splice(0, ends).forEach(end => end());
            expect(cost <= limit).toBe(true);
          }
        },
      ),
    );
  });
});
