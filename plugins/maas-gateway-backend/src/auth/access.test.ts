import type {
  PolicyGrant,
  PolicyKey,
  PolicyModel,
} from '@openmaas/backstage-plugin-maas-common';
import fc from 'fast-check';
import {
  grantOf,
  modelOf,
  policyKeyOf,
  TEAM,
  testPolicy,
} from '../__testUtils__/testPolicy';
import { Policy } from '../policy/Policy';
import { GatewayError } from '../server/GatewayError';
import { callableModel, callableModels, decideAccess } from './access';

const NOW = Date.parse('2026-11-21T10:00:00.000Z');
const PAST = '2026-11-21T10:00:00.000Z';
const FUTURE = '2026-11-21T10:00:00.001Z';
const ENDPOINT = 'http://model.test/v1';

function decide(options: {
  model?: Partial<PolicyModel>;
  grant?: Partial<PolicyGrant>;
  key?: Partial<PolicyKey>;
  name?: string;
}) {
  const policy = new Policy();
  policy.apply({
    ...testPolicy(ENDPOINT),
    models: [modelOf('m', [ENDPOINT], options.model)],
    grants: options.grant ? [grantOf(1, 'm', options.grant)] : [],
  });
  const key = policyKeyOf(1, options.key);
  const listed = callableModels(policy, key, NOW);
  try {
    const access = decideAccess(policy, key, options.name ?? 'acme/m', NOW);
    expect(listed).toEqual([access.model]);
    return access;
  } catch (error) {
    expect(listed).toEqual([]);
    return error as GatewayError;
  }
}

describe('decideAccess', () => {
  it('lets a key call what its team has a live grant for, under its plan', () => {
    expect(decide({ grant: { expiresAt: FUTURE } })).toEqual({
      model: modelOf('m', [ENDPOINT]),
      grant: grantOf(1, 'm', { expiresAt: FUTURE }),
      plan: expect.objectContaining({ id: 'big' }),
    });
    expect(decide({ grant: {}, key: { models: ['m'] } })).not.toBeInstanceOf(
      GatewayError,
    );
    expect(
      decide({ grant: {}, model: { visibility: 'hidden' } }),
    ).not.toBeInstanceOf(GatewayError);
  });

  it('does not send back all of a name that is no name', () => {
    const policy = new Policy();
    policy.apply(testPolicy(ENDPOINT));
    expect(() =>
      decideAccess(policy, policyKeyOf(1), 'x'.repeat(1_000_000), NOW),
    ).toThrow(/^.{1,400}$/);
  });

  it.each<[string, Partial<PolicyGrant> | undefined]>([
    ['without a grant', undefined],
    ['whose grant has expired', { expiresAt: PAST }],
    ['of another team', { team: 'group:default/other' }],
  ])('answers those %s as if a hidden model did not exist', (_, grant) => {
    const hidden = decide({ grant, model: { visibility: 'hidden' } });
    const policy = new Policy();
    policy.apply({ ...testPolicy(ENDPOINT), models: [] });
    let unknown: unknown;
    try {
      decideAccess(policy, policyKeyOf(1), 'acme/m', NOW);
    } catch (error) {
      unknown = error;
    }
    expect(unknown).toMatchObject({ status: 404, code: 'model_not_found' });
    expect((hidden as GatewayError).toBody()).toEqual(
      (unknown as GatewayError).toBody(),
    );
  });

  it.each([
    ['no grant', {}, 'has no access to model "acme/m". Ask for access at http'],
    [
      'no grant for a restricted one',
      { model: { visibility: 'restricted' } },
      'no access',
    ],
    [
      'an expired grant',
      { grant: { expiresAt: PAST } },
      'has expired. Ask for access at http://portal.test/request?model=m',
    ],
    [
      'a suspended grant',
      { grant: { state: 'suspended' } },
      'is suspended. Talk to group:default/platform-team',
    ],
    [
      'a suspended grant for a hidden one',
      { grant: { state: 'suspended' }, model: { visibility: 'hidden' } },
      'is suspended',
    ],
    [
      'a grant of another team',
      { grant: { team: 'group:default/other' } },
      `${TEAM} has no access`,
    ],
    [
      'a key for other models',
      { grant: {}, key: { models: ['n'] } },
      'Use another key of the team',
    ],
    [
      'a key for none',
      { grant: {}, key: { models: [] } },
      'Use another key of the team',
    ],
    [
      'a key for it, but no grant',
      { key: { models: ['m'] } },
      'Ask for access',
    ],
    [
      'no grant for one that is off',
      { model: { state: 'off' } },
      'Ask for access',
    ],
  ] as const)('refuses with 403: %s', (_, options, message) => {
    expect(decide(options as Parameters<typeof decide>[0])).toMatchObject({
      status: 403,
      code: 'model_access_required',
      type: 'permission_error',
      param: 'model',
      message: expect.stringContaining(message),
    });
  });

  it('says who owns a model that is off, to whoever may call it', () => {
    const off = decide({ model: { state: 'off' }, grant: {} });
    expect(off).toMatchObject({ status: 503, code: 'model_off' });
    const { message } = off as GatewayError;
    expect(message).toContain('group:default/platform-team');
    expect(message).toContain('http://portal.test/request?model=m');
  });

  it.each([
    [
      {
        state: 'queued',
        queuePosition: 3,
        stateReason: 'no free H100',
        retryAfterSeconds: 240,
      },
      'model_queued',
      /waits for GPUs, as number 3 of them \(no free H100\)\. Try again in 240 s/,
      '240',
    ],
    [
      { state: 'queued' },
      'model_queued',
      /waits for GPUs\. Try again in/,
      '60',
    ],
    [
      { state: 'starting', stateReason: 'loading weights' },
      'model_starting',
      /is starting \(loading weights\)\. Try again in 15 s/,
      '15',
    ],
    [
      { state: 'starting', retryAfterSeconds: 5 },
      'model_starting',
      /Try again in 5 s/,
      '5',
    ],
    [
      { state: 'failed', stateReason: 'out of memory' },
      'model_failed',
      /failed to start \(out of memory\)\. Tell group:default\/platform-team.*http:\/\/portal/,
      undefined,
    ],
    [
      { state: 'off', stateReason: 'until Monday' },
      'model_off',
      /is switched off \(until Monday\)\. Ask group:default\/platform-team/,
      undefined,
    ],
  ] as const)(
    'says what became of a model: %j',
    (model, code, message, retryAfter) => {
      const error = decide({ model, grant: {} }) as GatewayError;
      expect(error).toMatchObject({
        status: 503,
        code,
        type: 'server_error',
        param: 'model',
        message: expect.stringMatching(message),
      });
      expect(error.headers['retry-after']).toBe(retryAfter);
      // It is nobody's business who may not call it.
      expect(decide({ model })).toMatchObject({ status: 403 });
    },
  );

  it('lets nobody call a model that is stopped, and says why', () => {
    const stopped = decide({
      model: { stopped: { reason: 'It leaks prompts' }, state: 'starting' },
      grant: {},
    });
    expect(stopped).toMatchObject({
      status: 503,
      code: 'model_stopped',
      type: 'server_error',
      param: 'model',
      headers: { 'x-should-retry': 'false' },
      message:
        'Model "acme/m" is stopped for everybody (It leaks prompts). Ask group:default/platform-team, who owns it, or look for another one in the portal, starting at http://portal.test/request?model=m',
    });
    // It is nobody's business who may not call it.
    expect(
      decide({ model: { stopped: { reason: 'It leaks prompts' } } }),
    ).toMatchObject({ status: 403 });
  });

  it('lets nobody call under a plan that it does not know', () => {
    expect(decide({ grant: { plan: 'gone' } })).toMatchObject({
      status: 503,
      code: 'gateway_not_ready',
    });
  });

  it('repeats the name that was sent, and says where to look', () => {
    expect(decide({ name: 'M' })).toMatchObject({
      status: 404,
      message: expect.stringMatching(/"M".*\/v1\/models/),
    });
  });
});

