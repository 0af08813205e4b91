import {
  formatApiKey,
  type PolicyUpdate,
} from '@openmaas/backstage-plugin-maas-common';
import { hashApiKey } from '@openmaas/backstage-plugin-maas-node';

/** An id of a test. */
export const idOf = (n: number): string =>
  `019a9b1c-7d2e-7f00-8a1b-${String(n).padStart(12, '0')}`;

/** A key that is well formed; it is good only where a policy has its hash. */
export const keyOf = (n: number): string =>
  formatApiKey(idOf(n), Buffer.alloc(32, n));

/** The key that may call `small`. */
export const KEY = keyOf(1);
export const TEAM = 'group:default/cs-department';

const HOUR = 60 * 60 * 1000;
const ago = new Date(Date.now() - HOUR).toISOString();

/** A model of the test's portfolio. */
export function modelOf(
  id: string,
  endpoints: string[],
  more: Partial<PolicyUpdate['models'][number]> = {},
): PolicyUpdate['models'][number] {
  return {
    id,
    servedName: `acme/${id}`,
    names: [`acme/${id}`, id],
    title: `Model ${id}`,
    owner: 'group:default/platform-team',
    visibility: 'public',
    multiplier: '1',
    state: endpoints.length > 0 ? 'ready' : 'off',
    endpoints: endpoints.map(url => ({ url, modelName: `acme/${id}` })),
    accessUrl: `http://portal.test/request?model=${id}`,
    updatedAt: '2026-11-21T10:00:00.000Z',
    revision: 1,
    ...more,
  };
}

/** A key of the test's team, or as told. */
export function policyKeyOf(
  n: number,
  more: Partial<PolicyUpdate['keys'][number]> = {},
): PolicyUpdate['keys'][number] {
  return {
    id: idOf(n),
    team: TEAM,
    maker: 'user:default/dana',
    secrets: [{ hash: hashApiKey(keyOf(n)) }],
    revision: 1,
    ...more,
  };
}

/** A grant of the test's team for a model, under the plan `big`. */
export function grantOf(
  n: number,
  model: string,
  more: Partial<PolicyUpdate['grants'][number]> = {},
): PolicyUpdate['grants'][number] {
  return {
    id: idOf(100 + n),
    team: TEAM,
    model,
    plan: 'big',
    state: 'active',
    revision: 1,
    ...more,
  };
}

/** The numbers of keys that are not as they should be. */
export const REVOKED = 2;
export const EXPIRED = 3;
export const NARROW = 4;
export const UNKNOWN = 9;

/**
 * A team that may call `small`, and `idle`, which is off; not `foreign`, nor `unseen`,
 * which it may not even see.
 *
 * @param endpoint - where `small` and the others answer
 */
export function testPolicy(endpoint: string): PolicyUpdate {
  return {
    epoch: idOf(0),
    revision: 1,
    full: true,
    timeZone: 'UTC',
    currency: 'USD',
    planUses: [],
    keyUses: [],
    budgets: [],
    plans: [
      { id: 'big', title: 'Big', approval: 'none', priceFactor: '1' },
      {
        id: 'tiny',
        title: 'Tiny',
        approval: 'none',
        priceFactor: '1',
        tokensPerMinute: 100,
      },
    ],
    models: [
      modelOf('small', [endpoint]),
      modelOf('limited', [endpoint]),
      modelOf('foreign', [endpoint]),
      modelOf('unseen', [endpoint], { visibility: 'hidden' }),
      modelOf('idle', []),
    ],
    removedModels: [],
    grants: [
      grantOf(1, 'small'),
      grantOf(2, 'limited', { plan: 'tiny' }),
      grantOf(3, 'idle'),
    ],
    keys: [
      policyKeyOf(1),
      policyKeyOf(REVOKED, { revokedAt: ago }),
      policyKeyOf(EXPIRED, { expiresAt: ago }),
      policyKeyOf(NARROW, { models: ['limited'] }),
    ],
  };
}
