import { createTestDatabases, PEOPLE } from '../__testUtils__/domain';
import {
  createTestLedger,
  meteredCall,
  usageBatch,
} from '../__testUtils__/usage';

jest.setTimeout(60_000);

describe('the label of a key', () => {
  const databases = createTestDatabases();

  it.each(databases.eachSupportedId())(
    'stays with its calls, unlike where they came from, on %s',
    async databaseId => {
      const knex = await databases.init(databaseId);
      const { usage } = await createTestLedger(knex);
      const caller = { address: '203.0.113.5', client: 'OpenAI/Python' };
      const labelled = meteredCall({ label: 'billing-bot', caller });
      const plain = meteredCall({ startedAt: '2026-11-21T08:00:00.000Z' });
      await usage.ingest(usageBatch(labelled, plain));
      const { items } = await usage.listEvents({ limit: 10 });
      expect(items).toMatchObject([
        { id: labelled.id, label: 'billing-bot', maker: PEOPLE.dana.userRef },
        { id: plain.id, label: undefined },
      ]);
      const rows = JSON.stringify(await knex('usage_events'));
      expect(rows).toContain('billing-bot');
      expect(rows).not.toContain(caller.address);
      expect(rows).not.toContain(caller.client);
    },
  );
});
