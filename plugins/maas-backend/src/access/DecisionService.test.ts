import type { CreateAccessRequest } from '@openmaas/backstage-plugin-maas-common';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import {
  createTestDatabases,
  createTestDomain,
  PEOPLE,
  TEAM,
  withMaas,
} from '../__testUtils__/domain';
import { definitionOf, sourceOf } from '../__testUtils__/sources';

jest.setTimeout(60_000);

const { dana, tom, bea, petra } = PEOPLE;
const ADMINS = 'group:default/platform-team';
const olga = person('olga', 'research');

function person(name: string, ...teams: string[]) {
  const userRef = `user:default/${name}`;
  return {
    userRef,
    claims: [userRef, ...teams.map(team => `group:default/${team}`)],
  };
}

function asking(
  change: Partial<CreateAccessRequest> = {},
): CreateAccessRequest {
  return {
    team: TEAM,
    models: ['small'],
    plan: 'premium',
    purpose: 'Intro course',
    ...change,
  };
}

/** Writes who is in a team and owns it, as the catalog would. */
async function addTeam(
  knex: Knex,
  name: string,
  people: Array<{ userRef: string }>,
  owners: Array<{ userRef: string }> = [],
) {
  const ref = `group:default/${name}`;
  await knex('teams').insert({ ref, title: name });
  await knex('team_people').insert(
    people.map(({ userRef }) => ({
      team_ref: ref,
      user_ref: userRef,
      is_member: true,
      is_owner: owners.some(owner => owner.userRef === userRef),
    })),
  );
}

