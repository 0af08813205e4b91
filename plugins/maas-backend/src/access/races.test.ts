import {
  createTestDatabases,
  createTestDomain,
  PEOPLE,
  TEAM,
} from '../__testUtils__/domain';

jest.setTimeout(120_000);

const { dana, tom, petra, bea } = PEOPLE;

describe('Races about an access request', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function setup() {
      const domain = await createTestDomain(await databases.init(databaseId));
      const ask = async () =>
        domain.access.create(
          {
            team: TEAM,
            models: ['small'],
            plan: 'premium',
            purpose: 'Course',
          },
          dana,
        );
      /** How many of the works were done, and what the request became. */
      const race = async (id: string, works: Array<() => Promise<unknown>>) => {
        const done = await Promise.allSettled(works.map(work => work()));
        const names = done.flatMap(outcome =>
          outcome.status === 'rejected' ? [outcome.reason.name] : [],
        );
        expect(new Set([...names, 'ConflictError']).size).toBe(1);
        const request = await domain.access.get(id);
        const events = (await domain.access.timeline(id)).map(e => e.event);
        return { won: done.length - names.length, request, events };
      };
      return { ...domain, ask, race };
    }

    it('lets one of many approvers win, who grants once', async () => {
      const { ask, race, decisions, knex } = await setup();
      const { id } = await ask();
      const { won, request, events } = await race(
        id,
        [tom, petra, bea, tom, petra].map(
          decider => () => decisions.approve(id, decider),
        ),
      );
      expect(won).toBe(1);
      expect(request.state).toBe('approved');
      expect(events).toEqual(['created', 'approved']);
      await expect(
        knex('grants').where({ state: 'active' }),
      ).resolves.toHaveLength(1);
    });

    it('lets nobody who may decide one step decide the next one', async () => {
      const { access, race, decisions } = await setup();
      const { id } = await access.create(
        {
          team: TEAM,
          models: ['small'],
          plan: 'premium',
          monthlyBudget: '5000',
          purpose: 'Course',
        },
        dana,
      );
      const { won, request } = await race(
        id,
        [tom, petra, bea].map(
          decider => () => decisions.approve(id, { ...decider, step: 0 }),
        ),
      );
      expect(won).toBe(1);
      expect(request.state).toBe('pending');
      expect(request.steps.map(({ state }) => state)).toEqual([
        'approved',
        'open',
      ]);
      await expect(
        decisions.deny(id, { ...tom, step: 0 }, 'No'),
      ).rejects.toThrow('Somebody else has decided this step meanwhile');
    });

    it('is approved, denied or withdrawn, and never two of these', async () => {
      const { ask, race, decisions } = await setup();
      for (let round = 0; round < 5; round++) {
        const { id } = await ask();
        const { won, request, events } = await race(id, [
          () => decisions.withdraw(id, dana),
          () => decisions.approve(id, petra),
          () => decisions.deny(id, tom, 'No'),
        ]);
        expect(won).toBe(1);
        expect(events).toHaveLength(2);
        expect([request.state, request.grants[0].state]).toEqual(
          {
            approved: ['approved', 'active'],
            denied: ['denied', 'denied'],
            withdrawn: ['cancelled', 'cancelled'],
          }[events[1] as 'approved' | 'denied' | 'withdrawn'],
        );
      }
    });

    it('expires once, and nobody approves it at that moment', async () => {
      const { ask, race, decisions, requestFollowUp, clock } = await setup();
      const { id } = await ask();
      clock.advanceDays(14);
      const { won, request, events } = await race(id, [
        () => decisions.approve(id, petra),
        () => requestFollowUp.expireOverdue(),
        () => requestFollowUp.expireOverdue(),
        () => decisions.approve(id, tom),
      ]);
      expect(won).toBe(2);
      expect(request.state).toBe('expired');
      expect(events).toEqual(['created', 'expired']);
    });

    it('is made again once', async () => {
      const { ask, access, decisions } = await setup();
      const { id } = await ask();
      await decisions.deny(id, petra, 'No');
      const again = await Promise.allSettled(
        Array.from({ length: 5 }, () =>
          access.create(
            {
              team: TEAM,
              models: ['small'],
              plan: 'premium',
              purpose: 'Course',
              replaces: id,
            },
            dana,
          ),
        ),
      );
      const made = again.filter(({ status }) => status === 'fulfilled');
      expect(made).toHaveLength(1);
      expect((await access.get(id)).replacedById).toBeDefined();
    });
  });
});
