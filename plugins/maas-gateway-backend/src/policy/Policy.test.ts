import type {
  PolicyGrant,
  PolicyKey,
  PolicyUpdate,
} from '@openmaas/backstage-plugin-maas-common';
import fc from 'fast-check';
import {
  grantOf,
  idOf,
  modelOf,
  policyKeyOf,
  TEAM,
  testPolicy,
} from '../__testUtils__/testPolicy';
import { Policy } from './Policy';

const base = testPolicy('http://model.test/v1');
const hash = (n: number | string) => String(n).padStart(64, '0');

function deltaOf(
  revision: number,
  change: Partial<PolicyUpdate>,
): PolicyUpdate {
  return {
    ...base,
    full: false,
    models: [],
    grants: [],
    keys: [],
    ...change,
    revision,
  };
}

function createPolicy(change: Partial<PolicyUpdate> = {}) {
  const policy = new Policy();
  policy.apply({ ...base, ...change });
  return policy;
}

describe('Policy', () => {
  it('finds what it was given', () => {
    const policy = new Policy();
    expect(policy.position()).toBeUndefined();
    expect(policy.snapshot()).toBeUndefined();
    expect(policy.apply(base)).toBe(true);
    expect(policy.position()).toEqual({ epoch: base.epoch, revision: 1 });
    expect(policy.modelByName('small')).toBe(policy.modelByName('acme/small'));
    expect(policy.grant(TEAM, 'small')?.id).toBe(idOf(101));
    expect(policy.plan('tiny')?.tokensPerMinute).toBe(100);
    const [{ hash: known }] = policyKeyOf(1).secrets;
    expect(policy.keyByHash(known)?.key.id).toBe(idOf(1));
    expect(policy.snapshot()).toEqual(base);
  });

  it('forgets with a whole policy what is not in it', () => {
    const policy = createPolicy();
    policy.apply({
      ...base,
      epoch: idOf(7),
      plans: [],
      models: [],
      grants: [],
      keys: [],
    });
    expect(policy.modelByName('small')).toBeUndefined();
    expect(policy.grant(TEAM, 'small')).toBeUndefined();
    expect(policy.plan('tiny')).toBeUndefined();
    expect(policy.keyByHash(policyKeyOf(1).secrets[0].hash)).toBeUndefined();
  });

  it('goes back to an older revision with a whole policy, as after a restore', () => {
    const policy = createPolicy();
    policy.apply(deltaOf(9, { keys: [policyKeyOf(1, { revision: 9 })] }));
    policy.apply({ ...base, revision: 2 });
    expect(policy.position()?.revision).toBe(2);
    expect(policy.snapshot()?.keys).toEqual(base.keys);
  });

  it('moves names between models, and drops those that nobody has any more', () => {
    const policy = createPolicy({
      models: [
        modelOf('a', [], { names: ['a', 'x'] }),
        modelOf('b', [], { names: ['b', 'y'] }),
        modelOf('c', [], { names: ['c'] }),
      ],
    });
    policy.apply(
      deltaOf(2, {
        models: [
          modelOf('a', [], { names: ['a', 'y'] }),
          modelOf('b', [], { names: ['b', 'c'] }),
        ],
        removedModels: ['c', 'never-there'],
      }),
    );
    expect(policy.modelByName('y')?.id).toBe('a');
    expect(policy.modelByName('c')?.id).toBe('b');
    expect(policy.modelByName('x')).toBeUndefined();
    expect(policy.models().map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it.each(['expired', 'revoked', 'superseded', 'denied', 'cancelled'] as const)(
    'drops grants that are %s',
    state => {
      const policy = createPolicy();
      policy.apply(
        deltaOf(2, { grants: [grantOf(1, 'small', { state, revision: 2 })] }),
      );
      expect(policy.grant(TEAM, 'small')).toBeUndefined();
      expect(policy.snapshot()?.grants).toHaveLength(2);
    },
  );

  it('lets a grant take the place of another, in whatever order they come', () => {
    const next = grantOf(8, 'small', { plan: 'tiny', revision: 2 });
    const old = grantOf(1, 'small', { state: 'superseded', revision: 2 });
    for (const grants of [
      [next, old],
      [old, next],
    ]) {
      const policy = createPolicy();
      policy.apply(deltaOf(2, { grants }));
      expect(policy.grant(TEAM, 'small')).toEqual(next);
    }
  });

  it('knows all secrets of a key, and forgets those that it has no more', () => {
    const policy = createPolicy({ keys: [] });
    const secrets = (...ns: number[]) => ns.map(n => ({ hash: hash(n) }));
    policy.apply(
      deltaOf(2, {
        keys: [policyKeyOf(1, { secrets: secrets(1, 2), revision: 2 })],
      }),
    );
    expect(policy.keyByHash(hash(1))?.key.id).toBe(idOf(1));
    expect(policy.keyByHash(hash(2))?.secret).toEqual({ hash: hash(2) });
    policy.apply(
      deltaOf(3, {
        keys: [policyKeyOf(1, { secrets: secrets(2, 3), revision: 3 })],
      }),
    );
    expect(policy.keyByHash(hash(1))).toBeUndefined();
    expect(policy.keyByHash(hash(3))?.key.revision).toBe(3);
  });

  it('says whether anything changed; plans count even without a revision', () => {
    const policy = createPolicy();
    expect(policy.apply(deltaOf(1, {}))).toBe(false);
    expect(policy.apply(deltaOf(2, {}))).toBe(true);
    const plans = [{ ...base.plans[0], tokensPerMinute: 7 }];
    expect(policy.apply(deltaOf(2, { plans }))).toBe(true);
    expect(policy.plan('big')?.tokensPerMinute).toBe(7);
  });

  it.each([
    ['another epoch', deltaOf(2, { epoch: idOf(7) })],
    ['an older revision', deltaOf(0, {})],
    ['no lists', { ...base, keys: undefined }],
    ['no revision', { ...base, revision: 'x' }],
    ['a model without names', { ...base, models: [{ id: 'a' }] }],
    ['an error page', { error: 'Bad gateway' }],
  ])('takes nothing of an answer with %s', (_, update) => {
    const policy = createPolicy();
    expect(() => policy.apply(update as PolicyUpdate)).toThrow(
      'The control plane answered with',
    );
    expect(policy.snapshot()).toEqual(base);
  });

  describe('a key that was looked up', () => {
    const key = policyKeyOf(6, { revision: 5 });
    const grant = grantOf(6, 'foreign', { revision: 5 });
    const found = (policy: Policy) =>
      policy.keyByHash(key.secrets[0].hash)?.key;

    it('is taken together with the grants that are new', () => {
      const policy = createPolicy();
      const { epoch } = base;
      expect(policy.merge({ epoch, key, grants: [grant] })).toBe(true);
      expect(found(policy)).toBe(key);
      expect(policy.grant(TEAM, 'foreign')).toBe(grant);
      expect(policy.position()?.revision).toBe(1);
    });

    it('does not come from another database', () => {
      const policy = createPolicy();
      const answer = { epoch: idOf(7), key, grants: [grant] };
      expect(policy.merge(answer)).toBe(false);
      expect(new Policy().merge(answer)).toBe(false);
      expect(found(policy)).toBeUndefined();
      expect(policy.grant(TEAM, 'foreign')).toBeUndefined();
    });

    it('does not come to life again by a late answer, nor do grants', () => {
      const policy = createPolicy();
      const revokedAt = '2026-11-21T10:00:00.000Z';
      policy.apply(
        deltaOf(6, {
          keys: [{ ...key, revokedAt, revision: 6 }],
          grants: [
            { ...grant, state: 'revoked', revision: 6 },
            grantOf(1, 'small', { state: 'suspended', revision: 6 }),
          ],
        }),
      );
      policy.merge({
        epoch: base.epoch,
        key,
        grants: [grant, grantOf(1, 'small', { revision: 5 })],
      });
      expect(found(policy)?.revokedAt).toBe(revokedAt);
      expect(policy.grant(TEAM, 'foreign')).toBeUndefined();
      expect(policy.grant(TEAM, 'small')?.state).toBe('suspended');
    });

    it('stays as it is when changes arrive that were read before', () => {
      const policy = createPolicy();
      const revoked = { ...key, revokedAt: 'x', revision: 8 };
      const suspended = { ...grant, state: 'suspended' as const, revision: 8 };
      const { epoch } = base;
      policy.merge({ epoch, key: revoked, grants: [suspended] });
      policy.apply(deltaOf(5, { keys: [key], grants: [grant] }));
      expect(found(policy)).toBe(revoked);
      expect(policy.grant(TEAM, 'foreign')).toBe(suspended);
    });
  });

  it('ends like the control plane, and revives nothing on the way, in whatever order answers come', () => {
    type Step = { do: 'change' | 'read' | 'look' | 'take'; n: number };
    const steps = fc.array(
      fc.record<Step>({
        do: fc.constantFrom('change', 'read', 'look', 'take'),
        n: fc.nat(5),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(steps, all => {
        const policy = createPolicy({ grants: [], keys: [], revision: 0 });
        const keys = new Map<number, PolicyKey>();
        /** The latest of each model, and all there ever were. */
        const grants = new Map<number, PolicyGrant>();
        const allGrants = new Map<string, PolicyGrant>();
        let revision = 0;
        const live = (grant: PolicyGrant) => grant.state === 'active';
        const delta = (since: number, at: number) =>
          deltaOf(at, {
            keys: [...keys.values()].filter(k => k.revision > since),
            grants: [...allGrants.values()].filter(g => g.revision > since),
          });
        const late: Array<() => void> = [];
        const ended = new Set<string>();
        let seen: string[] = [];

        for (const step of all) {
          const { n } = step;
          if (step.do === 'change') {
            revision++;
            const held = grants.get(n);
            const isLive = held !== undefined && live(held);
            const grant = grantOf(n, `m${n}`, {
              id: isLive ? held.id : idOf(1000 + revision),
              state: isLive ? 'revoked' : 'active',
              revision,
            });
            grants.set(n, grant);
            allGrants.set(grant.id, grant);
            keys.set(
              n,
              policyKeyOf(n, {
                revision,
                revokedAt: keys.has(n) ? 'then' : undefined,
              }),
            );
          } else if (step.do === 'read') {
            // Read at a revision that may be over by now: rows are newer than it.
            const since = policy.position()?.revision ?? 0;
            policy.apply(delta(since, Math.max(since, revision - n)));
          } else if (step.do === 'look') {
            const answer = {
              epoch: base.epoch,
              key: keys.get(n),
              grants: [...grants.values()].filter(live),
            };
            late.push(() => policy.merge(answer));
          } else {
            late.splice(n, 1).forEach(take => take());
          }
          const now = policy.snapshot();
          for (const { id, revokedAt } of now?.keys ?? []) {
            expect(!ended.has(id) || revokedAt !== undefined).toBe(true);
            if (revokedAt) {
              ended.add(id);
            }
          }
          const held = now?.grants.map(({ id }) => id) ?? [];
          expect(held.filter(id => ended.has(id))).toEqual([]);
          seen.filter(id => !held.includes(id)).forEach(id => ended.add(id));
          seen = held;
        }
        late.forEach(take => take());
        policy.apply(delta(policy.position()?.revision ?? 0, revision));
        late.forEach(take => take());
        for (const [n, grant] of grants) {
          const expected = live(grant) ? grant : undefined;
          expect(policy.grant(TEAM, `m${n}`)).toEqual(expected);
        }
        expect(policy.snapshot()?.keys).toHaveLength(keys.size);
        for (const key of keys.values()) {
          expect(policy.keyByHash(key.secrets[0].hash)?.key).toEqual(key);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
