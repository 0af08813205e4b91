import { createTestDatabases, PEOPLE, TEAM } from '../__testUtils__/domain';
import { createTestLedger, KEYS, meteredCall } from '../__testUtils__/usage';

jest.setTimeout(60_000);

const OTHER_TEAM = 'group:default/business-school';

const CONFIG = {
  plans: {
    free: { approval: 'none', tokensPerMonth: 100_000 },
    premium: { approval: 'none' },
  },
  budgets: {
    team: { team: TEAM, tokens: 5000, hard: false },
    'other-team': { team: OTHER_TEAM, tokens: 1 },
    model: { model: 'small', tokens: 6000 },
    'other-model': { team: TEAM, model: 'large', tokens: 1 },
    key: { team: TEAM, key: KEYS[0], tokens: 1 },
  },
};

const everything = () => true;

describe('AllowanceService', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function setup() {
      const ledger = await createTestLedger(
        await databases.init(databaseId),
        CONFIG,
      );
      const ask = (team: string, plan: string) =>
        ledger.access.create(
          { team, models: ['small'], plan, purpose: 'Use' },
          team === TEAM ? PEOPLE.dana : PEOPLE.bea,
        );
      return { ...ledger, ask };
    }

    it('has what each grant may still use, by team', async () => {
      const { allowances, ask, ingest } = await setup();
      const request = await ask(TEAM, 'free');
      await ask(OTHER_TEAM, 'premium');
      await ingest(
        meteredCall(),
        meteredCall({ plan: 'premium' }),
        meteredCall({ team: OTHER_TEAM }),
      );
      const found = await allowances.of(
        'small',
        [TEAM, OTHER_TEAM],
        everything,
      );
      expect(found).toEqual([
        {
          team: OTHER_TEAM,
          plan: 'premium',
          state: 'active',
          requestId: expect.any(String),
          expiresAt: expect.any(String),
          budgets: [
            { title: 'other-team', unit: 'tokens', limit: '1', used: '1200' },
            { title: 'model', unit: 'tokens', limit: '6000', used: '3600' },
          ],
        },
        {
          team: TEAM,
          plan: 'free',
          state: 'active',
          requestId: request.id,
          expiresAt: request.grants[0].expiresAt?.toISOString(),
          tokensPerMonth: { limit: 100_000, used: 1200 },
          budgets: [
            { title: 'team', unit: 'tokens', limit: '5000', used: '2400' },
            { title: 'model', unit: 'tokens', limit: '6000', used: '3600' },
          ],
        },
      ]);
    });

    it('shows nothing that the caller may not see, and nothing of a grant that is over', async () => {
      const { allowances, ask, clock } = await setup();
      await ask(TEAM, 'free');
      const own = (team?: string) => team === OTHER_TEAM;
      const [seen] = await allowances.of('small', [TEAM], own);
      expect(seen).toMatchObject({ plan: 'free', budgets: [] });
      expect(seen).not.toHaveProperty('tokensPerMonth');
      await expect(
        allowances.of('small', [OTHER_TEAM], everything),
      ).resolves.toEqual([]);
      await expect(allowances.of('large', [TEAM], everything)).resolves.toEqual(
        [],
      );
      clock.advanceDays(400);
      await expect(allowances.of('small', [TEAM], everything)).resolves.toEqual(
        [],
      );
    });

    it('begins with nothing used', async () => {
      const { allowances, ask } = await setup();
      await ask(TEAM, 'free');
      await expect(
        allowances.of('small', [TEAM], everything),
      ).resolves.toMatchObject([
        { tokensPerMonth: { limit: 100_000, used: 0 } },
      ]);
    });
  });
});
