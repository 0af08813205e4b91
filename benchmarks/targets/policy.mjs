import { createRequire } from 'node:module';
import { join } from 'node:path';

const KEY_ID = '019a9b1c-7d2e-7f00-8a1b-000000000001';
const TEAM = 'group:default/cs-department';

/**
 * The policy by which the gateway decides: one key of one team with one grant. All limits of the
 * plan are there and none is ever reached.
 *
 * @param {string} root the gateway's installation
 * @param {string} endpoint of the model, ending in `/v1`
 * @returns {{key: string, policy: object}}
 */
export function createPolicy(root, endpoint) {
  const require = createRequire(join(root, 'packages/gateway/package.json'));
  const { formatApiKey } = require('@openmaas/backstage-plugin-maas-common');
  const { hashApiKey } = require('@openmaas/backstage-plugin-maas-node');
  const key = formatApiKey(KEY_ID, Buffer.alloc(32, 7));
  const revision = 1;
  return {
    key,
    policy: {
      epoch: '019a9b1c-7d2e-7f00-8a1b-000000000000',
      revision,
      full: true,
      timeZone: 'UTC',
      currency: 'USD',
      planUses: [],
      keyUses: [],
      budgets: [],
      plans: [
        {
          id: 'roomy',
          title: 'Roomy',
          approval: 'none',
          priceFactor: '1',
          tokensPerMinute: 1e10,
          requestsPerMinute: 1e8,
          parallelRequests: 1e5,
          tokensPerMonth: 1e14,
        },
      ],
      models: [
        {
          id: 'bench',
          servedName: 'bench',
          names: ['bench'],
          title: 'Benchmark',
          owner: 'group:default/platform-team',
          visibility: 'public',
          multiplier: '1',
          state: 'ready',
          endpoints: [{ url: endpoint, modelName: 'bench' }],
          accessUrl: 'http://localhost/request?model=bench',
          updatedAt: '2026-11-21T10:00:00.000Z',
          revision,
        },
      ],
      removedModels: [],
      grants: [
        {
          id: '019a9b1c-7d2e-7f00-8a1b-000000000002',
          team: TEAM,
          model: 'bench',
          plan: 'roomy',
          state: 'active',
          revision,
        },
      ],
      keys: [
        {
          id: KEY_ID,
          team: TEAM,
          maker: 'user:default/dana',
          secrets: [{ hash: hashApiKey(key) }],
          revision,
        },
      ],
    },
  };
}