describe('Decisions', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function setup(more: JsonObject = {}) {
      const knex = await databases.init(databaseId);
      const domain = await createTestDomain(
        knex,
        withMaas({ roles: { admins: [ADMINS] }, ...more }),
      );
      await addTeam(knex, 'cs-department', [dana, tom], [tom]);
      await addTeam(knex, 'platform-team', [petra]);
      await addTeam(knex, 'research', [olga]);
      const events = async (id: string) =>
        (await domain.access.timeline(id)).map(({ event }) => event);
      const ids = async (claims: string[]) => {
        const page = await domain.access.list({
          limit: 50,
          sort: 'created',
          criteria: { key: 'decider', values: claims },
        });
        return page.items.map(({ id }) => id);
      };
      return { ...domain, events, ids };
    }

    it('asks the owner of the model, then the owner of the team', async () => {
      const { access, decisions, grants, events, ids, ...rest } = await setup();
      const { knex, policy } = rest;
      const revision = async () =>
        (await policy.update(undefined, 0, AbortSignal.abort())).revision;
      const request = await access.create(
        asking({
          models: ['small', 'secret-sauce'],
          monthlyBudget: '5000',
        }),
        dana,
      );
      const steps = (from: typeof request) =>
        from.steps.map(({ kind, state, models }) => [kind, state, models]);
      expect(steps(request)).toEqual([
        ['model-owner', 'open', ['small']],
        ['model-owner', 'waiting', ['secret-sauce']],
        ['team-owner', 'waiting', ['small', 'secret-sauce']],
      ]);
      await expect(ids(petra.claims)).resolves.toEqual([request.id]);
      await expect(ids(olga.claims)).resolves.toEqual([]);

      await decisions.approve(request.id, petra);
      await expect(ids(petra.claims)).resolves.toEqual([]);
      await expect(ids(olga.claims)).resolves.toEqual([request.id]);
      const before = await revision();
      await decisions.approve(request.id, olga, { monthlyBudget: '4000' });
      // To gateways, nothing has changed yet.
      await expect(revision()).resolves.toBe(before);
      await expect(ids(tom.claims)).resolves.toEqual([request.id]);
      await expect(access.get(request.id)).resolves.toMatchObject({
        monthlyBudget: 5000n,
        grants: [{ monthlyBudget: 4000n }, { monthlyBudget: 4000n }],
      });
      await expect(grants.live([TEAM])).resolves.toEqual([]);
      await expect(
        decisions.approve(request.id, tom, { monthlyBudget: '4001' }),
      ).rejects.toThrow('at most 4000');

      const granted = await decisions.approve(request.id, tom, {
        models: ['small'],
        plan: 'free',
        expiresInDays: 7,
        reason: 'For a start',
      });
      expect(granted).toMatchObject({
        state: 'approved',
        // As it was asked for; the grant below has what was agreed to.
        plan: 'premium',
        monthlyBudget: 5000n,
        expiresInDays: 90,
        decidedBy: tom.userRef,
      });
      expect(
        granted.grants.map(({ modelId, state }) => [modelId, state]),
      ).toEqual([
        ['small', 'active'],
        ['secret-sauce', 'denied'],
      ]);
      await expect(grants.live([TEAM])).resolves.toMatchObject([
        {
          modelId: 'small',
          plan: 'free',
          monthlyBudget: 4000n,
          expiresAt: new Date('2026-11-28T10:00:00.000Z'),
        },
      ]);
      await expect(events(request.id)).resolves.toEqual([
        'created',
        'step-approved',
        'step-approved',
        'approved',
      ]);
      await expect(access.get(request.id)).resolves.toEqual(granted);
      const told = JSON.stringify(await knex('notices'));
      expect(told).toContain('You have access: small under plan free for');
      expect(told).toContain(
        'Differently from what was asked for: under plan free, for 7 days, with another budget, only for small. For a start',
      );
    });

    it.each([
      ['a bigger plan', { plan: 'enterprise' }, 'is more than premium'],
      ['a later end', { expiresInDays: 91 }, 'at most 90'],
      ['a bigger budget', { monthlyBudget: '11' }, 'at most 10'],
      ['a negative budget', { monthlyBudget: '-1' }, 'not be negative'],
      ['a foreign model', { models: ['large'] }, 'only about small'],
      ['an unknown plan', { plan: 'gold' }, 'There is no plan "gold"'],
    ])('grants no more than was asked for: %s', async (_, more, message) => {
      const { access, decisions } = await setup();
      const { id } = await access.create(asking({ monthlyBudget: '10' }), dana);
      await expect(decisions.approve(id, petra, more)).rejects.toThrow(message);
      await expect(access.get(id)).resolves.toMatchObject({ state: 'pending' });
    });

    it('goes to the platform team where nobody else could decide', async () => {
      const { access, decisions, ids } = await setup();
      const own = await access.create(asking({ monthlyBudget: '10' }), tom);
      expect(own.steps.map(({ kind }) => kind)).toEqual([
        'model-owner',
        'platform',
      ]);
      await decisions.approve(own.id, petra);
      await expect(ids(petra.claims)).resolves.toEqual([own.id]);

      const research = await access.create(
        asking({ team: 'research', models: ['secret-sauce'] }),
        olga,
      );
      expect(research.steps).toMatchObject([
        { kind: 'platform', state: 'open', models: ['secret-sauce'] },
      ]);
    });

    it('hands over to the platform team when the only decider is gone', async () => {
      const { access, requestFollowUp, ids, knex } = await setup({
        access: {
          rules: [{ name: 'all', then: ['team-owner'] }],
        },
      });
      const { id } = await access.create(asking(), dana);
      await requestFollowUp.remind();
      await expect(ids(petra.claims)).resolves.toEqual([]);
      await knex('team_people').update({ is_owner: false });
      await requestFollowUp.remind();
      await expect(ids(petra.claims)).resolves.toEqual([id]);
    });

    it('is asked back and answered, and decided without an answer', async () => {
      const { access, decisions, conversations, events } = await setup();
      const { id } = await access.create(asking(), dana);
      await expect(conversations.answer(id, dana, 'Because')).rejects.toThrow(
        'Nothing is asked',
      );
      await expect(conversations.askBack(id, dana, 'Why?')).rejects.toThrow(
        'own request',
      );
      const asked = await conversations.askBack(id, petra, ' Why? ');
      expect(asked).toMatchObject({ state: 'asked-back', question: 'Why?' });
      await expect(conversations.askBack(id, petra, 'And?')).rejects.toThrow(
        'asked already',
      );
      await expect(conversations.answer(id, tom, 'I know')).rejects.toThrow(
        'Only the one who made a request',
      );
      const answered = await conversations.answer(id, dana, 'A course');
      expect(answered).toMatchObject({ state: 'pending', question: undefined });
      await conversations.askBack(id, petra, 'Which?');
      await conversations.comment(id, tom, 'The big one');
      const granted = await decisions.approve(id, petra);
      expect(granted).toMatchObject({ state: 'approved', question: undefined });
      await expect(events(id)).resolves.toEqual([
        'created',
        'asked-back',
        'answered',
        'asked-back',
        'commented',
        'approved',
      ]);
    });

    it('is made again once it is closed, by its maker', async () => {
      const { access, decisions } = await setup();
      const first = await access.create(asking(), dana);
      const again = asking({ replaces: first.id, newKey: false });
      await expect(access.create(again, dana)).rejects.toThrow('is pending');
      await decisions.deny(first.id, petra, 'Not yet');
      await expect(access.create(again, tom)).rejects.toThrow(
        'There is no access request',
      );
      const second = await access.create(again, dana);
      expect(second).toMatchObject({ replacesId: first.id, keyId: undefined });
      await expect(access.get(first.id)).resolves.toMatchObject({
        replacedById: second.id,
      });
      await expect(access.create(again, dana)).rejects.toThrow(
        'made again already',
      );
      await expect(decisions.approve(second.id, petra)).resolves.toMatchObject({
        state: 'approved',
      });
    });

    it('expires by the clock, is not decided then, and says so to its maker', async () => {
      const { access, decisions, requestFollowUp, events, clock, knex } =
        await setup({ access: { decideWithin: { days: 3 } } });
      const request = await access.create(asking(), dana);
      clock.advanceDays(1);
      await requestFollowUp.remind();
      await requestFollowUp.remind();
      clock.advanceDays(1);
      await requestFollowUp.remind();
      clock.advanceDays(1);
      await requestFollowUp.remind();
      const late = await access.get(request.id);
      expect(late.state).toBe('pending');
      expect(access.stateOf(late)).toBe('expired');
      const list = async (state: 'pending' | 'expired') =>
        (await access.list({ limit: 9, sort: 'state', states: [state] }))
          .totalItems;
      await expect(list('pending')).resolves.toBe(0);
      await expect(list('expired')).resolves.toBe(1);
      await expect(decisions.approve(request.id, petra)).rejects.toThrow(
        'is expired already',
      );
      await requestFollowUp.expireOverdue();
      await expect(access.get(request.id)).resolves.toMatchObject({
        state: 'expired',
        decidedBy: 'system',
        grants: [{ state: 'cancelled' }],
        steps: [{ state: 'waiting' }],
      });
      await expect(list('expired')).resolves.toBe(1);
      await expect(events(request.id)).resolves.toEqual([
        'created',
        'reminded',
        'reminded',
        'expired',
      ]);
      const told = await knex('notices').orderBy('id');
      expect(JSON.stringify(told)).toContain('has expired');
    });

    it('is decided by whoever stands in, but not about their own', async () => {
      const { access, decisions, delegations, clock, ids } = await setup();
      const request = await access.create(
        asking({ team: 'business-school' }),
        bea,
      );
      await expect(
        delegations.set(petra.userRef, {
          to: petra.userRef,
          endsAt: '2026-12-01T00:00:00Z',
        }),
      ).rejects.toThrow('Nobody stands in for themselves');
      await delegations.set(petra.userRef, {
        to: tom.userRef,
        startsAt: '2026-11-22T00:00:00Z',
        endsAt: '2026-12-01T00:00:00Z',
      });
      const deciders = async () =>
        (await access.resources([await access.get(request.id)]))[0].deciderRefs;
      await expect(ids(tom.claims)).resolves.toEqual([]);
      await expect(deciders()).resolves.toEqual([ADMINS]);
      clock.advanceDays(1);
      await expect(ids(tom.claims)).resolves.toEqual([request.id]);
      await expect(deciders()).resolves.toEqual([ADMINS, tom.userRef]);
      await expect(delegations.of(tom.userRef)).resolves.toMatchObject({
        forMe: [{ fromRef: petra.userRef }],
      });

      const toms = await access.create(asking(), tom);
      await expect(decisions.approve(toms.id, tom)).rejects.toThrow(
        'own request',
      );
      const petras = await access.create(
        asking({ team: 'platform-team' }),
        petra,
      );
      await expect(ids(tom.claims)).resolves.not.toContain(petras.id);
      await expect(decisions.deny(petras.id, tom, 'No')).rejects.toThrow(
        'You decide for user:default/petra',
      );
      const granted = await decisions.approve(request.id, tom);
      expect(granted.steps).toMatchObject([
        { decidedBy: tom.userRef, onBehalfOf: petra.userRef },
      ]);
      await delegations.end(petra.userRef);
      await expect(ids(tom.claims)).resolves.toEqual([]);
    });

    it('is decided by rules of the configuration, the first that fits', async () => {
      const { access } = await setup({
        access: {
          rules: [
            {
              name: 'owners',
              when: { requesterOwnsTeam: true, maxMonthlyBudget: '0.00000001' },
              then: 'grant',
            },
            {
              name: 'delicate',
              when: { data: ['personal'] },
              then: ['team-owner', 'platform'],
            },
          ],
        },
      });
      const small = asking({ monthlyBudget: '10' });
      await expect(access.create(small, tom)).resolves.toMatchObject({
        state: 'approved',
        decidedBy: 'rule:owners',
        steps: [],
      });
      await expect(
        access.create(asking({ monthlyBudget: '11' }), tom),
      ).resolves.toMatchObject({ state: 'pending' });
      await expect(access.create(small, dana)).resolves.toMatchObject({
        state: 'pending',
      });
      const before = await access.preview(asking({ data: 'personal' }), dana);
      expect(before).toMatchObject({
        granted: false,
        rule: 'delicate',
        waitsFor:
          'By the rule "delicate", this is decided by the team\'s owner, then the platform team',
        steps: [
          { kind: 'team-owner', state: 'open', deciders: [tom.userRef] },
          { kind: 'platform', state: 'waiting', deciders: [ADMINS] },
        ],
        models: [
          {
            model: 'small',
            plan: 'premium',
            pendingRequestId: expect.any(String),
          },
        ],
      });
    });

    it('takes nothing away from a team by a rule, unless its owner asks', async () => {
      const { access, decisions, grants } = await setup({
        access: { rules: [{ name: 'all', then: 'grant' }] },
      });
      await access.create(asking({ monthlyBudget: '10' }), tom);
      for (const less of [{ plan: 'free' }, { monthlyBudget: '9' }]) {
        const request = await access.create(asking(less), dana);
        expect(request.state).toBe('pending');
        await decisions.withdraw(request.id, dana);
      }
      const more = await access.create(asking({ monthlyBudget: '11' }), dana);
      expect(more.decidedBy).toBe('rule:all');
      const owners = await access.create(asking({ plan: 'free' }), tom);
      expect(owners.decidedBy).toBe('rule:all');
      await expect(grants.live([TEAM])).resolves.toMatchObject([
        { plan: 'free', monthlyBudget: 11n },
      ]);
    });

    it('leaves to each what is theirs: the budget, and a suspension', async () => {
      const { access, decisions, grants, grantActions, clock } = await setup();
      const capped = await access.create(asking({ monthlyBudget: '10' }), dana);
      await decisions.approve(capped.id, petra);
      await decisions.approve(capped.id, tom);
      // Only the model's owner decides about this one.
      const again = await access.create(asking(), dana);
      await decisions.approve(again.id, petra);
      const [grant] = await grants.live([TEAM]);
      expect(grant.monthlyBudget).toBe(10n);

      const more = await access.create(
        asking({ models: ['large'], plan: 'free', monthlyBudget: '20' }),
        dana,
      );
      expect(more.steps.map(({ kind }) => kind)).toEqual(['team-owner']);
      const { grants: made } = await access.create(
        asking({ models: ['large'], plan: 'free' }),
        dana,
      );
      await grantActions.suspend(made[0].id, petra.userRef, 'Leak');
      const { grants: given } = await decisions.approve(more.id, tom);
      expect(given).toMatchObject([
        {
          state: 'suspended',
          suspendedBy: petra.userRef,
          reason: 'Leak',
          monthlyBudget: 20n,
        },
      ]);
      clock.advanceDays(91);
      const late = await access.create(
        asking({ models: ['large'], plan: 'free' }),
        dana,
      );
      // What is over holds for nothing any more.
      expect(late.grants).toMatchObject([
        { state: 'active', monthlyBudget: undefined },
      ]);
    });

    it.each([
      ['no name', [{ then: 'grant' }], 'maas.access.rules[0]: name'],
      [
        'an unknown plan',
        [{ name: 'x', when: { plans: ['gold'] }, then: 'grant' }],
        'maas.access.rules[0] ("x"): when.plans.0: must be one of',
      ],
      [
        'another decider',
        [{ name: 'x', then: ['finance'] }],
        'must be grant, or a list of',
      ],
      [
        'a name twice',
        [
          { name: 'x', then: 'grant' },
          { name: 'x', then: 'grant' },
        ],
        'two rules of the name "x"',
      ],
    ])('does not start with a rule of %s', async (_, rules, message) => {
      await expect(setup({ access: { rules } })).rejects.toThrow(message);
    });

    it('lets only data be sent that a model takes', async () => {
      const { access, models } = await setup();
      await models.sync(
        sourceOf(
          'x',
          definitionOf('inside', {
            dataPolicy: {
              location: 'internal',
              allowed: ['public', 'internal'],
            },
          }),
        ),
      );
      const ask = (data?: CreateAccessRequest['data']) =>
        access.create(asking({ models: ['inside'], plan: 'free', data }), dana);
      await expect(ask('personal')).rejects.toThrow(
        'Model "inside" does not take personal data, only public, internal',
      );
      await expect(ask('internal')).resolves.toMatchObject({
        state: 'approved',
        data: 'internal',
      });
      await expect(ask()).resolves.toMatchObject({ state: 'approved' });
    });
  });
});
