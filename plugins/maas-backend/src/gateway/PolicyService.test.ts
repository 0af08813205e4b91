import { randomUUID } from 'node:crypto';
import { ConfigReader } from '@backstage/config';
import { API_KEY_PATTERN } from '@openmaas/backstage-plugin-maas-common';
import { hashApiKey } from '@openmaas/backstage-plugin-maas-node';
import {
  createTestDatabases,
  createTestDomain,
  PEOPLE,
  TEAM,
  TEST_CONFIG,
} from '../__testUtils__/domain';
import { PolicyCopy } from '../__testUtils__/policyCopy';
import { ConfigModelSource } from '../models/sources/ConfigModelSource';

jest.setTimeout(60_000);

const { dana, tom, bea } = PEOPLE;
const BODY = { team: TEAM, models: ['small'], plan: 'free', purpose: 'Course' };

describe('PolicyService', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function setup() {
      const domain = await createTestDomain(await databases.init(databaseId));
      const copy = new PolicyCopy();
      const ask = (body: Partial<typeof BODY> = {}) =>
        domain.access.create({ ...BODY, ...body }, dana);
      const readModels = (models: object[]) =>
        domain.models.sync(
          new ConfigModelSource(
            new ConfigReader({ ...TEST_CONFIG, maas: { models } }),
          ),
        );
      return {
        ...domain,
        copy,
        pull: () => copy.pull(domain.policy),
        ask,
        readModels,
      };
    }

    it('holds everything that a gateway decides by, and no key', async () => {
      const { policy, ask, keys, knex, pull } = await setup();
      const { keyId, grants } = await ask();
      const { keyId: unrevealed } = await ask({ models: ['large'] });
      const secret = await keys.reveal(keyId!, dana);
      const update = await pull();

      expect(update).toMatchObject({
        epoch: expect.stringMatching(/^[0-9a-f-]{36}$/),
        full: true,
        removedModels: [],
      });
      expect(update.plans.map(({ id }) => id)).toEqual([
        'free',
        'premium',
        'enterprise',
      ]);
      expect(
        update.models.map(({ id, visibility }) => [id, visibility]),
      ).toEqual([
        ['large', 'public'],
        ['secret-sauce', 'restricted'],
        ['small', 'public'],
        ['unseen', 'hidden'],
      ]);
      expect(update.models.find(({ id }) => id === 'small')).toEqual({
        id: 'small',
        servedName: 'small',
        names: ['small'],
        title: 'Small Model',
        owner: 'group:default/platform-team',
        visibility: 'public',
        contextLength: 16384,
        multiplier: '1',
        prices: { input: '50000000', output: '150000000' },
        state: 'ready',
        endpoints: [{ url: 'http://127.0.0.1:1/v1', modelName: 'small' }],
        accessUrl:
          'http://portal.test/create/templates/default/request-model-access?formData=%7B%22models%22%3A%5B%22resource%3Amaas%2Fsmall%22%5D%7D',
        updatedAt: '2026-11-21T10:00:00.000Z',
        revision: 1,
      });
      expect(update.models.find(({ id }) => id === 'large')).toMatchObject({
        servedName: 'acme/large',
        names: ['acme/large', 'large-latest'],
        state: 'off',
        endpoints: [],
      });
      expect(update.grants).toHaveLength(2);
      expect(update.grants).toContainEqual({
        id: grants[0].id,
        team: TEAM,
        model: 'small',
        plan: 'free',
        state: 'active',
        expiresAt: expect.any(String),
        revision: 2,
      });
      expect(update.keys).toEqual([
        {
          id: keyId,
          team: TEAM,
          maker: dana.userRef,
          secrets: [{ hash: hashApiKey(secret) }],
          expiresAt: expect.any(String),
          revision: 4,
        },
      ]);
      expect(update.revision).toBe(4);
      const text = JSON.stringify(update);
      expect(text).not.toMatch(API_KEY_PATTERN);
      expect(text).not.toContain(secret.split('_')[2].slice(0, 12));
      expect(text).not.toContain(unrevealed);

      // A secret of a key that is being replaced ends before the key.
      const over = new Date('2026-11-22T10:00:00.000Z');
      await knex('api_key_secrets').update({ expires_at: over });
      await knex('api_key_secrets').insert({
        id: randomUUID(),
        key_id: keyId,
        hash: 'f'.repeat(64),
        created_at: over,
      });
      const again = await policy.update(
        undefined,
        0,
        new AbortController().signal,
      );
      expect(again.keys[0].secrets).toHaveLength(2);
      expect(again.keys[0].secrets).toEqual(
        expect.arrayContaining([
          { hash: hashApiKey(secret), expiresAt: over.toISOString() },
          { hash: 'f'.repeat(64) },
        ]),
      );
    });

    it('tells what changed, as it is now, and nothing else', async () => {
      const { ask, decisions, keys, pull } = await setup();
      await pull();
      const first = await ask();
      const granted = await pull();
      expect(granted).toMatchObject({ full: false, models: [], keys: [] });
      expect(granted.plans).toHaveLength(3);
      expect(granted.grants.map(({ id }) => id)).toEqual([first.grants[0].id]);

      await keys.reveal(first.keyId!, dana);
      await expect(pull()).resolves.toMatchObject({
        models: [],
        grants: [],
        keys: [{ id: first.keyId }],
      });

      // The second grant supersedes the first one; both are told of.
      const second = await ask({ plan: 'premium' });
      await expect(pull()).resolves.toMatchObject({ grants: [], keys: [] });
      // The model's owner agrees first; that is nothing to gateways.
      await decisions.approve(second.id, tom);
      await expect(pull()).resolves.toMatchObject({ grants: [], keys: [] });
      await decisions.approve(second.id, tom);
      const superseded = await pull();
      expect(
        new Map(superseded.grants.map(({ id, state }) => [id, state])),
      ).toEqual(
        new Map([
          [first.grants[0].id, 'superseded'],
          [second.grants[0].id, 'active'],
        ]),
      );

      await keys.revoke(first.keyId!, tom);
      await expect(pull()).resolves.toMatchObject({
        grants: [],
        keys: [
          {
            id: first.keyId,
            revokedAt: expect.any(String),
            secrets: [{ hash: expect.any(String) }],
          },
        ],
      });
      await expect(pull()).resolves.toMatchObject({
        models: [],
        removedModels: [],
        grants: [],
        keys: [],
      });
    });

    it('tells of models that are new, changed, renamed and withdrawn', async () => {
      const { pull, readModels } = await setup();
      await pull();
      const model = (id: string, more: object = {}) => ({
        id,
        owner: 'x',
        ...more,
      });
      await readModels([
        model('small', { aliases: ['large-latest'] }),
        model('large', {
          servedName: 'acme/large',
          plans: ['free', 'premium'],
        }),
        model('new'),
      ]);
      const update = await pull();
      expect(update.models.map(({ id, names }) => [id, names])).toEqual(
        expect.arrayContaining([
          ['small', ['small', 'large-latest']],
          ['large', ['acme/large']],
          ['new', ['new']],
        ]),
      );
      expect(update.models).toHaveLength(3);
      expect([...update.removedModels].sort()).toEqual([
        'secret-sauce',
        'unseen',
      ]);
      const { revision } = update;

      // The same again is of no interest to a gateway, but another price is.
      const again = (prices?: object) =>
        readModels([
          model('small', { aliases: ['large-latest'], prices }),
          model('large', {
            servedName: 'acme/large',
            plans: ['free', 'premium'],
          }),
          model('new'),
        ]);
      await again();
      await expect(pull()).resolves.toMatchObject({ revision, models: [] });
      await again({ input: 2, audioSecond: 100 });
      await expect(pull()).resolves.toMatchObject({
        revision: revision + 1,
        models: [
          {
            id: 'small',
            prices: { input: '2000000000', audioSecond: '100000000000' },
          },
        ],
      });

      await readModels([model('small'), model('large'), model('unseen')]);
      const back = await pull();
      expect(back.models.map(({ id }) => id)).toContain('unseen');
      expect(back.removedModels).toEqual(['new']);
    });

    it('tells what an endpoint calls the model, and of its credential the name alone', async () => {
      const url = 'https://api.provider.test/v1';
      const secret = 'secret-of-the-provider';
      const config = {
        ...TEST_CONFIG,
        maas: {
          models: [
            {
              id: 'small',
              servedName: 'acme/small',
              owner: 'x',
              endpoints: [
                { url, modelName: 'gpt-x', credential: 'provider' },
                { url, credential: 'provider' },
                { url },
              ],
            },
          ],
        },
        // As where the portal and its gateway share a file.
        maasGateway: { credentials: { provider: { token: secret } } },
      };
      const knex = await databases.init(databaseId);
      const { policy, models } = await createTestDomain(knex, config);
      const copy = new PolicyCopy();
      const full = await copy.pull(policy);
      expect(full.models[0].endpoints).toEqual([
        { url, modelName: 'gpt-x', credential: 'provider' },
        { url, modelName: 'acme/small', credential: 'provider' },
        { url, modelName: 'acme/small' },
      ]);
      expect(JSON.stringify(full)).not.toContain(secret);
      for (const table of ['models', 'policy_state']) {
        expect(JSON.stringify(await knex(table))).not.toContain(secret);
      }

      // Another name is a change of which gateways hear.
      config.maas.models[0].endpoints[0].credential = 'other';
      await models.sync(new ConfigModelSource(new ConfigReader(config)));
      const changed = await copy.pull(policy);
      expect(changed).toMatchObject({
        full: false,
        models: [{ endpoints: [{ credential: 'other' }, {}, {}] }],
      });
    });

    it('tells how long calls may take, what endpoints weigh, and plans that only report', async () => {
      const url = 'https://api.provider.test/v1';
      const { policy } = await createTestDomain(
        await databases.init(databaseId),
        {
          ...TEST_CONFIG,
          maas: {
            plans: { free: {}, watched: { shadow: true } },
            models: [
              {
                id: 'small',
                owner: 'x',
                timeouts: { firstByte: '90s', total: { minutes: 10 } },
                endpoints: [{ url, weight: 3 }, { url }],
              },
            ],
          },
        },
      );
      const { models, plans } = await new PolicyCopy().pull(policy);
      expect(models[0].timeouts).toEqual({
        firstByteMs: 90_000,
        totalMs: 600_000,
      });
      expect(models[0].endpoints.map(({ weight }) => weight)).toEqual([
        3,
        undefined,
      ]);
      expect(plans.map(({ id, shadow }) => [id, shadow])).toEqual([
        ['free', undefined],
        ['watched', true],
      ]);
    });

    it('tells of a price when it begins to hold, once, whoever sees it', async () => {
      const { knex, clock, models, pull, policyNews } = await setup();
      await pull();
      const { revision } = await pull();
      const at = (seconds: number) =>
        new Date(clock.now().getTime() + seconds * 1000);
      await knex('model_prices').insert(
        [20, 40].map((seconds, i) => ({
          model_id: 'small',
          token_class: 'input',
          valid_from: at(seconds),
          nanos_per_million: String(i + 7),
        })),
      );
      const [first, second] = [at(20), at(40)];
      await expect(models.announcePrices()).resolves.toEqual(first);
      await expect(pull()).resolves.toMatchObject({ revision, models: [] });

      clock.advanceDays(20 / 86_400);
      const { count } = policyNews;
      await expect(
        Promise.all([models.announcePrices(), models.announcePrices()]),
      ).resolves.toEqual([second, second]);
      expect(policyNews.count).toBe(count + 1);
      await expect(pull()).resolves.toMatchObject({
        revision: revision + 1,
        models: [{ id: 'small', prices: { input: '7', output: '150000000' } }],
      });
      clock.advanceDays(1);
      await expect(models.announcePrices()).resolves.toBeUndefined();
      await expect(pull()).resolves.toMatchObject({
        models: [{ prices: { input: '8' } }],
      });
    });

    it('leaves out grants that are over by the clock', async () => {
      const { ask, copy, clock, policy, pull } = await setup();
      await ask();
      clock.advanceDays(91);
      await expect(pull()).resolves.toMatchObject({ grants: [] });
      const late = new PolicyCopy();
      late.position = { ...copy.position!, revision: 0 };
      const update = await late.pull(policy);
      expect(update).toMatchObject({
        full: false,
        grants: [{ state: 'expired' }],
      });
      expect(late.grants.size).toBe(0);
    });

    it('starts anew where the position is none of its own', async () => {
      const { ask, policy, pull, copy } = await setup();
      await ask();
      await pull();
      const { epoch, revision } = copy.position!;
      for (const have of [
        { epoch: randomUUID(), revision },
        { epoch, revision: revision + 1 },
        { epoch, revision: Number.MAX_SAFE_INTEGER },
      ]) {
        const update = await policy.update(
          have,
          600_000,
          new AbortController().signal,
        );
        expect(update).toMatchObject({ full: true, epoch, revision });
        expect(update.models).toHaveLength(4);
        expect(update.grants).toHaveLength(1);
      }
    });

    it('starts anew where the portal has moved, as every model tells its address', async () => {
      const { copy, knex, gateways, pull } = await setup();
      const before = await pull();
      const moved = await createTestDomain(knex, {
        ...TEST_CONFIG,
        app: { baseUrl: 'https://moved.test' },
      });
      const update = await copy.pull(moved.policy);
      expect(update).toMatchObject({ full: true, revision: before.revision });
      for (const { accessUrl } of copy.models.values()) {
        expect(accessUrl).toMatch(/^https:\/\/moved\.test\/create\//);
      }
      await expect(copy.pull(moved.policy)).resolves.toMatchObject({
        full: false,
        models: [],
      });

      await gateways.report({
        gateway: 'gw-1',
        startedAt: '2026-11-21T09:00:00.000Z',
        state: 'running',
        ...copy.position,
        journal: { pendingEvents: 0, rejectedEvents: 0 },
      });
      await expect(gateways.list()).resolves.toMatchObject([
        { upToDate: false },
      ]);
      await expect(moved.gateways.list()).resolves.toMatchObject([
        { upToDate: true },
      ]);

      const again = await createTestDomain(knex);
      await expect(
        again.policy.update(before, 0, AbortSignal.abort()),
      ).resolves.toMatchObject({ full: false, epoch: before.epoch });
    });

    it('starts anew where another epoch was set, after a backup was restored', async () => {
      const { knex, pull } = await setup();
      const { revision } = await pull();
      await knex('policy_state').update({
        epoch: '11111111-1111-1111-1111-111111111111',
      });
      await expect(pull()).resolves.toMatchObject({ full: true, revision });
      await expect(pull()).resolves.toMatchObject({ full: false });
    });

    it('gives no revision to what is undone', async () => {
      const { ask, decisions, keys, pull } = await setup();
      const { keyId } = await ask({ plan: 'premium' });
      const { revision } = await pull();
      await expect(keys.reveal(keyId!, dana)).rejects.toThrow(
        'not granted yet',
      );
      await expect(ask({ models: ['gpt-9'] })).rejects.toThrow('no model');
      const { id } = await ask({ models: ['large'], plan: 'premium' });
      await expect(decisions.approve(id, dana)).rejects.toThrow('own request');
      await expect(pull()).resolves.toMatchObject({ revision });
    });

    it('resolves a key by its hash, with the live grants of its team', async () => {
      const { ask, access, keys, policy, pull } = await setup();
      const first = await ask();
      await ask({ models: ['large'], plan: 'premium' });
      const foreign = await access.create(
        { ...BODY, team: 'group:default/business-school' },
        bea,
      );
      const secret = await keys.reveal(first.keyId!, dana);
      const hash = hashApiKey(secret);
      const { epoch, keys: known, grants } = await pull();
      const resolved = await policy.resolve(hash);
      expect(resolved).toEqual({
        epoch,
        key: known[0],
        grants: grants.filter(({ team }) => team === TEAM),
      });
      expect(resolved.grants.map(({ id }) => id)).toEqual([first.grants[0].id]);
      expect(resolved.key!.revision).toBeGreaterThan(0);
      expect(JSON.stringify(resolved)).not.toContain(foreign.grants[0].id);

      await keys.revoke(first.keyId!, tom);
      const ended = await policy.resolve(hash);
      expect(ended.key!.revokedAt).toBeDefined();
      expect(ended.key!.revision).toBe(resolved.key!.revision + 1);

      await expect(policy.resolve('0'.repeat(64))).resolves.toEqual({
        epoch,
        grants: [],
      });
    });
  });
});
