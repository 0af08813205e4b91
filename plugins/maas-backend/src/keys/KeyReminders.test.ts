import { createTestDatabases, PEOPLE, TEAM } from '../__testUtils__/domain';
import { createTestKeys, TEST_TEAM } from '../__testUtils__/keys';

jest.setTimeout(60_000);

const { dana, tom } = PEOPLE;

describe('KeyReminders', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function setup() {
      const domain = await createTestKeys(await databases.init(databaseId));
      const { keyReminders, takeNotices } = domain;
      const titles = async () => {
        await keyReminders.remindOfEnds();
        return (await takeNotices()).map(({ title }) => title);
      };
      return { ...domain, titles };
    }

    it('reminds of an end two weeks and three days before, and when it is over, once each', async () => {
      const { makeKey, titles, clock } = await setup();
      await makeKey({ expiresInDays: 30 });
      await expect(titles()).resolves.toEqual([]);
      clock.advanceDays(16);
      await expect(titles()).resolves.toEqual([
        `API key CI of ${TEAM} ends within 14 days`,
      ]);
      await expect(titles()).resolves.toEqual([]);
      clock.advanceDays(11);
      await expect(titles()).resolves.toEqual([
        `API key CI of ${TEAM} ends within 3 days`,
      ]);
      clock.advanceDays(2.9);
      await expect(titles()).resolves.toEqual([]);
      clock.advanceDays(0.1);
      await expect(titles()).resolves.toEqual([
        `API key CI of ${TEAM} has ended`,
      ]);
      clock.advanceDays(100);
      await expect(titles()).resolves.toEqual([]);
    });

    it('says only the latest where it could not say the others', async () => {
      const { makeKey, titles, clock } = await setup();
      await makeKey({ expiresInDays: 30 });
      clock.advanceDays(40);
      await expect(titles()).resolves.toEqual([
        `API key CI of ${TEAM} has ended`,
      ]);
    });

    it('says nothing of what was known when the key was made, nor of revoked ones', async () => {
      const { keys, makeKey, titles, clock } = await setup();
      await makeKey({ expiresInDays: 7 });
      const { id } = await makeKey({ expiresInDays: 7 });
      await keys.revoke(id, dana);
      await expect(titles()).resolves.toEqual([]);
      clock.advanceDays(5);
      await expect(titles()).resolves.toEqual([
        `API key CI of ${TEAM} ends within 3 days`,
      ]);
    });

    it('reminds anew of an end that was put off', async () => {
      const { keys, makeKey, titles, clock } = await setup();
      const { id } = await makeKey({ expiresInDays: 30 });
      clock.advanceDays(28);
      await expect(titles()).resolves.toHaveLength(1);
      await keys.update(id, { expiresInDays: 30 }, dana);
      await expect(titles()).resolves.toEqual([]);
      clock.advanceDays(17);
      await expect(titles()).resolves.toEqual([
        `API key CI of ${TEAM} ends within 14 days`,
      ]);
    });

    it('sends one notice for all keys of a maker, and the owners one where the maker is gone', async () => {
      const { keyReminders, makeKey, takeNotices, saveTeams, clock } =
        await setup();
      for (const name of ['a', 'b', 'c']) {
        await makeKey({ name, expiresInDays: 30 });
      }
      await saveTeams({ ...TEST_TEAM, members: [tom.userRef] });
      clock.advanceDays(20);
      await keyReminders.remindOfEnds();
      await expect(takeNotices()).resolves.toEqual([
        expect.objectContaining({
          recipients: [dana.userRef, tom.userRef],
          title: `3 API keys of ${TEAM} end within 14 days`,
          topic: 'api-key-expiry',
        }),
      ]);
    });

    it('goes on until all are reminded of', async () => {
      const { makeKey, keyReminders, knex, takeNotices, clock } = await setup();
      const { id } = await makeKey({ expiresInDays: 30 });
      const row = await knex('api_keys').where({ id }).first();
      const copies = Array.from({ length: 1100 }, (_, i) => ({
        ...row,
        id: `019a9b1c-7d2e-7f00-8a1b-${String(i).padStart(12, '0')}`,
      }));
      await knex.batchInsert('api_keys', copies, 100);
      clock.advanceDays(28);
      await keyReminders.remindOfEnds();
      await expect(takeNotices()).resolves.toHaveLength(3);
      await expect(
        knex('api_keys').where({ reminded_days: 3 }),
      ).resolves.toHaveLength(1101);
    });

    it('points out unused keys to their makers and the owners of the team', async () => {
      const { keyReminders, keys, makeKey, takeNotices, clock, transact } =
        await setup();
      await makeKey({ name: 'old' });
      const used = await makeKey({ name: 'used' });
      const own = await keys.create({ team: TEAM, name: 'own' }, tom);
      await keys.reveal(own.id, tom);
      clock.advanceDays(29);
      await transact(tx =>
        keys.noteUses([{ keyId: used.id, at: clock.now() }], tx),
      );
      await keyReminders.pointOutUnused();
      await expect(takeNotices()).resolves.toEqual([]);
      clock.advanceDays(1);
      await keyReminders.pointOutUnused();
      const notices = await takeNotices();
      expect(
        notices.map(({ recipients, title, link }) => [recipients, title, link]),
      ).toEqual([
        [
          [dana.userRef],
          'Your API key old has not been used for 30 days',
          '/maas/keys?scope=mine&unusedDays=30',
        ],
        [
          [tom.userRef],
          'Your API key own has not been used for 30 days',
          '/maas/keys?scope=mine&unusedDays=30',
        ],
        [
          [tom.userRef],
          `CS Department's 2 API keys have not been used for 30 days`,
          `/maas/keys?team=${encodeURIComponent(TEAM)}&unusedDays=30`,
        ],
      ]);
    });

    it('does not tell an owner twice of own keys', async () => {
      const { keyReminders, keys, takeNotices, clock } = await setup();
      const own = await keys.create({ team: TEAM, name: 'own' }, tom);
      await keys.reveal(own.id, tom);
      clock.advanceDays(31);
      await keyReminders.pointOutUnused();
      await expect(takeNotices()).resolves.toHaveLength(1);
    });
  });
});
