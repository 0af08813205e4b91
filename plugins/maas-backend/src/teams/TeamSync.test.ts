import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createTestDatabases, migrate } from '../__testUtils__/domain';
import { createTransactor } from '../database/database';
import { type CatalogTeams, catalogTeams } from './catalogTeams';
import { DatabaseTeamStore } from './DatabaseTeamStore';
import { TeamService } from './TeamService';
import { TeamSync } from './TeamSync';

jest.setTimeout(60_000);

const DEPARTMENT = 'group:default/cs-department';
const LIBRARY = 'group:default/library';
const DANA = 'user:default/dana';
const TOM = 'user:default/tom';
const LEA = 'user:default/lea';

const MINUTE = 60_000;

const nameOf = (ref: string) => ref.split('/')[1];

/** A Group that says who is in it, as far as it is the one to say so. */
function group(
  ref: string,
  annotations: Record<string, string> = {},
  members: string[] = [],
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { namespace: 'default', name: nameOf(ref), annotations },
    spec: { type: 'team', children: [] },
    relations: members.map(targetRef => ({ type: 'hasMember', targetRef })),
  };
}

function user(ref: string, ...groups: string[]): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { namespace: 'default', name: nameOf(ref) },
    spec: {},
    relations: groups.map(targetRef => ({ type: 'memberOf', targetRef })),
  };
}

const OWNED = { 'openmaas.io/team-owners': 'user:default/tom' };

const ENTITIES = [
  group(DEPARTMENT, OWNED),
  group(LIBRARY),
  user(DANA, DEPARTMENT),
  user(TOM, DEPARTMENT),
  user(LEA, LIBRARY),
];

/** What the catalog has, without the entities of these names. */
const without = (...refs: string[]) =>
  ENTITIES.filter(({ metadata }) => !refs.map(nameOf).includes(metadata.name));

