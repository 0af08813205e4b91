import type { CreateAccessRequest } from '@openmaas/backstage-plugin-maas-common';
import {
  createTestDatabases,
  createTestDomain,
  PEOPLE,
  TEAM,
} from '../__testUtils__/domain';
import { definitionOf, sourceOf } from '../__testUtils__/sources';

jest.setTimeout(60_000);

const { dana, tom, bea, petra, nobody } = PEOPLE;

function asking(
  change: Partial<CreateAccessRequest> = {},
): CreateAccessRequest {
  return {
    team: TEAM,
    models: ['small'],
    plan: 'free',
    purpose: 'Intro course',
    ...change,
  };
}

describe('AccessService', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function setup() {
      return createTestDomain(await databases.init(databaseId));
    }

    it('grants a plan without approval at once, with a key to reveal', async () => {
      const { access, grants, keys, clock } = await setup();
      const request = await access.create(asking(), dana);
      expect(request).toMatchObject({
        state: 'approved',
        decidedBy: 'rule:plan/free',
        waitsFor: undefined,
        teamRef: TEAM,
        requesterRef: dana.userRef,
      });
      const [grant] = await grants.live([TEAM]);
      expect(grant).toMatchObject({
        modelId: 'small',
        plan: 'free',
        state: 'active',
        activatedAt: clock.now(),
        expiresAt: new Date('2027-02-19T10:00:00.000Z'),
      });
      const key = await keys.get(request.keyId!);
      expect(keys.stateOf(key)).toBe('unrevealed');
      expect(key).toMatchObject({
        name: 'small, free',
        makerRef: dana.userRef,
      });
    });

    it('waits where the plan needs approval, and its key with it', async () => {
      const { access, decisions, grants, keys } = await setup();
      const request = await access.create(asking({ plan: 'premium' }), dana);
      expect(request.state).toBe('pending');
      expect(request.waitsFor).toBe('Plan Premium needs approval');
      await expect(grants.live([TEAM])).resolves.toEqual([]);
      expect(keys.stateOf(await keys.get(request.keyId!))).toBe('waiting');
      await expect(keys.reveal(request.keyId!, dana)).rejects.toThrow(
        'not granted yet',
      );

      const approved = await decisions.approve(request.id, petra, {
        reason: 'Fine',
      });
      expect(approved).toMatchObject({
        state: 'approved',
        decidedBy: petra.userRef,
        decisionReason: 'Fine',
      });
      await expect(grants.live([TEAM])).resolves.toHaveLength(1);
      await expect(keys.reveal(request.keyId!, dana)).resolves.toMatch(
        /^maas_/,
      );
    });

    it('waits for the owner of a restricted model, for all models at once', async () => {
      const { access, grants } = await setup();
      const request = await access.create(
        asking({ models: ['small', 'secret-sauce'] }),
        dana,
      );
      expect(request.waitsFor).toContain('restricted');
      expect(request.grants.map(grant => grant.state)).toEqual([
        'pending',
        'pending',
      ]);
      await expect(grants.live([TEAM])).resolves.toEqual([]);
    });

    it('does not let anybody take a bigger plan away from the team', async () => {
      const { access, decisions, grants } = await setup();
      const big = await access.create(asking({ plan: 'premium' }), tom);
      await decisions.approve(big.id, petra);
      const small = await access.create(asking(), dana);
      expect(small.waitsFor).toContain('under plan premium now');
      expect((await grants.live([TEAM]))[0].plan).toBe('premium');

      await decisions.approve(small.id, petra);
      expect((await grants.live([TEAM])).map(grant => grant.plan)).toEqual([
        'free',
      ]);
      expect((await access.get(big.id)).grants[0].state).toBe('superseded');
    });

    it('renews the same plan and never makes it end earlier', async () => {
      const { access, grants, clock } = await setup();
      const long = await access.create(asking({ expiresInDays: 300 }), dana);
      clock.advanceDays(1);
      await access.create(asking({ expiresInDays: 30 }), tom);
      const live = await grants.live([TEAM]);
      expect(live).toHaveLength(1);
      expect(live[0].requestId).not.toBe(long.id);
      expect(live[0].expiresAt).toEqual(new Date('2027-09-17T10:00:00.000Z'));
    });

    it('ends grants and keys by the clock, and says expired of them', async () => {
      const { access, grants, keys, clock } = await setup();
      const request = await access.create(asking({ expiresInDays: 1 }), dana);
      clock.advanceDays(1);
      await expect(grants.live([TEAM])).resolves.toEqual([]);
      const [grant] = (await access.get(request.id)).grants;
      expect(grants.stateOf(grant)).toBe('expired');
      await expect(keys.reveal(request.keyId!, dana)).rejects.toThrow(
        'expired',
      );

      const again = await access.create(asking(), dana);
      expect(again.state).toBe('approved');
      expect((await access.get(request.id)).grants[0].state).toBe('expired');
    });

    it('closes what is denied or withdrawn, with its key', async () => {
      const { access, decisions, keys } = await setup();
      const ask = () => access.create(asking({ plan: 'premium' }), dana);
      const denied = await decisions.deny((await ask()).id, petra, 'No budget');
      const withdrawn = await decisions.withdraw((await ask()).id, dana);
      expect(denied).toMatchObject({
        state: 'denied',
        decisionReason: 'No budget',
      });
      expect(withdrawn).toMatchObject({ state: 'cancelled' });
      expect(denied.grants[0].state).toBe('denied');
      expect(withdrawn.grants[0].state).toBe('cancelled');
      for (const { keyId } of [denied, withdrawn]) {
        expect(keys.stateOf(await keys.get(keyId!))).toBe('revoked');
      }
    });

    it('lets nobody decide about an own request, and nobody withdraw another one', async () => {
      const { access, decisions } = await setup();
      const own = await access.create(
        asking({ team: 'platform-team', plan: 'premium' }),
        petra,
      );
      await expect(decisions.approve(own.id, petra)).rejects.toThrow(
        'own request',
      );
      await expect(decisions.deny(own.id, petra, 'No')).rejects.toThrow(
        'own request',
      );
      await expect(decisions.withdraw(own.id, tom)).rejects.toThrow(
        'Only the one who made a request',
      );
      expect((await access.get(own.id)).state).toBe('pending');
    });

    it('is decided once, whoever is quicker', async () => {
      const { access, decisions } = await setup();
      const request = await access.create(asking({ plan: 'premium' }), dana);
      const outcomes = await Promise.allSettled([
        decisions.approve(request.id, petra),
        decisions.withdraw(request.id, dana),
        decisions.deny(request.id, tom, 'No'),
        decisions.approve(request.id, tom),
      ]);
      const won = outcomes.filter(outcome => outcome.status === 'fulfilled');
      expect(won).toHaveLength(1);
      expect(
        outcomes.flatMap(outcome =>
          outcome.status === 'rejected' ? outcome.reason.name : [],
        ),
      ).toEqual(Array(outcomes.length - 1).fill('ConflictError'));
    });

    it('has one live grant per team and model, whatever races', async () => {
      const { access, grants, knex } = await setup();
      const requests = await Promise.all(
        Array.from({ length: 30 }, (_, index) =>
          access.create(asking(), index % 2 ? dana : tom),
        ),
      );
      expect(requests.map(request => request.state)).toEqual(
        Array(30).fill('approved'),
      );
      await expect(grants.live([TEAM])).resolves.toHaveLength(1);
      await expect(knex('grants')).resolves.toHaveLength(30);
    });

    it('makes one request per Idempotency-Key, whatever races', async () => {
      const { access, knex } = await setup();
      const requests = await Promise.all(
        Array.from({ length: 5 }, () =>
          access.create(asking(), dana, 'task-1'),
        ),
      );
      expect(new Set(requests.map(request => request.id)).size).toBe(1);
      await expect(knex('access_requests')).resolves.toHaveLength(1);
      await expect(knex('api_keys')).resolves.toHaveLength(1);

      await expect(
        access.create(asking({ purpose: 'Other' }), dana, 'task-1'),
      ).rejects.toThrow('used for another request');
      const others = await access.create(asking(), tom, 'task-1');
      expect(others.requesterRef).toBe(tom.userRef);
    });

    it('repeats what was made although the world has changed since', async () => {
      const { access, models } = await setup();
      const first = await access.create(asking(), dana, 'task-1');
      await models.sync({
        name: 'config',
        read: async () => ({ models: [], faults: [] }),
      });
      const spelled = {
        ...asking({ team: 'cs-department' }),
        keyName: undefined,
      };
      const again = await access.create(spelled, dana, 'task-1');
      expect(again.id).toBe(first.id);
    });

    it('lets what is not offered any more be denied but not approved', async () => {
      const { access, decisions, models } = await setup();
      const request = await access.create(asking({ plan: 'premium' }), dana);
      await models.sync({
        name: 'config',
        read: async () => ({ models: [], faults: [] }),
      });
      await expect(decisions.approve(request.id, petra)).rejects.toThrow(
        'not offered any more',
      );
      const [resource] = await access.resources([request]);
      expect(resource.modelOwnerRefs).toEqual(['group:default/platform-team']);
      const denied = await decisions.deny(request.id, petra, 'No');
      expect(denied.state).toBe('denied');
    });

    it.each<[string, Partial<CreateAccessRequest>, typeof dana, string]>([
      ['an unknown plan', { plan: 'gold' }, dana, 'There is no plan "gold"'],
      [
        'an unknown model',
        { models: ['small', 'gpt-9'] },
        dana,
        'no model "gpt-9"',
      ],
      ['a hidden model', { models: ['unseen'] }, dana, 'no model "unseen"'],
      [
        'a plan the model is not offered under',
        { models: ['large'], plan: 'enterprise' },
        dana,
        'not offered under plan "enterprise"',
      ],
      [
        'a foreign team',
        { team: 'group:default/library' },
        dana,
        'You are not in group:default/library. Your teams: group:default/cs-department',
      ],
      [
        'any team for somebody without one',
        {},
        nobody,
        'You are in no team yet',
      ],
      [
        'a user instead of a team',
        { team: 'user:default/dana' },
        dana,
        'is not a group',
      ],
      ['a broken reference', { team: 'a:b/c:d/e' }, dana, 'is not a'],
      ['too long a life', { expiresInDays: 366 }, dana, 'at most 365'],
    ])('refuses %s and writes nothing', async (_, change, person, message) => {
      const { access, knex } = await setup();
      await expect(access.create(asking(change), person)).rejects.toThrow(
        message,
      );
      for (const table of ['access_requests', 'grants', 'api_keys']) {
        await expect(knex(table)).resolves.toEqual([]);
      }
    });

    it('finds a team by its short name', async () => {
      const { access } = await setup();
      const request = await access.create(
        asking({ team: 'cs-department' }),
        dana,
      );
      expect(request.teamRef).toBe(TEAM);
    });

    it('is for the approver of each model to decide, or its owner', async () => {
      const { access, models, terms } = await setup();
      await models.sync(
        sourceOf('x', definitionOf('guarded', { approver: 'security' })),
      );
      const set = (id: string, wanted: object) =>
        terms.update(id, { version: 0, ...wanted }, petra);
      await set('secret-sauce', { approver: 'security' });
      await set('guarded', { visibility: 'restricted' });
      const ask = (...ids: string[]) =>
        access.create(asking({ models: ids, plan: 'premium' }), dana);
      const plain = await ask('small');
      const guarded = await ask('guarded', 'secret-sauce');
      const mixed = await ask('small', 'guarded');
      await expect(access.resources([plain, guarded, mixed])).resolves.toEqual(
        [
          [
            ['group:default/platform-team'],
            ['group:default/platform-team'],
            ['group:default/platform-team'],
          ],
          [
            ['group:default/ml', 'group:default/research'],
            ['group:default/security'],
            ['group:default/security'],
          ],
          [
            ['group:default/platform-team', 'group:default/ml'],
            ['group:default/platform-team', 'group:default/security'],
            ['group:default/platform-team'],
          ],
        ].map(([modelOwnerRefs, modelApproverRefs, deciderRefs]) => ({
          teamRef: TEAM,
          requesterRef: dana.userRef,
          modelOwnerRefs,
          modelApproverRefs,
          teamOwnerRefs: [],
          deciderRefs,
        })),
      );
      const ids = async (key: 'modelOwner' | 'modelApprover', ref: string) => {
        const criteria = { key, values: [`group:default/${ref}`] };
        const page = await access.list({
          limit: 50,
          sort: '-created',
          criteria,
        });
        return page.items.map(({ id }) => id);
      };
      await expect(ids('modelApprover', 'security')).resolves.toEqual([
        guarded.id,
      ]);
      await expect(ids('modelApprover', 'research')).resolves.toEqual([]);
      await expect(ids('modelApprover', 'platform-team')).resolves.toEqual([
        plain.id,
      ]);
      await expect(ids('modelOwner', 'platform-team')).resolves.toEqual([
        plain.id,
      ]);
      await expect(
        access.create(asking({ models: ['guarded'] }), tom),
      ).resolves.toMatchObject({
        waitsFor: 'Model guarded is restricted: its approver decides',
      });
    });

    it('lists by who asked, who may decide and what may be read', async () => {
      const { access } = await setup();
      const danas = await access.create(asking({ plan: 'premium' }), dana);
      const beas = await access.create(
        asking({ team: 'business-school', models: ['secret-sauce'] }),
        bea,
      );
      const mixed = await access.create(
        asking({ models: ['small', 'secret-sauce'] }),
        tom,
      );
      const ids = async (query: Parameters<typeof access.list>[0]) =>
        (await access.list(query)).items.map(item => item.id);
      const page = { limit: 50, sort: '-created' } as const;

      await expect(ids(page)).resolves.toEqual([mixed.id, beas.id, danas.id]);
      await expect(ids({ ...page, criteria: 'none' })).resolves.toEqual([]);
      await expect(
        ids({ ...page, requesterRef: dana.userRef }),
      ).resolves.toEqual([danas.id]);
      await expect(
        ids({
          ...page,
          notRequesterRefs: [dana.userRef],
          states: ['pending'],
        }),
      ).resolves.toEqual([mixed.id, beas.id]);
      await expect(
        ids({ ...page, criteria: { key: 'team', values: [TEAM] } }),
      ).resolves.toEqual([mixed.id, danas.id]);
      // Only who owns every model of a request counts as its model owner.
      await expect(
        ids({
          ...page,
          criteria: { key: 'modelOwner', values: ['group:default/research'] },
        }),
      ).resolves.toEqual([beas.id]);
      await expect(
        ids({
          ...page,
          criteria: {
            allOf: [
              { not: { key: 'requester', values: [bea.userRef] } },
              {
                anyOf: [
                  { key: 'modelOwner', values: ['group:default/research'] },
                  { key: 'requester', values: [tom.userRef, bea.userRef] },
                ],
              },
            ],
          },
        }),
      ).resolves.toEqual([mixed.id]);

      const first = await access.list({ ...page, limit: 2 });
      expect(first.totalItems).toBe(3);
      await expect(
        ids({ ...page, limit: 2, cursor: first.nextCursor }),
      ).resolves.toEqual([danas.id]);
    });
  });
});
