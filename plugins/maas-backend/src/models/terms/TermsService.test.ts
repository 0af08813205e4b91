import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { UpdateModel } from '@openmaas/backstage-plugin-maas-common';
import type { ModelDefinition } from '@openmaas/backstage-plugin-maas-node';
import {
  createTestDatabases,
  createTestDomain,
  migrate,
  PEOPLE,
  TEST_CONFIG,
} from '../../__testUtils__/domain';
import { PolicyCopy } from '../../__testUtils__/policyCopy';
import { definitionOf, sourceOf } from '../../__testUtils__/sources';
import { createDomain } from '../../domain';

jest.setTimeout(60_000);

const { petra, tom } = PEOPLE;
const PAGE = { limit: 50 };

describe('TermsService', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function setup() {
      const domain = await createTestDomain(await databases.init(databaseId));
      const { models, terms } = domain;
      const say = (extra: Partial<ModelDefinition> = {}) =>
        models.sync(sourceOf('x', definitionOf('m', extra)));
      const version = async () => (await terms.get('m')).version;
      const set = async (wanted: Omit<UpdateModel, 'version'>, by = petra) =>
        terms.update('m', { version: await version(), ...wanted }, by);
      const term = async (name: string) =>
        (await terms.get('m')).terms.find(item => item.name === name);
      const history = async () => (await terms.history('m', PAGE)).items;
      const policy = async () => {
        const copy = new PolicyCopy();
        const { models: all } = await copy.pull(domain.policy);
        return all.find(({ id }) => id === 'm');
      };
      return { ...domain, say, set, term, history, version, policyOf: policy };
    }

    const PERSONS = {
      title: 'Ours',
      description: 'By hand',
      owner: 'group:default/research',
      approver: 'group:default/security',
      lifecycle: 'deprecated' as const,
      visibility: 'restricted' as const,
      plans: ['premium'],
      multiplier: '2.5',
      dataPolicy: {
        location: 'internal' as const,
        allowed: ['public' as const],
      },
      retirement: { at: '2027-03-01T09:00:00.000Z', successor: 'large' },
    };
    const SOURCES = {
      title: 'Theirs',
      description: 'From the source',
      owner: 'group:default/ml',
      lifecycle: 'experimental' as const,
      visibility: 'public' as const,
      plans: ['free', 'premium'],
      multiplier: '3',
      dataPolicy: {
        location: 'external' as const,
        region: 'EU',
        allowed: ['public' as const, 'internal' as const],
      },
      retirement: { at: '2027-06-01T09:00:00.000Z', note: 'Of the source' },
    };

    it("lets a person's value win everywhere, whatever the source says later", async () => {
      const { models, say, set, policyOf } = await setup();
      await say(SOURCES);
      await set(PERSONS);
      for (const title of ['Theirs', 'New one']) {
        await say({ ...SOURCES, title, version: title });
        await expect(models.get('m')).resolves.toMatchObject({
          ...PERSONS,
          version: title,
          source: 'x',
          setByPerson: Object.keys(PERSONS),
        });
        await expect(policyOf()).resolves.toMatchObject({
          title: 'Ours',
          owner: PERSONS.owner,
          visibility: 'restricted',
          multiplier: '2.5',
        });
        await expect(models.ownersOf(['m'])).resolves.toEqual(
          new Map([['m', PERSONS.owner]]),
        );
        await expect(models.approversOf(['m'])).resolves.toEqual(
          new Map([['m', PERSONS.approver]]),
        );
        await expect(models.idsOwnedBy([SOURCES.owner])).resolves.toEqual([]);
        await expect(models.idsApprovedBy([PERSONS.approver])).resolves.toEqual(
          ['m'],
        );
        await expect(models.multipliers(['m'])).resolves.toEqual(
          new Map([['m', '2.5']]),
        );
      }
    });

    it('gives a term back to what the source says now', async () => {
      const { models, say, set, term } = await setup();
      await say({ ...SOURCES, approver: 'group:default/ops' });
      await set({ ...PERSONS, prices: [] });
      await say({ ...SOURCES, title: 'Later', approver: undefined });
      await set({
        title: null,
        description: null,
        owner: null,
        approver: null,
        lifecycle: null,
        visibility: null,
        plans: null,
        multiplier: null,
        prices: null,
        dataPolicy: null,
        retirement: null,
      });
      const model = await models.get('m');
      expect(model).toMatchObject({
        ...SOURCES,
        title: 'Later',
        setByPerson: [],
      });
      expect(model.approver).toBeUndefined();
      await expect(models.approversOf(['m'])).resolves.toEqual(
        new Map([['m', SOURCES.owner]]),
      );
      await expect(term('title')).resolves.toEqual({
        name: 'title',
        value: 'Later',
        sourceValue: 'Later',
      });
    });

    it("shows the source's value, a person's, and who set it when", async () => {
      const { terms, say, set, clock } = await setup();
      await say({ title: 'Theirs', prices: { input: 5n } });
      await set({ title: ' Ours ' });
      await say({ title: 'Later', prices: { input: 6n } });
      const answer = await terms.get('m');
      expect(answer).toMatchObject({
        id: 'm',
        source: 'x',
        version: 1,
        futurePrices: [],
      });
      expect(answer.terms.map(({ name }) => name)).toEqual([
        'title',
        'description',
        'owner',
        'approver',
        'lifecycle',
        'visibility',
        'plans',
        'multiplier',
        'prices',
        'dataPolicy',
        'retirement',
      ]);
      expect(answer.terms[0]).toEqual({
        name: 'title',
        value: 'Ours',
        sourceValue: 'Later',
        setBy: petra.userRef,
        setAt: clock.now().toISOString(),
      });
      expect(answer.terms[8]).toEqual({
        name: 'prices',
        value: [{ tokenClass: 'input', nanosPerMillion: '6' }],
        sourceValue: [{ tokenClass: 'input', nanosPerMillion: '6' }],
      });
    });

    it('refuses a change of terms that somebody else changed meanwhile', async () => {
      const { terms, models, say, set } = await setup();
      await say();
      await set({ title: 'First' });
      await expect(
        terms.update('m', { version: 0, title: 'Second' }, tom),
      ).rejects.toThrow(
        'Somebody else changed the terms of model "m" meanwhile: read them again',
      );
      await expect(models.get('m')).resolves.toMatchObject({ title: 'First' });
    });

    it('lets one of many changes at once win', async () => {
      const { terms, models, say, history } = await setup();
      await say();
      const results = await Promise.allSettled(
        Array.from({ length: 8 }, (_, i) =>
          terms.update('m', { version: 0, title: `Title ${i}` }, petra),
        ),
      );
      const won = results.findIndex(({ status }) => status === 'fulfilled');
      expect(
        results.map(result =>
          result.status === 'fulfilled' ? 'won' : result.reason.name,
        ),
      ).toEqual(results.map((_, i) => (i === won ? 'won' : 'ConflictError')));
      await expect(models.get('m')).resolves.toMatchObject({
        title: `Title ${won}`,
      });
      await expect(terms.get('m')).resolves.toMatchObject({ version: 1 });
      expect((await history()).map(({ field }) => field)).toEqual([
        'title',
        'offered',
      ]);
    });

    it('loses neither side where a source is read meanwhile', async () => {
      const { terms, models, say, clock } = await setup();
      await say({ title: 'Theirs 0', prices: { input: 1n, output: 1n } });
      for (let round = 1; round <= 5; round++) {
        clock.advanceDays(1);
        const { version } = await terms.get('m');
        await Promise.all([
          say({
            title: `Theirs ${round}`,
            license: `License ${round}`,
            prices: { input: BigInt(round), output: 7n },
          }),
          terms.update(
            'm',
            {
              version,
              title: `Ours ${round}`,
              prices: [
                { tokenClass: 'output', nanosPerMillion: `${100 * round}` },
              ],
            },
            petra,
          ),
        ]);
        await expect(models.get('m')).resolves.toMatchObject({
          title: `Ours ${round}`,
          license: `License ${round}`,
          prices: [
            { tokenClass: 'output', nanosPerMillion: BigInt(100 * round) },
          ],
        });
        await expect(terms.get('m')).resolves.toMatchObject({
          terms: expect.arrayContaining([
            expect.objectContaining({
              name: 'title',
              sourceValue: `Theirs ${round}`,
            }),
          ]),
        });
      }
    });

    it('writes nothing where all is as it is wanted', async () => {
      const { terms, say, set, history, knex, version } = await setup();
      await say({ title: 'Theirs' });
      await set({ ...PERSONS, prices: [] });
      const before = await Promise.all([
        knex('models'),
        knex('model_prices'),
        knex('policy_state'),
        history(),
        terms.get('m'),
      ]);
      await set({ ...PERSONS, prices: [], reason: 'Again' });
      await set({ multiplier: '02.50', reason: 'As a decimal, the same' });
      await set({ reason: 'Only a reason' });
      await expect(
        Promise.all([
          knex('models'),
          knex('model_prices'),
          knex('policy_state'),
          history(),
          terms.get('m'),
        ]),
      ).resolves.toEqual(before);
      await set({ description: null });
      await expect(version()).resolves.toBe(2);
      await set({ description: null });
      await expect(version()).resolves.toBe(2);
    });

    it('tells others once of a change, and of none where there is none', async () => {
      const { terms, policy, say, set } = await setup();
      await say();
      const copy = new PolicyCopy();
      await copy.pull(policy);
      await set({ title: 'Ours' });
      const news = await copy.pull(policy);
      expect(news.models.map(({ id, title }) => [id, title])).toEqual([
        ['m', 'Ours'],
      ]);
      const { version } = await terms.get('m');
      await terms.update('m', { version, title: 'Ours' }, petra);
      expect((await copy.pull(policy)).models).toEqual([]);
    });

    it('lets the catalog know, and takes the change though it cannot be told', async () => {
      const config = new ConfigReader(TEST_CONFIG);
      const tell = jest.fn(async () => {});
      const { models, terms } = createDomain({
        config,
        knex: await migrate(await databases.init(databaseId)),
        logger: mockServices.logger.mock(),
        onModelsChange: tell,
      });
      await models.sync(sourceOf('x', definitionOf('m')));
      tell.mockClear();
      await terms.update('m', { version: 0, title: 'Ours' }, petra);
      expect(tell).toHaveBeenCalledTimes(1);
      await terms.update('m', { version: 1, title: 'Ours' }, petra);
      expect(tell).toHaveBeenCalledTimes(1);
      tell.mockRejectedValueOnce(new Error('the events backend is not up'));
      await expect(
        terms.update('m', { version: 1, title: 'Mine' }, petra),
      ).resolves.toMatchObject({ version: 2 });
    });

    it('remembers what people and sources changed, newest first', async () => {
      const { say, set, history, terms, clock } = await setup();
      await say({ title: 'One', prices: { input: 1n } });
      clock.advanceDays(1);
      await set({ title: 'Ours', reason: ' Clearer ' }, tom);
      await say({
        title: 'Two',
        prices: { input: 2n },
        contextLength: 4096,
        endpoints: [{ url: 'http://10.1.2.3:8000/v1' }],
      });
      await say({
        title: 'Three',
        prices: { input: 2n },
        contextLength: 4096,
        endpoints: [{ url: 'http://10.9.9.9:8000/v1' }],
      });
      await set({ title: null });
      const at = clock.now().toISOString();
      const all = await history();
      expect(all).toEqual(
        [
          {
            field: 'title',
            before: 'Ours',
            after: 'Three',
            actor: petra.userRef,
          },
          {
            field: 'prices',
            before: [{ tokenClass: 'input', nanosPerMillion: '1' }],
            after: [{ tokenClass: 'input', nanosPerMillion: '2' }],
            source: 'x',
          },
          { field: 'endpointCount', before: 0, after: 1, source: 'x' },
          { field: 'contextLength', after: 4096, source: 'x' },
          {
            field: 'title',
            before: 'One',
            after: 'Ours',
            actor: tom.userRef,
            reason: 'Clearer',
          },
          {
            field: 'offered',
            before: false,
            after: true,
            source: 'x',
            at: '2026-11-21T10:00:00.000Z',
          },
        ].map(change => ({ id: expect.any(String), at, ...change })),
      );
      expect(JSON.stringify(all)).not.toContain('10.');

      const seen: string[] = [];
      let after: string | undefined;
      do {
        const page = await terms.history('m', { limit: 2, after });
        expect(page.totalItems).toBe(6);
        seen.push(...page.items.map(({ id }) => id));
        after = page.nextCursor && seen[seen.length - 1];
      } while (after);
      expect(seen).toEqual(all.map(({ id }) => id));
    });

    it('keeps what a person set of a model that is withdrawn for a while', async () => {
      const { models, terms, say, set, history } = await setup();
      await say({ title: 'Theirs' });
      await set({ title: 'Ours' });
      await models.sync(sourceOf('x'));
      await expect(terms.get('m')).rejects.toThrow('no model "m"');
      await expect(
        terms.update('m', { version: 1, title: 'Gone' }, petra),
      ).rejects.toThrow('no model "m"');
      await models.sync(sourceOf('y', definitionOf('m', { license: 'MIT' })));
      await expect(models.get('m')).resolves.toMatchObject({
        title: 'Ours',
        license: 'MIT',
        source: 'y',
      });
      expect(
        (await history()).map(({ field, after, source }) => [
          field,
          after,
          source,
        ]),
      ).toEqual([
        ['license', 'MIT', 'y'],
        ['offered', true, 'y'],
        ['offered', false, 'x'],
        ['title', 'Ours', undefined],
        ['offered', true, 'x'],
      ]);
    });

    it('undoes all of a change that cannot be remembered', async () => {
      const { models, say, set, knex } = await setup();
      await say({ title: 'Theirs' });
      await knex.schema.renameTable('model_changes', 'lost_changes');
      await expect(set({ title: 'Ours' })).rejects.toThrow();
      await knex.schema.renameTable('lost_changes', 'model_changes');
      await expect(models.get('m')).resolves.toMatchObject({
        title: 'Theirs',
        setByPerson: [],
      });
    });

    it('hides and shows a model by its visibility, grants or not', async () => {
      const { models, access, decisions, say, set, policyOf } = await setup();
      await say();
      const ask = () =>
        access.create(
          {
            team: 'cs-department',
            models: ['m'],
            plan: 'premium',
            purpose: 'Course',
          },
          tom,
        );
      const waiting = await ask();
      await set({ visibility: 'hidden' });
      await expect(models.get('m')).rejects.toThrow('no model "m"');
      await expect(ask()).rejects.toThrow('no model "m"');
      await expect(decisions.approve(waiting.id, petra)).rejects.toThrow(
        'not offered any more',
      );
      // Who holds a grant goes on; gateways decide about that.
      await expect(policyOf()).resolves.toMatchObject({
        visibility: 'hidden',
      });
      await set({ visibility: 'restricted' });
      await expect(models.get('m')).resolves.toMatchObject({ id: 'm' });
      await expect(ask()).resolves.toMatchObject({ state: 'pending' });
    });
  });
});