describe('TeamSync', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function setup() {
      const knex = await migrate(await databases.init(databaseId));
      const store = new DatabaseTeamStore(knex);
      const teams = new TeamService({
        store,
        whenMakerLeaves: 'keep',
        admins: [],
      });
      const logger = mockServices.logger.mock();
      let time = Date.parse('2026-11-21T10:00:00.000Z');
      const save = jest.spyOn(store, 'save');
      const sync = new TeamSync({
        store,
        transact: createTransactor(knex),
        goneAfterMs: 10 * MINUTE,
        logger,
        now: () => new Date(time),
      });
      const team = async (ref: string) => (await teams.find([ref]))[0];
      return {
        teams,
        logger,
        save,
        team,
        /** Reads a catalog that has these entities. */
        read: async (entities: Entity[]) =>
          sync.run(
            catalogTeams({
              catalog: catalogServiceMock({ entities }),
              auth: mockServices.auth(),
            }),
          ),
        /** Takes over what a catalog says. */
        take: async (said: CatalogTeams) => sync.run(async () => said),
        fail: async () =>
          sync.run(async () => {
            throw new Error('ECONNREFUSED');
          }),
        passMinutes: (minutes: number) => {
          time += minutes * MINUTE;
          return new Date(time);
        },
        membersOf: async (ref: string) => (await team(ref))?.members,
      };
    }

    it('remembers teams, who owns them and who is in them', async () => {
      const { read, team, teams } = await setup();
      await expect(read(ENTITIES)).resolves.toBe(true);
      await expect(team(DEPARTMENT)).resolves.toEqual({
        ref: DEPARTMENT,
        title: 'cs-department',
        owners: [TOM],
        members: [DANA, TOM],
        missedPeople: new Map(),
      });
      await expect(teams.ownedBy([TOM])).resolves.toEqual([DEPARTMENT]);
      await expect(teams.claimsOf(LEA)).resolves.toEqual([LEA, LIBRARY]);
    });

    it('writes only what has changed', async () => {
      const { read, save, membersOf } = await setup();
      await read(ENTITIES);
      await read([...ENTITIES].reverse());
      expect(save).toHaveBeenCalledTimes(1);
      await read([...without(LEA), user(LEA, LIBRARY, DEPARTMENT)]);
      expect(save).toHaveBeenCalledTimes(2);
      expect(save.mock.calls[1][0].map(({ ref }) => ref)).toEqual([DEPARTMENT]);
      await expect(membersOf(DEPARTMENT)).resolves.toEqual([DANA, LEA, TOM]);
    });

    it('sees at once who has left a team', async () => {
      const { read, membersOf } = await setup();
      await read(ENTITIES);
      await read([...without(DANA), user(DANA)]);
      await expect(membersOf(DEPARTMENT)).resolves.toEqual([TOM]);
    });

    it('takes a person who is missing for gone only after a while', async () => {
      const { read, membersOf, passMinutes, save } = await setup();
      await read(ENTITIES);
      await read(without(DANA));
      passMinutes(9);
      await read(without(DANA));
      await expect(membersOf(DEPARTMENT)).resolves.toEqual([DANA, TOM]);
      expect(save).toHaveBeenCalledTimes(2);
      passMinutes(1);
      await read(without(DANA));
      await expect(membersOf(DEPARTMENT)).resolves.toEqual([TOM]);
      await read(ENTITIES);
      await expect(membersOf(DEPARTMENT)).resolves.toEqual([DANA, TOM]);
    });

    it('takes an owner who is missing for gone only after a while', async () => {
      const { read, team, passMinutes } = await setup();
      await read(ENTITIES);
      await read(without(TOM));
      await expect(team(DEPARTMENT)).resolves.toMatchObject({ owners: [TOM] });
      passMinutes(10);
      await read(without(TOM));
      await expect(team(DEPARTMENT)).resolves.toMatchObject({ owners: [] });
    });

    it('begins to wait anew when a person was back', async () => {
      const { read, membersOf, passMinutes } = await setup();
      await read(ENTITIES);
      await read(without(DANA));
      passMinutes(9);
      await read(ENTITIES);
      await read(without(DANA));
      passMinutes(9);
      await read(without(DANA));
      await expect(membersOf(DEPARTMENT)).resolves.toEqual([DANA, TOM]);
    });

    it('takes a team that is missing for gone only after a while, with all it had', async () => {
      const { read, team, passMinutes, save } = await setup();
      await read(ENTITIES);
      await read(without(LIBRARY));
      const before = await team(LIBRARY);
      expect(before.missedSince).toBeDefined();
      passMinutes(9);
      await read(without(LIBRARY));
      expect((await team(LIBRARY)).goneAt).toBeUndefined();
      expect(save).toHaveBeenCalledTimes(2);
      const goneAt = passMinutes(1);
      await read(without(LIBRARY));
      await expect(team(LIBRARY)).resolves.toEqual({ ...before, goneAt });
      passMinutes(60);
      await read(without(LIBRARY));
      expect(save).toHaveBeenCalledTimes(3);
      await read(ENTITIES);
      const back = await team(LIBRARY);
      expect(back).toMatchObject({ ref: LIBRARY, members: [LEA] });
      expect(back.goneAt).toBeUndefined();
      expect(back.missedSince).toBeUndefined();
    });

    it('concludes nothing from a catalog without groups, or without an answer', async () => {
      const { read, fail, teams, logger, passMinutes } = await setup();
      await read(ENTITIES);
      await expect(read([])).resolves.toBe(false);
      await expect(fail()).resolves.toBe(false);
      passMinutes(60);
      await fail();
      await read([user(DANA)]);
      const all = await teams.find([DEPARTMENT, LIBRARY]);
      expect(
        all.map(({ goneAt, missedSince }) => [goneAt, missedSince]),
      ).toEqual([
        [undefined, undefined],
        [undefined, undefined],
      ]);
      expect(logger.warn.mock.calls).toEqual([
        [expect.stringMatching(/is asked again: .*ECONNREFUSED/)],
      ]);
      await read(ENTITIES);
      await fail();
      expect(logger.warn).toHaveBeenCalledTimes(2);
    });

    it('says once what is wrong with a group', async () => {
      const { read, logger, team } = await setup();
      const wrong = (policy: string) => [
        ...without(DEPARTMENT),
        group(DEPARTMENT, {
          'openmaas.io/team-owners':
            'tom, group:default/library,user:default/nobody,a:b:c',
          'openmaas.io/when-maker-leaves': policy,
        }),
      ];
      await read(wrong('never'));
      await read(wrong('never'));
      expect(logger.warn.mock.calls.map(([line]) => line)).toEqual([
        `${DEPARTMENT}: "group:default/library" in openmaas.io/team-owners is no user such as user:default/tom, and owns nothing`,
        `${DEPARTMENT}: user:default/nobody, whom openmaas.io/team-owners names, is not in the catalog and owns nothing`,
        `${DEPARTMENT}: "a:b:c" in openmaas.io/team-owners is no user such as user:default/tom, and owns nothing`,
        `${DEPARTMENT}: openmaas.io/when-maker-leaves is keep or suspend, not "never", which changes nothing`,
      ]);
      await expect(team(DEPARTMENT)).resolves.toMatchObject({
        owners: [TOM],
        whenMakerLeaves: undefined,
      });
      await read(wrong('always'));
      expect(logger.warn).toHaveBeenCalledTimes(5);
      await read(wrong('suspend'));
      expect(logger.warn).toHaveBeenCalledTimes(5);
      await expect(team(DEPARTMENT)).resolves.toMatchObject({
        whenMakerLeaves: 'suspend',
      });
    });

    it('keeps 10 000 groups of ten people', async () => {
      const { take, team, teams, save } = await setup();
      const userRefs = Array.from(
        { length: 100_000 },
        (_, n) => `user:default/u${n}`,
      );
      const all = {
        teams: Array.from({ length: 10_000 }, (_, n) => ({
          ref: `group:default/t${n}`,
          title: `Team ${n}`,
          owners: [userRefs[n]],
          members: userRefs.slice(n * 10, n * 10 + 10),
        })),
        users: new Set(userRefs),
        faults: [],
      };
      await take(all);
      await expect(team('group:default/t500')).resolves.toMatchObject({
        owners: ['user:default/u500'],
        members: userRefs.slice(5000, 5010),
      });
      await expect(teams.ownedBy(userRefs.slice(0, 50))).resolves.toHaveLength(
        50,
      );
      await take(all);
      expect(save).toHaveBeenCalledTimes(1);
    });
  });
});
