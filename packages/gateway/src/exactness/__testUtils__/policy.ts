import { createHash } from 'node:crypto';
import {
  formatApiKey,
  type PolicyEndpoint,
  type PolicyUpdate,
} from '@openmaas/backstage-plugin-maas-common';
import type { CallPlan } from './calls';

const NOW = new Date().toISOString();

const idOf = (n: number) =>
  `019a9b1c-7d2e-7f00-8a1b-${String(n).padStart(12, '0')}`;

/** The keys of those who call; nobody's is good nowhere. */
export const KEYS: Record<CallPlan['who'], string> = {
  team: formatApiKey(idOf(1), Buffer.alloc(32, 1)),
  narrow: formatApiKey(idOf(2), Buffer.alloc(32, 2)),
  nobody: formatApiKey(idOf(3), Buffer.alloc(32, 3)),
};

const TEAMS = ['group:default/team', 'group:default/narrow'];
const PLANS = ['wide', 'narrow'];

/**
 * A team whose plan has limits that it never meets, and one that meets its own soon. Both
 * may call all models but `foreign`.
 */
export function policyFor(
  models: Record<string, PolicyEndpoint[]>,
): PolicyUpdate {
  const ids = [...Object.keys(models), 'foreign'];
  return {
    epoch: idOf(0),
    revision: 1,
    full: true,
    timeZone: 'Asia/Kolkata',
    currency: 'EUR',
    plans: [
      {
        ...planOf('wide'),
        tokensPerMinute: 1_000_000_000,
        requestsPerMinute: 10_000_000,
        parallelRequests: 10_000,
      },
      {
        ...planOf('narrow'),
        tokensPerMinute: 20_000,
        requestsPerMinute: 60,
        parallelRequests: 2,
      },
    ],
    planUses: [],
    keyUses: [],
    budgets: [
      {
        id: 'all',
        unit: 'money',
        limit: '1000000000000000000',
        hard: true,
        period: NOW.slice(0, 7),
        used: '0',
      },
    ],
    models: ids.map(id => ({
      id,
      servedName: id,
      names: [id],
      title: id,
      owner: 'group:default/platform-team',
      visibility: 'public',
      multiplier: '1.5',
      state: 'ready',
      prices: { input: '300000000', output: '1200000000' },
      endpoints: models[id] ?? models.steady,
      accessUrl: 'http://portal.test/request',
      updatedAt: NOW,
      revision: 1,
    })),
    removedModels: [],
    grants: TEAMS.flatMap((team, n) =>
      Object.keys(models).map((model, m) => ({
        id: idOf(100 + 10 * n + m),
        team,
        model,
        plan: PLANS[n],
        state: 'active' as const,
        revision: 1,
      })),
    ),
    keys: TEAMS.map((team, n) => ({
      id: idOf(1 + n),
      team,
      maker: 'user:default/dana',
      secrets: [{ hash: sha256(n === 0 ? KEYS.team : KEYS.narrow) }],
      revision: 1,
    })),
  };
}

function planOf(id: string) {
  return { id, title: id, approval: 'none' as const, priceFactor: '1' };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
