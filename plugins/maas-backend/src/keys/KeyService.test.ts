import {
  API_KEY_PATTERN,
  parseApiKeyId,
} from '@openmaas/backstage-plugin-maas-common';
import { hashApiKey } from '@openmaas/backstage-plugin-maas-node';
import {
  createTestDatabases,
  createTestDomain,
  PEOPLE,
  TEAM,
} from '../__testUtils__/domain';
import { giveGrants } from '../__testUtils__/keys';
import type { ListKeys } from './KeyDirectory';

jest.setTimeout(60_000);

const { dana, tom, bea } = PEOPLE;

describe('KeyService', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function setup() {
      const domain = await createTestDomain(await databases.init(databaseId));
      const request = await domain.access.create(
        {
          team: TEAM,
          models: ['small', 'large'],
          plan: 'free',
          purpose: 'Course',
        },
        dana,
      );
      return { ...domain, keyId: request.keyId! };
    }

    /** Everything that the database holds, as text. */
    async function dump(knex: Awaited<ReturnType<typeof setup>>['knex']) {
      const tables = [
        'models',
        'model_names',
        'model_prices',
        'access_requests',
        'grants',
        'api_keys',
        'api_key_secrets',
      ];
      const rows = await Promise.all(tables.map(table => knex(table)));
      return JSON.stringify(rows);
    }

    it('reveals a secret once, and keeps nothing but its hash', async () => {
      const { keys, keyId, knex, clock } = await setup();
      const secret = await keys.reveal(keyId, dana);
      expect(secret).toMatch(API_KEY_PATTERN);
      expect(parseApiKeyId(secret)).toBe(keyId);
      expect(keys.stateOf(await keys.get(keyId))).toBe('active');
      await expect(knex('api_key_secrets')).resolves.toEqual([
        expect.objectContaining({ key_id: keyId, hash: hashApiKey(secret) }),
      ]);
      const stored = await dump(knex);
      expect(stored).not.toMatch(API_KEY_PATTERN);
      expect(stored).not.toContain(secret.split('_')[2].slice(0, 12));

      clock.advanceDays(1);
      await expect(keys.reveal(keyId, dana)).rejects.toThrow(
        'revealed before and is not kept',
      );
    });

    it('keeps limits of its own, and tells gateways', async () => {
      const { keys, policy } = await setup();
      const limits = { tokensPerMinute: 100, tokensPerMonth: 5000 };
      const input = { team: TEAM, name: 'k', limits };
      const { id } = await keys.create(input, dana, 'once');
      await expect(keys.get(id)).resolves.toMatchObject({ limits });
      await expect(keys.monthlyLimits()).resolves.toEqual(
        new Map([[id, 5000]]),
      );

      const turned = { tokensPerMonth: 5000, tokensPerMinute: 100 };
      await expect(
        keys.create({ ...input, limits: turned }, dana, 'once'),
      ).resolves.toMatchObject({ id });
      for (const other of [undefined, { tokensPerMinute: 100 }]) {
        await expect(
          keys.create({ ...input, limits: other }, dana, 'once'),
        ).rejects.toThrow('used for another request');
      }

      const secret = await keys.reveal(id, dana);
      const resolved = await policy.resolve(hashApiKey(secret));
      expect(resolved.key).toMatchObject({ id, limits });
      const { signal } = new AbortController();
      await expect(policy.update(undefined, 0, signal)).resolves.toMatchObject({
        keys: [{ id, limits }],
      });
    });

    it('gives exactly one secret, however many ask at once', async () => {
      const { keys, keyId, knex } = await setup();
      const outcomes = await Promise.allSettled(
        Array.from({ length: 50 }, () => keys.reveal(keyId, dana)),
      );
      expect(
        outcomes.filter(outcome => outcome.status === 'fulfilled'),
      ).toHaveLength(1);
      expect(
        outcomes.flatMap(outcome =>
          outcome.status === 'rejected' ? outcome.reason.name : [],
        ),
      ).toEqual(Array(outcomes.length - 1).fill('ConflictError'));
      await expect(knex('api_key_secrets')).resolves.toHaveLength(1);
    });

    it('reveals to its maker only, not even to the same team', async () => {
      const { keys, keyId, knex } = await setup();
      await expect(keys.reveal(keyId, tom)).rejects.toThrow(
        'Only the one who made a key',
      );
      await expect(knex('api_key_secrets')).resolves.toEqual([]);
    });

    it('does not reveal to a maker who left the team', async () => {
      const { keys, keyId, knex } = await setup();
      const left = { ...dana, claims: [dana.userRef] };
      await expect(keys.reveal(keyId, left)).rejects.toThrow(
        'not in that team any more',
      );
      await expect(knex('api_key_secrets')).resolves.toEqual([]);
    });

    it('ends for good when it is revoked, revealed or not', async () => {
      const { keys, keyDirectory, keyId } = await setup();
      const revoked = await keys.revoke(keyId, tom);
      expect(revoked.revokedBy).toBe(tom.userRef);
      expect(keys.stateOf(revoked)).toBe('revoked');
      await expect(keys.reveal(keyId, dana)).rejects.toThrow('revoked');
      await expect(keys.revoke(keyId, tom)).rejects.toThrow('revoked already');
      await expect(keyDirectory.modelsOf([revoked])).resolves.toEqual([[]]);
    });

    it('is not both revealed and revoked by a race without the other seeing it', async () => {
      const { keys, keyId, knex } = await setup();
      await Promise.allSettled([
        keys.revoke(keyId, tom),
        keys.reveal(keyId, dana),
      ]);
      const key = await keys.get(keyId);
      expect(keys.stateOf(key)).toBe('revoked');
      const secrets = await knex('api_key_secrets');
      expect(secrets).toHaveLength(key.revealedAt ? 1 : 0);
    });

    it('can call what its team may use now, and no more', async () => {
      const { keys, keyDirectory, keyId, knex } = await setup();
      const narrow = await keys.create(
        { team: TEAM, name: ' CI ', models: ['large'] },
        tom,
      );
      expect(narrow.name).toBe('CI');
      const names = async () =>
        (await keyDirectory.modelsOf([await keys.get(keyId), narrow])).map(
          models => models.map(model => `${model.servedName}/${model.plan}`),
        );
      await expect(names()).resolves.toEqual([
        ['small/free', 'acme/large/free'],
        ['acme/large/free'],
      ]);
      await giveGrants(knex, TEAM, ['secret-sauce']);
      // An existing key gets the new right by itself; a narrowed one does not.
      await expect(names()).resolves.toEqual([
        ['small/free', 'acme/large/free', 'secret-sauce/free'],
        ['acme/large/free'],
      ]);
    });

    it('makes one key per Idempotency-Key', async () => {
      const { keys, knex } = await setup();
      const body = { team: TEAM, name: 'CI' };
      const made = await Promise.all(
        Array.from({ length: 4 }, () => keys.create(body, tom, 'once')),
      );
      expect(new Set(made.map(key => key.id)).size).toBe(1);
      await expect(knex('api_keys')).resolves.toHaveLength(2);
      await expect(
        keys.create({ ...body, name: 'Other' }, tom, 'once'),
      ).rejects.toThrow('used for another request');
    });

    it('refuses a key that could call nothing, or more than the team', async () => {
      const { keys, knex } = await setup();
      await expect(
        keys.create({ team: 'business-school', name: 'k' }, bea),
      ).rejects.toThrow('may use no model yet');
      await expect(
        keys.create({ team: TEAM, name: 'k', models: ['secret-sauce'] }, dana),
      ).rejects.toThrow('may not use "secret-sauce"');
      await expect(keys.create({ team: TEAM, name: 'k' }, bea)).rejects.toThrow(
        'You are not in',
      );
      await expect(knex('api_keys')).resolves.toHaveLength(1);
    });

    it('knows nothing of a key that is not there', async () => {
      const { keys } = await setup();
      const id = '019a9b1c-7d2e-7f00-8a1b-2c3d4e5f6071';
      for (const attempt of [
        () => keys.get(id),
        () => keys.reveal(id, dana),
        () => keys.revoke(id, dana),
      ]) {
        await expect(attempt()).rejects.toMatchObject({
          name: 'NotFoundError',
        });
      }
    });

    it('lists by maker and by what may be read, newest first', async () => {
      const { keys, keyDirectory, keyId } = await setup();
      const toms = await keys.create({ team: TEAM, name: 'CI' }, tom);
      const ids = async (query: ListKeys) =>
        (await keyDirectory.list(query)).items.map(item => item.id);
      await expect(ids({ limit: 50 })).resolves.toEqual([toms.id, keyId]);
      await expect(ids({ limit: 50, makerRef: dana.userRef })).resolves.toEqual(
        [keyId],
      );
      await expect(
        ids({ limit: 50, criteria: { key: 'team', values: bea.claims } }),
      ).resolves.toEqual([]);
      await expect(ids({ limit: 50, criteria: 'none' })).resolves.toEqual([]);
      const first = await keyDirectory.list({ limit: 1 });
      expect(first).toMatchObject({ totalItems: 2 });
      await expect(
        ids({ limit: 1, cursor: first.nextCursor }),
      ).resolves.toEqual([keyId]);
    });
  });
});
