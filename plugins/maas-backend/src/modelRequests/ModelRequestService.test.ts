import { modelPagePath } from '@openmaas/backstage-plugin-maas-common';
import {
  createTestDatabases,
  createTestDomain,
  PEOPLE,
  TEAM,
} from '../__testUtils__/domain';
import { aWish } from '../__testUtils__/modelRequests';
import { definitionOf, sourceOf } from '../__testUtils__/sources';

jest.setTimeout(60_000);

const { dana, tom, bea, petra } = PEOPLE;
const SCHOOL = 'group:default/business-school';

describe('requests for models', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function setup() {
      const domain = await createTestDomain(await databases.init(databaseId));
      const { modelRequests, knex } = domain;
      return {
        ...domain,
        decisions: domain.modelDecisions,
        get: async (id: string) => (await modelRequests.find([id]))[0],
        happened: async (id: string) =>
          (await modelRequests.timeline(id)).map(
            ({ actor, event, text }) =>
              `${actor} ${event}${text ? `: ${text}` : ''}`,
          ),
        /** Models appear with these ids. */
        offer: (...ids: string[]) =>
          domain.models.sync(
            sourceOf('late', ...ids.map(id => definitionOf(id))),
          ),
        wantedInRows: async () =>
          (await knex('model_requests')).map(row => Number(row.wanted)),
      };
    }

    it('goes from the wish to the model', async () => {
      const { modelRequests, decisions, happened, clock } = await setup();
      const { id } = await modelRequests.create(aWish(), dana);
      await modelRequests.join(id, { team: SCHOOL, reason: 'So do we' }, bea);
      await decisions.review(id, petra, 'Measuring it');
      await decisions.approve(id, petra, { reason: 'Fits' });
      await decisions.deploying(id, petra);
      clock.advanceDays(1);
      const done = await decisions.available(id, petra, { model: 'large' });
      expect(done).toMatchObject({
        state: 'available',
        modelId: 'large',
        decidedBy: petra.userRef,
        decidedAt: clock.now(),
        decisionReason: undefined,
        teamRef: TEAM,
      });
      await expect(happened(id)).resolves.toEqual([
        `${dana.userRef} created`,
        `${bea.userRef} joined: So do we`,
        `${petra.userRef} under-review: Measuring it`,
        `${petra.userRef} approved: Fits`,
        `${petra.userRef} deploying`,
        `${petra.userRef} available`,
      ]);
    });

    it('becomes available by itself when its model appears', async () => {
      const { modelRequests, decisions, get, happened, offer } = await setup();
      const ask = async (model: string) =>
        (
          await modelRequests.create(
            aWish({ model, source: { kind: 's3', uri: `s3://b/${model}` } }),
            dana,
          )
        ).id;
      const [approved, deploying, submitted, other] = [
        await ask('a'),
        await ask('b'),
        await ask('c'),
        await ask('d'),
      ];
      await decisions.approve(approved, petra);
      await decisions.approve(deploying, petra);
      await decisions.deploying(deploying, petra);
      await decisions.approve(other, petra);
      await offer('a', 'b', 'c');

      expect(await get(approved)).toMatchObject({
        state: 'available',
        decidedBy: 'system',
      });
      expect((await happened(approved)).at(-1)).toBe('system available');
      expect((await get(deploying)).state).toBe('available');
      expect((await get(submitted)).state).toBe('submitted');
      expect((await get(other)).state).toBe('approved');

      // What is there already when it is approved need not wait.
      await expect(decisions.approve(submitted, petra)).resolves.toMatchObject({
        state: 'available',
        decidedBy: 'system',
      });
    });

    it('waits for a hidden model until people can see it', async () => {
      const { modelRequests, decisions, models, get } = await setup();
      const { id } = await modelRequests.create(aWish({ model: 'new' }), dana);
      await decisions.approve(id, petra);
      const appear = (visibility: 'hidden' | 'restricted') =>
        models.sync(sourceOf('late', definitionOf('new', { visibility })));
      await appear('hidden');
      expect((await get(id)).state).toBe('approved');
      await expect(
        decisions.available(id, petra, { model: 'new' }),
      ).rejects.toThrow('that people can see yet');
      await appear('restricted');
      expect((await get(id)).state).toBe('available');
    });

    it('becomes a model of another id where the platform team says so', async () => {
      const { modelRequests, decisions, get, happened, offer } = await setup();
      const { id } = await modelRequests.create(aWish(), dana);
      const other = await modelRequests.create(
        aWish({ model: 'taken', source: { kind: 'oci', uri: 'oci://r/x' } }),
        tom,
      );
      await expect(
        decisions.approve(id, petra, { model: 'taken' }),
      ).rejects.toThrow(`request ${other.id} asks for`);
      await decisions.approve(id, petra, { model: 'llama-4-scout' });
      await expect(modelRequests.timeline(id)).resolves.toMatchObject([
        { event: 'created' },
        { event: 'approved', details: { model: 'llama-4-scout' } },
      ]);
      const found = await modelRequests.list({
        limit: 5,
        sort: 'created',
        search: 'LLAMA-4-scout',
      });
      expect(found.items.map(item => item.id)).toEqual([id]);
      await offer('llama-4-scout');
      expect((await get(id)).state).toBe('available');
      expect(await happened(id)).toHaveLength(3);
    });

    it('is refused where the model is there, or asked for already', async () => {
      const { modelRequests, decisions } = await setup();
      const create = (change: Parameters<typeof aWish>[0]) =>
        modelRequests.create(aWish(change), tom);
      await expect(create({ model: 'small' })).rejects.toThrow(
        modelPagePath('small'),
      );
      // Another name of `large`.
      await expect(create({ model: 'large-latest' })).rejects.toThrow(
        modelPagePath('large'),
      );
      const { id } = await modelRequests.create(aWish(), dana);
      await expect(
        create({ source: { kind: 'oci', uri: 'oci://other' } }),
      ).rejects.toThrow(`join request ${id}`);
      await expect(
        create({
          model: 'scout',
          source: {
            kind: 'other',
            uri: 'https://hf.co/META-llama/Llama-4-Scout-17B-16E',
          },
        }),
      ).rejects.toThrow(`join request ${id}`);
      await decisions.decline(id, petra, 'Too big');
      await expect(create({})).resolves.toMatchObject({ state: 'submitted' });
    });

    it('knows whose team asks and who can pay', async () => {
      const { modelRequests, teamStore, knex } = await setup();
      const create = (change: Parameters<typeof aWish>[0]) =>
        modelRequests.create(aWish(change), dana);
      await expect(create({ team: SCHOOL })).rejects.toThrow('You are not in');
      await expect(create({ payer: SCHOOL })).rejects.toThrow(
        'no team group:default/business-school that could pay',
      );
      const save = (goneAt?: Date) =>
        knex.transaction(tx =>
          teamStore.save(
            [{ ref: SCHOOL, title: 'School', owners: [], members: [], goneAt }],
            tx as Parameters<typeof teamStore.save>[1],
          ),
        );
      await save(new Date());
      await expect(create({ payer: SCHOOL })).rejects.toThrow('could pay');
      await save();
      await expect(create({ payer: 'business-school' })).resolves.toMatchObject(
        { payerRef: SCHOOL },
      );
    });

    it('makes one request of one Idempotency-Key', async () => {
      const { modelRequests, knex } = await setup();
      const made = await Promise.all(
        Array.from({ length: 5 }, () =>
          modelRequests.create(aWish(), dana, 'once'),
        ),
      );
      expect(new Set(made.map(({ id }) => id)).size).toBe(1);
      await expect(knex('model_requests')).resolves.toHaveLength(1);
      await expect(knex('model_request_events')).resolves.toHaveLength(1);
      await expect(
        modelRequests.create(aWish({ reason: 'Another' }), dana, 'once'),
      ).rejects.toThrow('Idempotency-Key');
    });

    it('makes one request of one source, whatever races', async () => {
      const { modelRequests, knex } = await setup();
      const outcomes = await Promise.allSettled(
        [dana, tom, dana, tom].map((person, index) =>
          modelRequests.create(aWish({ model: `m-${index}` }), person),
        ),
      );
      const won = outcomes.flatMap(outcome =>
        outcome.status === 'fulfilled' ? outcome.value.id : [],
      );
      expect(won).toHaveLength(1);
      const refused = outcomes.flatMap(outcome =>
        outcome.status === 'rejected' ? outcome.reason.message : [],
      );
      expect(refused).toEqual(
        Array(3).fill(expect.stringContaining(`join request ${won[0]}`)),
      );
      await expect(knex('model_requests')).resolves.toHaveLength(1);
    });

    it('counts everybody once, whatever races', async () => {
      const { modelRequests, get, wantedInRows } = await setup();
      const { id } = await modelRequests.create(aWish(), dana);
      const join = (reason?: string) =>
        modelRequests.join(id, { team: SCHOOL, reason }, bea);
      await Promise.all([join(), join(), join(' ')]);
      await modelRequests.join(id, { team: TEAM, tokensPerMonth: 5 }, tom);
      expect((await get(id)).joins).toMatchObject([
        { userRef: bea.userRef, teamRef: SCHOOL, reason: undefined },
        { userRef: tom.userRef, tokensPerMonth: 5 },
      ]);
      await expect(wantedInRows()).resolves.toEqual([3]);
      await expect(join('Otherwise')).rejects.toThrow('leave it first');
      await expect(
        modelRequests.join(id, { team: TEAM }, dana),
      ).rejects.toThrow('You made this request');
      await expect(
        modelRequests.join(id, { team: TEAM }, petra),
      ).rejects.toThrow('You are not in');

      await Promise.all([
        modelRequests.leave(id, bea),
        modelRequests.leave(id, bea),
      ]);
      await expect(wantedInRows()).resolves.toEqual([2]);
      await expect(modelRequests.leave(id, dana)).rejects.toThrow(
        'only those who joined',
      );
    });

    it('is withdrawn by its requester, while nobody else wants it', async () => {
      const { modelRequests, decisions } = await setup();
      const { id } = await modelRequests.create(aWish(), dana);
      await modelRequests.join(id, { team: TEAM }, tom);
      await expect(modelRequests.withdraw(id, tom)).rejects.toThrow(
        'Only the one who made',
      );
      await expect(modelRequests.withdraw(id, dana)).rejects.toThrow(
        'Others joined',
      );
      await modelRequests.leave(id, tom);
      await expect(modelRequests.withdraw(id, dana)).resolves.toMatchObject({
        state: 'withdrawn',
        decidedBy: dana.userRef,
      });
      await expect(modelRequests.leave(id, tom)).rejects.toThrow('withdrawn');
      await expect(modelRequests.join(id, { team: TEAM }, tom)).rejects.toThrow(
        'withdrawn already',
      );
      await expect(decisions.approve(id, petra)).rejects.toThrow(
        'is withdrawn, so it cannot become approved',
      );
    });

    it('lets nobody decide about an own request', async () => {
      const { modelRequests, decisions } = await setup();
      const platform = 'group:default/platform-team';
      const { id } = await modelRequests.create(
        aWish({ team: platform, payer: platform }),
        petra,
      );
      for (const decide of [
        () => decisions.review(id, petra),
        () => decisions.approve(id, petra),
        () => decisions.decline(id, petra, 'No'),
        () => decisions.deploying(id, petra),
        () => decisions.available(id, petra, { model: 'small' }),
      ]) {
        await expect(decide()).rejects.toThrow('own request');
      }
    });

    it('is decided once, whoever is quicker', async () => {
      const { modelRequests, decisions, happened } = await setup();
      const { id } = await modelRequests.create(aWish(), dana);
      const outcomes = await Promise.allSettled([
        decisions.approve(id, petra),
        decisions.decline(id, tom, 'Too big'),
        decisions.approve(id, bea),
        decisions.decline(id, bea, 'Too dear'),
      ]);
      const failed = outcomes.flatMap(outcome =>
        outcome.status === 'rejected' ? outcome.reason.name : [],
      );
      // An approved request can be declined; a declined one is closed.
      expect(new Set(failed)).toEqual(new Set(['ConflictError']));
      const events = (await happened(id)).map(text => text.split(/[ :]/)[2]);
      expect(events.filter(event => event === 'declined')).toHaveLength(1);
      expect(
        events.filter(event => event === 'approved').length,
      ).toBeLessThanOrEqual(1);
      expect(events).toHaveLength(1 + outcomes.length - failed.length);
    });

    it('finds, sorts and pages them', async () => {
      const { modelRequests, decisions } = await setup();
      const ids: string[] = [];
      for (const [index, title] of ['One', '100% Two', 'Three'].entries()) {
        const [person, team] = index === 2 ? [bea, SCHOOL] : [dana, TEAM];
        const wish = aWish({
          model: `m-${index}`,
          title,
          team,
          payer: team,
          source: { kind: 's3', uri: `s3://b/${index}` },
        });
        ids.push((await modelRequests.create(wish, person)).id);
      }
      const [one, two, three] = ids;
      await modelRequests.join(two, { team: TEAM }, tom);
      await modelRequests.join(two, { team: SCHOOL }, bea);
      await modelRequests.join(three, { team: TEAM }, tom);
      await decisions.review(one, petra);

      const list = async (
        query: Partial<Parameters<typeof modelRequests.list>[0]>,
      ) => {
        const found: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await modelRequests.list({
            limit: 1,
            sort: 'created',
            ...query,
            cursor,
          });
          found.push(...page.items.map(({ id }) => id));
          cursor = page.nextCursor;
        } while (cursor);
        return found;
      };
      await expect(list({})).resolves.toEqual([one, two, three]);
      await expect(list({ sort: '-created' })).resolves.toEqual([
        three,
        two,
        one,
      ]);
      await expect(list({ sort: 'wanted' })).resolves.toEqual([
        one,
        three,
        two,
      ]);
      await expect(list({ sort: '-wanted' })).resolves.toEqual([
        two,
        three,
        one,
      ]);
      await expect(list({ ofUser: dana.userRef })).resolves.toEqual([one, two]);
      await expect(list({ ofUser: bea.userRef })).resolves.toEqual([
        two,
        three,
      ]);
      await expect(list({ states: ['under-review'] })).resolves.toEqual([one]);
      await expect(list({ search: 'THREE m-2' })).resolves.toEqual([three]);
      await expect(list({ search: '0%' })).resolves.toEqual([two]);
      await expect(list({ search: '_' })).resolves.toEqual([]);
      await expect(list({ search: 's3://B/0' })).resolves.toEqual([one]);
      await expect(list({ search: 'business-school' })).resolves.toEqual([
        three,
      ]);
    });

    it('shows what is there or asked for already', async () => {
      const { modelRequests, decisions } = await setup();
      const { id } = await modelRequests.create(aWish(), dana);
      const found = await modelRequests.similar('Llama-4-Scout');
      expect(found.models).toEqual([]);
      expect(found.requests.map(request => request.id)).toEqual([id]);
      const model = await modelRequests.similar('acme/large');
      expect(model.models.map(it => it.id)).toEqual(['large']);
      // Nobody is told of a hidden one.
      expect((await modelRequests.similar('unseen')).models).toEqual([]);
      await decisions.decline(id, petra, 'Too big');
      expect((await modelRequests.similar('Llama-4')).requests).toEqual([]);
    });

    it('says that there is none', async () => {
      const { modelRequests, decisions } = await setup();
      const id = '019a9b1c-7d2e-7f00-8a1b-2c3d4e5f6071';
      for (const work of [
        () => modelRequests.join(id, { team: TEAM }, dana),
        () => modelRequests.leave(id, dana),
        () => modelRequests.withdraw(id, dana),
        () => modelRequests.comment(id, 'Hello', dana),
        () => decisions.approve(id, petra),
      ]) {
        await expect(work()).rejects.toThrow('There is no model request');
      }
    });
  });
});
