import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { createTransactor, type Transaction } from '../database/database';
import type { Notice } from '../notices/Notices';
import type { StoredTeam } from '../teams/TeamStore';
import { createTestDomain, PEOPLE, TEAM } from './domain';

/** Dana's and Tom's team as the catalog has it; Tom owns it. */
export const TEST_TEAM: StoredTeam = {
  ref: TEAM,
  title: 'CS Department',
  owners: [PEOPLE.tom.userRef],
  members: [PEOPLE.dana.userRef, PEOPLE.tom.userRef],
};

/** The services, a team that may use two models, and short ways to what is remembered. */
export async function createTestKeys(knex: Knex, config?: JsonObject) {
  const domain = await createTestDomain(knex, config);
  const transact = createTransactor(knex);
  await giveGrants(knex, TEAM, ['small', 'large']);
  const saveTeams = (...teams: StoredTeam[]) =>
    transact(tx => domain.teamStore.save(teams, tx));
  await saveTeams(TEST_TEAM);
  const { keys } = domain;
  return {
    ...domain,
    saveTeams,
    transact: <T>(work: (tx: Transaction) => Promise<T>) => transact(work),
    /** An active key of Dana's and its secret. */
    makeKey: async (wish: Partial<Parameters<typeof keys.create>[0]> = {}) => {
      const input = { team: TEAM, name: 'CI', ...wish };
      const { id } = await keys.create(input, PEOPLE.dana);
      return { id, secret: await keys.reveal(id, PEOPLE.dana) };
    },
    /** What people are to be told, oldest first; then it is forgotten. */
    takeNotices: async (): Promise<Notice[]> => {
      const rows = await knex('notices').orderBy('id');
      await knex('notices').delete();
      return rows.map(row => JSON.parse(row.notice));
    },
    /** What the audit log has about something, oldest first. */
    audited: async (targetId: string) => {
      const rows = await knex('audit_entries')
        .where({ target_id: targetId })
        .orderBy('seq');
      return rows.map(({ before, after }) => ({
        before: JSON.parse(before),
        after: JSON.parse(after),
      }));
    },
  };
}

/** Lets a team use models under the free plan, as if that had been granted. */
export async function giveGrants(
  knex: Knex,
  team: string,
  models: string[],
): Promise<void> {
  await knex('grants').insert(
    models.map(model => ({
      id: uuid(),
      team_ref: team,
      model_id: model,
      plan: 'free',
      state: 'active',
      activated_at: new Date('2026-11-20T00:00:00Z'),
    })),
  );
}
