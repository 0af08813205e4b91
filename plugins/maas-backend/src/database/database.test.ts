import { createTestDatabases } from '../__testUtils__/domain';
import { createTransactor, type TransactionStamp } from './database';

jest.setTimeout(60_000);

describe('createTransactor', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function setup() {
      const knex = await databases.init(databaseId);
      await knex.schema.createTable('things', table => {
        table.string('id').primary();
      });
      const log: string[] = [];
      const policy: TransactionStamp = {
        stamp: async tx => {
          const ids = tx.policyChanges.list().map(({ id }) => id);
          log.push(`stamp ${ids}`);
          return ids.length > 0;
        },
        committed: () => log.push('committed'),
      };
      return { knex, log, policy, transact: createTransactor(knex, policy) };
    }

    it('stamps what was noted before the commit, and tells of it after', async () => {
      const { knex, log, transact } = await setup();
      const result = await transact(async tx => {
        tx.policyChanges.note('model', 'a', 'b');
        tx.policyChanges.note('model', 'a');
        tx.policyChanges.note('key', 'a');
        await tx('things').insert({ id: 'a' });
        return 'done';
      });
      expect(result).toBe('done');
      expect(log).toEqual(['stamp a,b,a', 'committed']);
      await expect(knex('things')).resolves.toHaveLength(1);
    });

    it('tells nothing where nothing was noted', async () => {
      const { log, transact } = await setup();
      await transact(async tx => tx('things').insert({ id: 'a' }));
      expect(log).toEqual(['stamp ']);
    });

    it('starts anew with nothing noted after a conflict', async () => {
      const { knex, log, transact } = await setup();
      await knex('things').insert({ id: '1' });
      let attempt = 0;
      await transact(async tx => {
        attempt += 1;
        tx.policyChanges.note('key', `attempt-${attempt}`);
        await tx('things').insert({ id: String(attempt) });
      });
      expect(log).toEqual(['stamp attempt-2', 'committed']);
    });

    it('undoes everything where it cannot be stamped', async () => {
      const { knex, log, policy } = await setup();
      const failing = createTransactor(knex, {
        ...policy,
        stamp: () => Promise.reject(new Error('no revision')),
      });
      await expect(
        failing(async tx => tx('things').insert({ id: 'a' })),
      ).rejects.toThrow('no revision');
      expect(log).toEqual([]);
      await expect(knex('things')).resolves.toEqual([]);
    });
  });
});
