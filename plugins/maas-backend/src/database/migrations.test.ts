import { resolvePackagePath } from '@backstage/backend-plugin-api';
import fs from 'node:fs';
import { createTestDatabases } from '../__testUtils__/domain';

const directory = resolvePackagePath(
  '@openmaas/backstage-plugin-maas-backend',
  'migrations',
);

jest.setTimeout(60_000);

describe('migrations', () => {
  const databases = createTestDatabases();

  it.each(databases.eachSupportedId())(
    'go up, down to nothing and up again on %s',
    async databaseId => {
      const knex = await databases.init(databaseId);
      const files = fs.readdirSync(directory);
      for (let round = 0; round < 2; round++) {
        for (let i = 0; i < files.length; i++) {
          await knex.migrate.up({ directory });
        }
        await expect(knex.schema.hasTable('api_keys')).resolves.toBe(true);
        for (let i = 0; i < files.length; i++) {
          await knex.migrate.down({ directory });
        }
        await expect(knex.schema.hasTable('models')).resolves.toBe(false);
      }
    },
  );

  it.each(databases.eachSupportedId())(
    'allow one live grant per team and model on %s',
    async databaseId => {
      const knex = await databases.init(databaseId);
      await knex.migrate.latest({ directory });
      const now = new Date();
      await knex('models').insert({
        id: 'm',
        source: 's',
        owner_ref: 'o',
        visibility: 'public',
        definition: '{}',
        search_text: 'm',
        updated_at: now,
      });
      const request = '019a9b1c-7d2e-7f00-8a1b-000000000000';
      await knex('access_requests').insert({
        id: request,
        team_ref: 't',
        requester_ref: 'r',
        plan: 'p',
        purpose: 'p',
        expires_in_days: 1,
        state: 'approved',
        key_id: request,
        created_at: now,
        request_hash: 'h',
      });
      const grant = (n: number, state: string) => ({
        id: `019a9b1c-7d2e-7f00-8a1b-00000000000${n}`,
        request_id: request,
        team_ref: 't',
        model_id: 'm',
        plan: 'p',
        state,
      });
      await knex('grants').insert([
        grant(1, 'active'),
        grant(2, 'superseded'),
        grant(3, 'superseded'),
        grant(4, 'pending'),
      ]);
      await expect(
        knex('grants').insert(grant(5, 'suspended')),
      ).rejects.toThrow(/unique/i);
    },
  );
});
