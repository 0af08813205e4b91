import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { PlanService } from './PlanService';

const from = (plans?: JsonObject) =>
  PlanService.fromConfig(
    new ConfigReader({ maas: { ...(plans && { plans }) } }),
  );

describe('PlanService', () => {
  it('offers free, premium and enterprise by default', () => {
    expect(
      from()
        .list()
        .map(plan => [plan.id, plan.tokensPerMinute, plan.approval]),
    ).toEqual([
      ['free', 200, 'none'],
      ['premium', 1000, 'required'],
      ['enterprise', 5000, 'required'],
    ]);
  });

  it('reads plans, smallest first, approval required unless said otherwise', () => {
    const plans = from({
      unlimited: {},
      trial: {
        title: 'Trial',
        approval: 'none',
        tokensPerMinute: 50,
        tokensPerMonth: 10000,
        priceFactor: '0.50',
      },
    });
    expect(plans.list()).toEqual([
      {
        id: 'trial',
        title: 'Trial',
        approval: 'none',
        tokensPerMinute: 50,
        tokensPerMonth: 10000,
        priceFactor: '0.5',
      },
      {
        id: 'unlimited',
        title: 'unlimited',
        approval: 'required',
        priceFactor: '1',
      },
    ]);
    expect(() => plans.get('free')).toThrow(
      'There is no plan "free". Plans: trial, unlimited',
    );
  });

  it.each<[JsonObject, string]>([
    [{ approval: 'maybe' }, 'maas.plans.p.approval must be none or required'],
    [{ tokensPerMinute: 0 }, 'maas.plans.p.tokensPerMinute must be a whole'],
    [{ parallelRequests: 1.5 }, 'maas.plans.p.parallelRequests must be'],
    [{ priceFactor: -1 }, 'maas.plans.p.priceFactor is wrong'],
    [{ priceFactor: 0 }, 'maas.plans.p.priceFactor is wrong'],
    [{ shadow: 'perhaps' }, 'maas.plans.p.shadow'],
  ])('names what is wrong: %j', (plan, message) => {
    expect(() => from({ p: plan })).toThrow(message);
  });
});
