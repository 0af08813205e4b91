import type { StoredModel } from '../models/ModelStore';
import { toPolicyModel } from './policyItems';

const MODEL: StoredModel = {
  id: 'm',
  servedName: 'm',
  aliases: [],
  title: 'M',
  owner: 'group:default/ml',
  lifecycle: 'production',
  visibility: 'public',
  capabilities: [],
  multiplier: '1',
  plans: ['free'],
  endpoints: [{ url: 'http://h:1/v1' }],
  source: 's',
  prices: [],
  setByPerson: [],
  updatedAt: new Date(0),
};

const policyOf = (change: Partial<StoredModel>) =>
  toPolicyModel({ ...MODEL, ...change }, 1, 'http://portal.test');

describe('toPolicyModel', () => {
  it('takes the state from the endpoints where nobody says another', () => {
    expect(policyOf({})).toMatchObject({ state: 'ready' });
    expect(policyOf({ endpoints: [] })).toMatchObject({ state: 'off' });
  });

  it.each([
    { state: 'queued', reason: 'No GPU is free', queuePosition: 2 } as const,
    { state: 'starting', reason: 'The weights come', progress: 40 } as const,
    { state: 'failed', reason: 'Out of memory' } as const,
  ])('passes on that it is $state, with endpoints or without', serving => {
    for (const endpoints of [MODEL.endpoints, []]) {
      const policy = policyOf({ endpoints, serving });
      expect(policy).toMatchObject({
        state: serving.state,
        stateReason: serving.reason,
      });
      expect(policy.queuePosition).toBe(
        serving.state === 'queued' ? 2 : undefined,
      );
      expect(policy).not.toHaveProperty('progress');
    }
  });
});
