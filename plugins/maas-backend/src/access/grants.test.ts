import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import {
  createTestDatabases,
  createTestDomain,
  PEOPLE,
  TEAM,
  withMaas,
} from '../__testUtils__/domain';
import { GrantFile } from './GrantFile';

jest.setTimeout(60_000);

const { dana, tom, petra } = PEOPLE;
const GIVEN = { team: 'cs-department', model: 'small', plan: 'premium' };

describe('Grants', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function setup(more: JsonObject = {}) {
      const knex = await databases.init(databaseId);
      return createTestDomain(knex, withMaas(more));
    }

    const asking = (plan = 'free') => ({
      team: TEAM,
      models: ['small'],
      plan,
      purpose: 'Course',
    });

    it('are suspended, resumed and revoked with a reason', async () => {
      const { access, grants, grantActions, knex, policy } = await setup();
      const { grants: made } = await access.create(asking(), dana);
      const [{ id }] = made;
      const suspended = await grantActions.suspend(id, petra.userRef, ' Leak ');
      expect(suspended).toMatchObject({
        state: 'suspended',
        suspendedBy: petra.userRef,
        reason: 'Leak',
      });
      const update = await policy.update(
        undefined,
        0,
        new AbortController().signal,
      );
      expect(update.grants).toMatchObject([{ id, state: 'suspended' }]);
      await expect(grants.live([TEAM])).resolves.toEqual([]);
      await expect(
        grantActions.suspend(id, petra.userRef, 'Again'),
      ).rejects.toThrow('suspended already');
      // Nobody gets around it by asking anew.
      await expect(access.create(asking(), tom)).resolves.toMatchObject({
        state: 'pending',
        waitsFor: "The team's access to small is suspended",
      });

      const resumed = await grantActions.resume(id, petra.userRef, 'Mended');
      expect(resumed).toMatchObject({ state: 'active', reason: undefined });
      await grantActions.revoke(id, petra.userRef, 'Over');
      await expect(grants.find([id])).resolves.toMatchObject([
        { state: 'revoked', reason: 'Over' },
      ]);
      await expect(grantActions.resume(id, petra.userRef)).rejects.toThrow(
        'revoked already',
      );
      const told = JSON.stringify(await knex('notices'));
      expect(told).toContain("cs-department's access to small is suspended");
      expect(told).toContain(dana.userRef);
    });

    it('are a hard budget of the team for the model', async () => {
      const { access, decisions, grants, policy } = await setup();
      const { id } = await access.create(
        { ...asking(), monthlyBudget: '1000000000' },
        dana,
      );
      const budgets = async () => {
        const { signal } = new AbortController();
        return (await policy.update(undefined, 0, signal)).budgets;
      };
      await expect(budgets()).resolves.toEqual([]);
      await decisions.approve(id, petra);
      const [grant] = await grants.live([TEAM]);
      const expected = {
        id: `grant/${grant.id}`,
        team: TEAM,
        model: 'small',
        unit: 'money',
        limit: '1000000000',
        used: '0',
        hard: true,
      };
      await expect(budgets()).resolves.toMatchObject([expected]);

      // A rule that grants the same again takes the budget over.
      const again = await access.create(asking(), tom);
      expect(again).toMatchObject({
        state: 'approved',
        grants: [{ monthlyBudget: 1_000_000_000n }],
      });
      await expect(budgets()).resolves.toMatchObject([
        { ...expected, id: `grant/${again.grants[0].id}` },
      ]);
    });

    it('are announced before their end and written down at it, each once', async () => {
      const { access, grants, grantFollowUp, clock, knex } = await setup();
      const request = await access.create(
        { ...asking(), expiresInDays: 30 },
        dana,
      );
      const titles = async () => {
        await grantFollowUp.run();
        await grantFollowUp.run();
        const rows: Array<{ title?: string; payload?: string }> = await knex(
          'notices',
        );
        return JSON.stringify(rows).match(/access to small [a-z ]+/g) ?? [];
      };
      await expect(titles()).resolves.toEqual([]);
      clock.advanceDays(16);
      await expect(titles()).resolves.toEqual(['access to small ends on ']);
      clock.advanceDays(11);
      await expect(titles()).resolves.toHaveLength(2);
      clock.advanceDays(3);
      await expect(titles()).resolves.toEqual([
        'access to small ends on ',
        'access to small ends on ',
        'access to small has ended',
      ]);
      const [ended] = await grants.find([request.grants[0].id]);
      expect(ended).toMatchObject({
        state: 'expired',
        endedAt: ended.expiresAt,
      });
    });

    it('are listed by what they are now', async () => {
      const { access, grantActions, clock } = await setup();
      await access.create({ ...asking(), expiresInDays: 1 }, dana);
      const large = { ...asking(), models: ['large'], expiresInDays: 9 };
      await access.create(large, dana);
      clock.advanceDays(1);
      const list = async (
        query: Partial<Parameters<typeof grantActions.list>[0]>,
      ) => {
        const { items } = await grantActions.list({
          limit: 9,
          states: ['active'],
          ...query,
        });
        return items.map(({ modelId }) => modelId);
      };
      await expect(list({})).resolves.toEqual(['large']);
      await expect(list({ states: ['expired'] })).resolves.toEqual(['small']);
      await expect(list({ modelId: 'small' })).resolves.toEqual([]);
      const approver = (ref: string) =>
        list({
          criteria: { key: 'modelApprover', values: [`group:default/${ref}`] },
        });
      await expect(approver('platform-team')).resolves.toEqual(['large']);
      await expect(approver('research')).resolves.toEqual([]);
    });

    it('follow the file, and leave alone what people asked for', async () => {
      const domain = await setup();
      const { access, grants, grantActions, knex } = domain;
      const asked = await access.create(
        { ...asking(), models: ['small', 'large'] },
        dana,
      );
      const file = async (list: object[] | undefined) => {
        const config = mockServices.rootConfig({
          data: withMaas(list ? { grants: list as JsonObject[] } : {}),
        });
        const again = await createTestDomain(knex, config.get<JsonObject>());
        await again.grantFile.follow();
      };
      const held = async () =>
        (await grants.held([TEAM])).map(
          ({ modelId, plan, state, requestId, monthlyBudget }) => [
            modelId,
            plan,
            state,
            requestId === asked.id ? 'asked' : requestId ?? monthlyBudget,
          ],
        );
      const large = ['large', 'free', 'active', 'asked'];

      await file([{ ...GIVEN, monthlyBudget: 2.5 }]);
      await expect(held()).resolves.toEqual([
        large,
        ['small', 'premium', 'active', 2_500_000_000n],
      ]);
      await expect(access.create(asking(), tom)).rejects.toThrow(
        'in maas.grants',
      );
      const given = (await grants.held([TEAM], ['small']))[0];
      await file([{ ...GIVEN, monthlyBudget: '2.50' }]);
      expect((await grants.held([TEAM], ['small']))[0].id).toBe(given.id);

      await expect(
        grantActions.revoke(given.id, petra.userRef, 'No'),
      ).rejects.toThrow('take it out of maas.grants');
      await grantActions.suspend(given.id, petra.userRef, 'Leak');
      // What somebody stopped is not started by an edit.
      await file([GIVEN]);
      await expect(held()).resolves.toEqual([
        large,
        ['small', 'premium', 'suspended', undefined],
      ]);
      await file([{ ...GIVEN, model: 'nothing' }]);
      await expect(held()).resolves.toEqual([large]);
      await file(undefined);
      await expect(held()).resolves.toEqual([large]);
    });

    it.each([
      ['an unknown plan', [{ ...GIVEN, plan: 'gold' }], 'no plan "gold"'],
      [
        'a user',
        [{ ...GIVEN, team: 'user:default/tom' }],
        'maas.grants[0]: team',
      ],
      ['no model', [{ team: 'a', plan: 'free' }], 'maas.grants[0]: model'],
      ['the same twice', [GIVEN, GIVEN], 'model "small" twice'],
      ['a typo', [{ ...GIVEN, budget: 1 }], 'maas.grants[0]'],
      ['a broken time', [{ ...GIVEN, expiresAt: 'soon' }], 'expiresAt'],
    ])('of a file with %s change nothing', async (_, list, message) => {
      const { grantFile, knex } = await setup({ grants: list as JsonObject[] });
      expect(grantFile).toBeInstanceOf(GrantFile);
      await expect(grantFile.follow()).rejects.toThrow(message);
      await expect(knex('grants')).resolves.toEqual([]);
    });
  });
});
