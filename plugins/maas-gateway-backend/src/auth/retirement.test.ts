import type {
  PolicyGrant,
  PolicyKey,
  PolicyModel,
} from '@openmaas/backstage-plugin-maas-common';
import {
  grantOf,
  modelOf,
  policyKeyOf,
  testPolicy,
} from '../__testUtils__/testPolicy';
import { Policy } from '../policy/Policy';
import type { GatewayError } from '../server/GatewayError';
import {
  type Access,
  callableModel,
  callableModels,
  decideAccess,
} from './access';
import { modelHeaders } from './retirement';

const ENDPOINT = 'http://model.test/v1';
const AT = '2027-03-01T09:00:00.000Z';
const DAY_BEFORE = Date.parse('2027-02-28T09:00:00.000Z');
const THEN = Date.parse(AT);

/** What becomes of a call of `old`, which retires; `next` is to succeed it. */
function call(options: {
  at: number;
  granted: string[];
  old?: Partial<PolicyModel>;
  next?: Partial<PolicyModel>;
  grant?: Partial<PolicyGrant>;
  key?: Partial<PolicyKey>;
}): Access | GatewayError {
  const policy = new Policy();
  policy.apply({
    ...testPolicy(ENDPOINT),
    models: [
      modelOf('old', [ENDPOINT], {
        retirement: { at: AT, successor: 'next' },
        ...options.old,
      }),
      modelOf('next', [ENDPOINT], options.next),
    ],
    grants: options.granted.map((id, index) =>
      grantOf(index, id, options.grant),
    ),
  });
  const key = policyKeyOf(1, options.key);
  const listed = callableModels(policy, key, options.at);
  const found = callableModel(policy, key, 'acme/old', options.at);
  try {
    const access = decideAccess(policy, key, 'acme/old', options.at);
    expect(found).toBe(access.model);
    expect(listed).toContain(access.model);
    return access;
  } catch (error) {
    expect(found).toBeUndefined();
    return error as GatewayError;
  } finally {
    expect(listed.some(({ id }) => id === 'old')).toBe(
      options.at < THEN && options.granted.includes('old'),
    );
  }
}

const both = ['old', 'next'];

describe('a model whose end is announced', () => {
  it('is called as before, and its answers say when it ends', () => {
    const access = call({ at: THEN - 1, granted: both }) as Access;
    expect(access).toMatchObject({
      model: { id: 'old' },
      grant: { model: 'old' },
      retirement: { model: 'old', at: AT, successor: { id: 'next' } },
    });
    expect(modelHeaders(access)).toEqual([
      'x-maas-model',
      'old',
      'deprecation',
      '@1803891600',
      'sunset',
      'Mon, 01 Mar 2027 09:00:00 GMT',
      'x-maas-model-retires',
      AT,
      'link',
      '</v1/models/acme%2Fnext>; rel="successor-version"',
    ]);
  });

  it.each([
    ['one that the team may not see', { next: { visibility: 'hidden' } }],
    [
      'one that is not there',
      { old: { retirement: { at: AT, successor: 'x' } } },
    ],
    [
      'one that has retired',
      { next: { retirement: { at: '2020-01-01T00:00:00.000Z' } } },
    ],
    ['none', { old: { retirement: { at: AT } } }],
  ] as const)('has no link to a successor where it is %s', (_, options) => {
    const access = call({
      at: DAY_BEFORE,
      granted: ['old'],
      ...(options as object),
    }) as Access;
    expect(access.retirement).toEqual({ model: 'old', at: AT });
    expect(modelHeaders(access)).not.toContain('link');
  });

  it('adds nothing where no end is announced', () => {
    const access = call({
      at: DAY_BEFORE,
      granted: both,
      old: { retirement: undefined },
    }) as Access;
    expect(access).not.toHaveProperty('retirement');
    expect(modelHeaders(access)).toEqual(['x-maas-model', 'old']);
  });
});

describe('the name of a model that has retired', () => {
  it('leads to its successor, under the grant for that', () => {
    const access = call({ at: THEN, granted: both }) as Access;
    expect(access).toMatchObject({
      model: { id: 'next' },
      grant: { model: 'next' },
      retirement: { model: 'old', at: AT },
    });
    expect(modelHeaders(access).slice(0, 2)).toEqual(['x-maas-model', 'next']);
    expect(call({ at: THEN, granted: ['next'] })).toMatchObject({
      model: { id: 'next' },
    });
  });

  it('needs access to the successor, and says where to ask for it', () => {
    expect(call({ at: THEN, granted: ['old'] })).toMatchObject({
      status: 403,
      code: 'model_access_required',
      message: `Model "acme/old" retired at ${AT}; its successor is "acme/next". group:default/cs-department has no access to model "acme/next". Ask for access at http://portal.test/request?model=next`,
    });
  });

  it('gives a key that is limited to the old model nothing new', () => {
    expect(
      call({ at: THEN, granted: both, key: { models: ['old'] } }),
    ).toMatchObject({
      status: 403,
      message: expect.stringContaining('limited to other models'),
    });
  });

  it.each([
    ['stopped', { stopped: { reason: 'It leaks' } }, 'model_stopped'],
    ['off', { state: 'off' }, 'model_off'],
    ['queued', { state: 'queued' }, 'model_queued'],
  ] as const)('says so where the successor is %s', (_, next, code) => {
    expect(call({ at: THEN, granted: both, next })).toMatchObject({
      status: 503,
      code,
      message: expect.stringMatching(
        /^Model "acme\/old" retired at .*"acme\/next" /,
      ),
    });
  });

  it.each([
    ['there is none', { old: { retirement: { at: AT } } }],
    ['it is not there', { old: { retirement: { at: AT, successor: 'x' } } }],
    ['it has retired too', { next: { retirement: { at: AT } } }],
    ['the team may not see it', { next: { visibility: 'hidden' } }],
  ] as const)('is no name any more where %s', (_, options) => {
    const refused = call({
      at: THEN,
      granted: ['old'],
      ...(options as object),
    });
    expect(refused).toMatchObject({
      status: 404,
      code: 'model_not_found',
      message: `Model "acme/old" retired at ${AT}. GET /v1/models lists those that this API key can call.`,
    });
  });

  it('is unknown to those who could not see the model', () => {
    const hidden = { visibility: 'hidden' } as const;
    expect(call({ at: THEN, granted: [], old: hidden })).toMatchObject({
      status: 404,
      message: expect.stringMatching(/^There is no model "acme\/old"/),
    });
    // Who asked for the successor itself may go on with the name.
    expect(call({ at: THEN, granted: ['next'], old: hidden })).toMatchObject({
      model: { id: 'next' },
    });
  });
});
