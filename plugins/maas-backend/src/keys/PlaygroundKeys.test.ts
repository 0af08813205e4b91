import { ConfigReader } from '@backstage/config';
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
  withMaas,
} from '../__testUtils__/domain';
import { readPlaygroundConfig } from './playgroundConfig';

jest.setTimeout(60_000);

const { dana, tom, bea } = PEOPLE;
const HOUR = 1 / 24;

describe('PlaygroundKeys', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function setup() {
      const domain = await createTestDomain(await databases.init(databaseId));
      await domain.access.create(
        { team: TEAM, models: ['small'], plan: 'free', purpose: 'Course' },
        dana,
      );
      const secretsOf = async (secret: string) => {
        const { key } = await domain.policy.resolve(hashApiKey(secret));
        return key?.secrets.map(({ hash }) => hash).sort();
      };
      return { ...domain, secretsOf };
    }

    it('gives a key that lives an hour and may what its team may', async () => {
      const { playgroundKeys, keys, policy, knex } = await setup();
      const { id, secret, expiresAt } = await playgroundKeys.open(TEAM, dana);
      expect(secret).toMatch(API_KEY_PATTERN);
      expect(parseApiKeyId(secret)).toBe(id);
      expect(expiresAt).toBe('2026-11-21T11:00:00.000Z');
      await expect(policy.resolve(hashApiKey(secret))).resolves.toMatchObject({
        key: {
          id,
          team: TEAM,
          maker: dana.userRef,
          expiresAt,
          secrets: [{ hash: hashApiKey(secret), expiresAt }],
        },
        grants: [{ model: 'small', state: 'active' }],
      });
      const key = await keys.get(id);
      expect(key).toMatchObject({ name: 'Playground', models: undefined });
      expect(keys.stateOf(key)).toBe('active');
      const stored = await Promise.all(
        ['api_keys', 'api_key_secrets'].map(table => knex(table)),
      );
      expect(JSON.stringify(stored)).not.toMatch(API_KEY_PATTERN);
    });

    it('tells gateways that wait for changes', async () => {
      const { playgroundKeys, policy } = await setup();
      const { signal } = new AbortController();
      const before = await policy.update(undefined, 0, signal);
      const { id } = await playgroundKeys.open(TEAM, dana);
      await expect(policy.update(before, 0, signal)).resolves.toMatchObject({
        keys: [{ id }],
      });
    });

    it('opens the same key again with another secret, and lets both end', async () => {
      const { playgroundKeys, keys, clock, secretsOf } = await setup();
      const first = await playgroundKeys.open(TEAM, dana);
      clock.advanceDays(HOUR / 2);
      const second = await playgroundKeys.open(TEAM, dana);
      expect(second.id).toBe(first.id);
      await expect(secretsOf(second.secret)).resolves.toEqual(
        [first, second].map(({ secret }) => hashApiKey(secret)).sort(),
      );
      clock.advanceDays(HOUR / 2);
      const third = await playgroundKeys.open(TEAM, dana);
      await expect(secretsOf(first.secret)).resolves.toBeUndefined();
      await expect(secretsOf(third.secret)).resolves.toHaveLength(2);

      clock.advanceDays(2 * HOUR);
      expect(keys.stateOf(await keys.get(first.id))).toBe('expired');
      const later = await playgroundKeys.open(TEAM, dana);
      expect(later.id).toBe(first.id);
      await expect(secretsOf(later.secret)).resolves.toEqual([
        hashApiKey(later.secret),
      ]);
    });

    it('has one for each person and team, whatever races', async () => {
      const { playgroundKeys, knex } = await setup();
      const opened = await Promise.all(
        [dana, dana, dana, tom].map(user => playgroundKeys.open(TEAM, user)),
      );
      const [one, two, three, other] = opened.map(({ id }) => id);
      expect([two, three]).toEqual([one, one]);
      expect(other).not.toBe(one);
      await expect(
        knex('api_keys').where({ kind: 'playground' }),
      ).resolves.toHaveLength(2);
      await expect(
        knex('api_key_secrets').where({ key_id: one }),
      ).resolves.toHaveLength(3);
    });

    it('makes another one where the first was revoked', async () => {
      const { playgroundKeys, keys } = await setup();
      const first = await playgroundKeys.open(TEAM, dana);
      await keys.revoke(first.id, tom);
      const second = await playgroundKeys.open(TEAM, dana);
      expect(second.id).not.toBe(first.id);
      expect(keys.stateOf(await keys.get(first.id))).toBe('revoked');
    });

    it('is in no list unless it is asked for, and cannot be revealed', async () => {
      const { playgroundKeys, keys, keyDirectory } = await setup();
      const { id } = await playgroundKeys.open(TEAM, dana);
      const ids = async (withPlayground?: boolean) =>
        (await keyDirectory.list({ limit: 10, withPlayground })).items.map(
          key => key.id,
        );
      await expect(ids()).resolves.not.toContain(id);
      await expect(ids()).resolves.toHaveLength(1);
      await expect(ids(true)).resolves.toContain(id);
      await expect(keys.reveal(id, dana)).rejects.toThrow('revealed before');
    });

    it('is for members of a team that may use something', async () => {
      const { playgroundKeys, knex } = await setup();
      await expect(playgroundKeys.open(TEAM, bea)).rejects.toThrow(
        `You are not in ${TEAM}`,
      );
      await expect(
        playgroundKeys.open('group:default/business-school', bea),
      ).rejects.toThrow('may use no model yet');
      await expect(
        knex('api_keys').where({ kind: 'playground' }),
      ).resolves.toEqual([]);
    });

    it('is not there where configuration says so', async () => {
      const { playgroundKeys } = await createTestDomain(
        await databases.init(databaseId),
        withMaas({ playground: { enabled: false } }),
      );
      await expect(playgroundKeys.open(TEAM, dana)).rejects.toThrow(
        'maas.playground.enabled is false',
      );
    });
  });
});

describe('readPlaygroundConfig', () => {
  const read = (playground?: object) =>
    readPlaygroundConfig(new ConfigReader({ maas: { playground } as {} }));

  it('lets keys live an hour, unless it is told otherwise', () => {
    expect(read()).toEqual({ enabled: true, keyLifetimeMs: 3_600_000 });
    expect(read({ keyLifetime: '15m', enabled: false })).toEqual({
      enabled: false,
      keyLifetimeMs: 900_000,
    });
    expect(read({ keyLifetime: { days: 1 } }).keyLifetimeMs).toBe(86_400_000);
  });

  it.each(['59s', '25h'])('refuses %s', keyLifetime => {
    expect(() => read({ keyLifetime })).toThrow('maas.playground.keyLifetime');
  });
});
