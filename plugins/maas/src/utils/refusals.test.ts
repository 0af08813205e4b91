import type { RefusedLimit } from '@openmaas/backstage-plugin-maas-common';
import { nextStep } from './refusals';

const limit = (name: RefusedLimit['name']): RefusedLimit => ({
  name,
  scope: 'of the team',
  limit: '1',
  used: '1',
  wanted: '1',
});

describe('nextStep', () => {
  it.each([
    [429, 'rate_limit_exceeded', limit('tokensPerMinute'), 'rate'],
    [429, 'insufficient_quota', limit('tokensPerMonth'), 'quota'],
    [429, 'insufficient_quota', limit('budget'), 'budget'],
    [401, 'api_key_revoked', undefined, 'key'],
    [403, 'model_access_required', undefined, 'access'],
    [404, 'model_not_found', undefined, 'models'],
    [404, 'not_found', undefined, 'request'],
    [413, 'invalid_request_error', undefined, 'request'],
    [503, 'model_off', undefined, 'model'],
    [503, 'gateway_not_ready', undefined, 'gateway'],
    [500, 'something_new', undefined, 'gateway'],
    [418, 'something_new', undefined, 'request'],
  ])('of %s %s %j is %s', (status, code, passed, step) => {
    expect(nextStep({ status, code, limit: passed })).toBe(step);
  });

  it('tells a limit of the key alone from one of its plan', () => {
    const key = '019a9b1c-7d2e-7f00-8a1b-2c3d4e5f6071';
    const refused = { status: 429, code: 'rate_limit_exceeded', key };
    const own = { ...limit('tokensPerMinute'), scope: `API key ${key}` };
    expect(nextStep({ ...refused, limit: own })).toBe('ownLimit');
    expect(nextStep({ ...refused, limit: limit('tokensPerMinute') })).toBe(
      'rate',
    );
    expect(nextStep({ ...refused, limit: { ...own, name: 'budget' } })).toBe(
      'budget',
    );
  });
});
