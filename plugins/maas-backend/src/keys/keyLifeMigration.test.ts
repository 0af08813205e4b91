import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { apiKeyPrefix } from '@openmaas/backstage-plugin-maas-common';
import fs from 'node:fs';
import { createTestDatabases } from '../__testUtils__/domain';

jest.setTimeout(60_000);

const directory = resolvePackagePath(
  '@openmaas/backstage-plugin-maas-backend',
  'migrations',
);
const NAME = '20261203_key_life.js';
const ID = '019a9b1c-7d2e-7f00-8a1b-000000000000';

describe('the migration to the life of keys', () => {
  const databases = createTestDatabases();

  it.each(databases.eachSupportedId())(
    'takes over keys and their last uses, and gives them back, on %s',
    async databaseId => {
      const knex = await databases.init(databaseId);
      for (const name of fs.readdirSync(directory).sort()) {
        if (name === NAME) {
          break;
        }
        await knex.migrate.up({ directory, name });
      }
      const row = {
        id: ID,
        team_ref: 'group:default/Team',
        maker_ref: 'user:default/maker',
        name: 'My Key',
        created_at: new Date('2026-01-01T00:00:00Z'),
        expires_at: new Date('2026-01-02T00:00:00Z'),
        request_hash: 'h',
      };
      const open = ID.replace(/0$/, '1');
      await knex('api_keys').insert([
        row,
        { ...row, id: open, expires_at: new Date('2999-01-01T00:00:00Z') },
      ]);
      const used = { key_id: ID, used_at: new Date('2026-01-01T12:00:00Z') };
      await knex('key_last_use').insert(used);

      await knex.migrate.up({ directory, name: NAME });
      const [over, live] = await knex('api_keys').orderBy('id');
      expect(over.search_text.split('\n')).toEqual([
        'my key',
        '',
        apiKeyPrefix(ID).toLocaleLowerCase('en-US'),
        'group:default/team',
        'user:default/maker',
      ]);
      // Nobody is reminded of what was over long before.
      expect([over.reminded_days, live.reminded_days]).toEqual([0, null]);
      const [use] = await knex('api_key_uses');
      expect(use).toMatchObject({ key_id: ID, address: null, client: null });

      await knex.migrate.down({ directory, name: NAME });
      await expect(knex('key_last_use')).resolves.toHaveLength(1);
      const [left] = await knex('api_keys').orderBy('id');
      expect(Object.keys(left)).not.toContain('search_text');
      expect(left.name).toBe('My Key');
    },
  );
});
