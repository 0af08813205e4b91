import { startRest } from '../__testUtils__/backend';
import {
  createTestDatabases,
  PEOPLE,
  TEAM,
  withMaas,
} from '../__testUtils__/domain';
import { createTransactor } from '../database/database';
import { DatabaseTeamStore } from './DatabaseTeamStore';
import type { StoredTeam } from './TeamStore';

jest.setTimeout(60_000);

describe('GET /teams', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function setup(...teams: StoredTeam[]) {
      const knex = await databases.init(databaseId);
      const rest = await startRest(
        knex,
        withMaas({ keys: { whenMakerLeaves: 'suspend' } }),
      );
      const store = new DatabaseTeamStore(knex);
      await createTransactor(knex)(tx => store.save(teams, tx));
      return rest;
    }

    const department: StoredTeam = {
      ref: TEAM,
      title: 'Computer Science',
      owners: [PEOPLE.tom.userRef],
      members: [PEOPLE.dana.userRef],
    };

    it('lists the teams of the caller, and no others', async () => {
      const { call, stop } = await setup(department, {
        ref: 'group:default/platform-team',
        title: 'Platform',
        owners: [],
        members: [PEOPLE.petra.userRef],
        whenMakerLeaves: 'keep',
      });
      const own = {
        ref: TEAM,
        title: 'Computer Science',
        owners: [PEOPLE.tom.userRef],
        whenMakerLeaves: 'suspend',
      };
      const { body } = await call('get', '/teams', 'dana').expect(200);
      expect(body.items).toEqual([{ ...own, permissions: { own: false } }]);
      await expect(call('get', '/teams', 'tom')).resolves.toMatchObject({
        body: { items: [{ ...own, permissions: { own: true } }] },
      });
      await expect(call('get', '/teams', 'petra')).resolves.toMatchObject({
        body: { items: [{ title: 'Platform', whenMakerLeaves: 'keep' }] },
      });
      await expect(call('get', '/teams', 'nobody')).resolves.toMatchObject({
        status: 200,
        body: { items: [] },
      });
      await call('get', '/teams').expect(401);
      await call('get', '/teams', { service: 'plugin:other' }).expect(403);
      await stop();
    });

    it('has new teams by their name, and leaves out those that are gone', async () => {
      const { call, stop } = await setup({ ...department, goneAt: new Date() });
      const asDana = await call('get', '/teams', 'dana').expect(200);
      expect(asDana.body.items).toEqual([]);
      const { body } = await call('get', '/teams', 'bea').expect(200);
      expect(body.items).toEqual([
        {
          ref: 'group:default/business-school',
          title: 'business-school',
          owners: [],
          whenMakerLeaves: 'suspend',
          permissions: { own: false },
        },
      ]);
      await stop();
    });
  });
});
