import type { JsonObject } from '@backstage/types';
import { hashApiKey } from '@openmaas/backstage-plugin-maas-node';
import {
  createTestDatabases,
  PEOPLE,
  TEAM,
  withMaas,
} from '../__testUtils__/domain';
import { createTestKeys, TEST_TEAM } from '../__testUtils__/keys';

jest.setTimeout(60_000);

const { dana, tom } = PEOPLE;
const WITHOUT_DANA = { ...TEST_TEAM, members: [tom.userRef] };
const STRICT = { keys: { whenMakerLeaves: 'suspend' } };

describe('LeaverService', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function setup(maas: JsonObject = STRICT) {
      const domain = await createTestKeys(
        await databases.init(databaseId),
        withMaas(maas),
      );
      const { keys, policy, makeKey } = domain;
      const { id, secret } = await makeKey();
      const suspendedAt = async () =>
        (await policy.resolve(hashApiKey(secret))).key?.suspendedAt;
      const stateOf = async () => keys.stateOf(await keys.get(id));
      return { ...domain, id, secret, suspendedAt, stateOf };
    }

    it('holds back the keys of those who left, and lets them go when they are back', async () => {
      const {
        leavers,
        keys,
        id,
        stateOf,
        suspendedAt,
        saveTeams,
        takeNotices,
      } = await setup();
      await leavers.follow();
      await expect(stateOf()).resolves.toBe('active');
      await expect(takeNotices()).resolves.toEqual([]);

      await saveTeams(WITHOUT_DANA);
      await leavers.follow();
      await expect(stateOf()).resolves.toBe('suspended');
      await expect(suspendedAt()).resolves.toBe('2026-11-21T10:00:00.000Z');
      await expect(takeNotices()).resolves.toEqual([
        expect.objectContaining({
          recipients: [dana.userRef, tom.userRef],
          title: 'API key CI of CS Department is suspended',
        }),
      ]);
      await expect(keys.resume(id, tom)).rejects.toThrow('its maker left');
      await leavers.follow();
      await expect(takeNotices()).resolves.toEqual([]);

      await saveTeams(TEST_TEAM);
      await leavers.follow();
      await expect(stateOf()).resolves.toBe('active');
      await expect(suspendedAt()).resolves.toBeUndefined();
      await expect(takeNotices()).resolves.toEqual([
        expect.objectContaining({
          title: 'API key CI of CS Department can be used again',
        }),
      ]);
    });

    it('is in the audit log and tells gateways that wait', async () => {
      const { leavers, saveTeams, policy, id, audited } = await setup();
      const { signal } = new AbortController();
      const before = await policy.update(undefined, 0, signal);
      await saveTeams(WITHOUT_DANA);
      await leavers.follow();
      await expect(policy.update(before, 0, signal)).resolves.toMatchObject({
        keys: [{ id, suspendedAt: '2026-11-21T10:00:00.000Z' }],
      });
      await expect(audited(TEAM)).resolves.toEqual([
        {
          before: { stopCause: null },
          after: {
            stopCause: 'maker-left',
            maker: dana.userRef,
            keys: [{ id, name: 'CI' }],
          },
        },
      ]);
    });

    it('leaves the keys of leavers alone where the policy says keep', async () => {
      const { leavers, stateOf, saveTeams } = await setup({});
      await saveTeams(WITHOUT_DANA);
      await leavers.follow();
      await expect(stateOf()).resolves.toBe('active');
      await saveTeams({ ...WITHOUT_DANA, whenMakerLeaves: 'suspend' });
      await leavers.follow();
      await expect(stateOf()).resolves.toBe('suspended');
      await saveTeams({ ...WITHOUT_DANA, whenMakerLeaves: 'keep' });
      await leavers.follow();
      await expect(stateOf()).resolves.toBe('active');
    });

    it('stops the keys of a team that is gone, whatever the policy', async () => {
      const { leavers, keys, id, stateOf, saveTeams, clock } = await setup({});
      await saveTeams({ ...TEST_TEAM, goneAt: clock.now() });
      await leavers.follow();
      await expect(keys.get(id)).resolves.toMatchObject({
        stopCause: 'team-gone',
      });
      await expect(stateOf()).resolves.toBe('suspended');
      await expect(keys.resume(id, tom)).rejects.toThrow('its team is gone');
      await saveTeams(TEST_TEAM);
      await leavers.follow();
      await expect(stateOf()).resolves.toBe('active');
    });

    it('goes from one cause to another', async () => {
      const { leavers, keys, id, saveTeams, clock } = await setup();
      await saveTeams(WITHOUT_DANA);
      await leavers.follow();
      await saveTeams({ ...WITHOUT_DANA, goneAt: clock.now() });
      await leavers.follow();
      await expect(keys.get(id)).resolves.toMatchObject({
        stopCause: 'team-gone',
      });
      await saveTeams(WITHOUT_DANA);
      await leavers.follow();
      await expect(keys.get(id)).resolves.toMatchObject({
        stopCause: 'maker-left',
      });
    });

    it('does not lift what a person holds, nor touch what is over', async () => {
      const { leavers, keys, id, stateOf, saveTeams, makeKey } = await setup();
      const other = await makeKey({ name: 'other' });
      await keys.revoke(other.id, tom);
      await saveTeams(WITHOUT_DANA);
      await leavers.follow();
      await keys.suspend(id, tom, 'Stays');
      await saveTeams(TEST_TEAM);
      await leavers.follow();
      await expect(stateOf()).resolves.toBe('suspended');
      await keys.resume(id, tom);
      await expect(stateOf()).resolves.toBe('active');
      await expect(keys.get(other.id)).resolves.toMatchObject({
        stopCause: undefined,
      });
    });

    it('leaves teams alone that the catalog never had', async () => {
      const { leavers, stateOf, knex } = await setup();
      await knex('team_people').delete();
      await knex('teams').delete();
      await leavers.follow();
      await expect(stateOf()).resolves.toBe('active');
    });

    it('knows programs as members of the teams that they act for', async () => {
      const bot = 'user:default/ci-bot';
      const { leavers, keys, saveTeams } = await setup({
        ...STRICT,
        automation: [
          {
            subject: 'external:ci',
            user: bot,
            teams: [TEAM],
            permissions: ['maas.api-key.create'],
          },
        ],
      });
      const { id } = await keys.create(
        { team: TEAM, name: 'bot' },
        { userRef: bot, claims: [bot, TEAM] },
      );
      await saveTeams(WITHOUT_DANA);
      await leavers.follow();
      expect(keys.stateOf(await keys.get(id))).toBe('unrevealed');
    });

    it('opens no playground with a key that is held back', async () => {
      const { leavers, playgroundKeys, saveTeams } = await setup();
      await playgroundKeys.open(TEAM, dana);
      await saveTeams(WITHOUT_DANA);
      await leavers.follow();
      await expect(playgroundKeys.open(TEAM, dana)).rejects.toThrow(
        'is suspended',
      );
    });
  });
});