/** It ends at the moment of the test, or is of somebody else. */
function isLive(grant: object | null): boolean {
  const { team, state, expiresAt } = (grant ?? {}) as Partial<PolicyGrant>;
  return team === TEAM && state !== 'revoked' && expiresAt !== PAST;
}

describe('callableModels', () => {
  it('lists exactly what a call would be let through', () => {
    const ids = ['a', 'b', 'c'];
    const models = fc.tuple(
      ...ids.map(id =>
        fc.record({
          visibility: fc.constantFrom('public', 'restricted', 'hidden'),
          state: fc.constantFrom(
            'ready',
            'off',
            'queued',
            'starting',
            'failed',
          ),
          stopped: fc.constantFrom(undefined, { reason: 'It leaks' }),
          retirement: fc.option(
            fc.record({
              at: fc.constantFrom(PAST, FUTURE),
              successor: fc.constantFrom(undefined, ...ids),
            }),
            { nil: undefined },
          ),
          grant: fc.option(
            fc.record({
              model: fc.constant(id),
              team: fc.constantFrom(TEAM, 'group:default/other'),
              state: fc.constantFrom('active', 'suspended', 'revoked'),
              plan: fc.constantFrom('big', 'gone'),
              expiresAt: fc.constantFrom(undefined, PAST, FUTURE),
            }),
          ),
        }),
      ),
    );
    const keys = fc.option(fc.subarray(ids), { nil: undefined });
    fc.assert(
      fc.property(models, keys, (all, allowed) => {
        const policy = new Policy();
        policy.apply({
          ...testPolicy(ENDPOINT),
          models: all.map(({ grant: _, ...more }, i) =>
            modelOf(ids[i], [ENDPOINT], more as object),
          ),
          grants: all.flatMap(({ grant }, i) =>
            grant ? [grantOf(i, ids[i], grant as Partial<PolicyGrant>)] : [],
          ),
        });
        const key = policyKeyOf(1, { models: allowed });
        const decided = ids.map(id => {
          try {
            return decideAccess(policy, key, id, NOW).model.id;
          } catch (error) {
            return error as GatewayError;
          }
        });
        const callable = ids.filter((id, i) => decided[i] === id);
        const listed = callableModels(policy, key, NOW).map(({ id }) => id);
        expect(listed).toEqual(callable);
        const unseen = all.flatMap(({ visibility, grant }, i) =>
          visibility === 'hidden' && !isLive(grant) ? [`acme/${ids[i]}`] : [],
        );
        const told = decided.map(found =>
          found instanceof GatewayError ? found.message : '',
        );
        expect(unseen.filter(name => told.join().includes(name))).toEqual([]);
        const reached = decided.map(found =>
          found instanceof GatewayError ? undefined : found,
        );
        expect(ids.map(id => callableModel(policy, key, id, NOW)?.id)).toEqual(
          reached,
        );
        // By the name of one that has retired too.
        expect(listed).toEqual(
          expect.arrayContaining(reached.filter(id => id !== undefined)),
        );
      }),
    );
  });
});
