import type { StoredKey } from './KeyStore';
import type { ListKeys } from './KeyDirectory';
import { apiKeyPrefix } from '@openmaas/backstage-plugin-maas-common';
import { createTestDatabases, PEOPLE, TEAM } from '../__testUtils__/domain';
import { createTestKeys, giveGrants } from '../__testUtils__/keys';

jest.setTimeout(60_000);

const { dana, tom, bea } = PEOPLE;
const SCHOOL = 'group:default/business-school';

describe('KeyDirectory', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    /** Six keys, one in each state, named so; the active one is used, and another not. */
    async function setup() {
      const domain = await createTestKeys(await databases.init(databaseId));
      const { keys, keyDirectory, clock, knex, makeKey, transact } = domain;
      await giveGrants(knex, SCHOOL, ['small']);
      const expired = await makeKey({ name: 'expired', expiresInDays: 10 });
      const unused = await makeKey({ name: 'b-unused', label: 'Bill_10%' });
      clock.advanceDays(40);
      const used = await makeKey({ name: 'A used', expiresInDays: 300 });
      const suspended = await makeKey({ name: 'suspended' });
      await keys.suspend(suspended.id, tom);
      const revoked = await makeKey({ name: 'revoked' });
      await keys.revoke(revoked.id, tom);
      const fresh = await keys.create({ team: SCHOOL, name: 'fresh' }, bea);
      await knex('api_keys').insert({
        id: '019a9b1c-7d2e-7f00-8a1b-2c3d4e5f6071',
        team_ref: TEAM,
        maker_ref: tom.userRef,
        name: 'waiting',
        created_at: clock.now(),
        request_hash: 'h',
      });
      await transact(tx =>
        keys.noteUses(
          [
            { keyId: used.id, at: new Date('2026-12-31T09:00:00Z') },
            { keyId: suspended.id, at: new Date('2026-12-31T08:00:00Z') },
          ],
          tx,
        ),
      );
      const names = async (query: Partial<ListKeys>) =>
        (await keyDirectory.list({ limit: 50, ...query })).items.map(
          ({ name }) => name,
        );
      return { ...domain, expired, unused, used, fresh, names };
    }

    it('finds keys by state, as the keys themselves say', async () => {
      const { keys, keyDirectory, names } = await setup();
      for (const [state, expected] of [
        ['waiting', ['waiting']],
        ['unrevealed', ['fresh']],
        ['active', ['A used', 'b-unused']],
        ['suspended', ['suspended']],
        ['expired', ['expired']],
        ['revoked', ['revoked']],
      ] as const) {
        await expect(names({ states: [state], sort: 'name' })).resolves.toEqual(
          expected,
        );
      }
      await expect(
        names({ states: ['revoked', 'waiting'], sort: 'name' }),
      ).resolves.toEqual(['revoked', 'waiting']);
      const { items } = await keyDirectory.list({ limit: 50 });
      expect(new Set(items.map(key => keys.stateOf(key))).size).toBe(6);
    });

    it('finds keys by maker, team and what occurs in them', async () => {
      const { names, unused } = await setup();
      await expect(names({ makerRef: tom.userRef })).resolves.toEqual([
        'waiting',
      ]);
      await expect(names({ teamRef: SCHOOL })).resolves.toEqual(['fresh']);
      for (const [search, expected] of [
        ['B-UNUSED', ['b-unused']],
        ['bill_10%', ['b-unused']],
        ['_1', ['b-unused']],
        ['%', ['b-unused']],
        ['!', []],
        [apiKeyPrefix(unused.id), ['b-unused']],
        ['school business', ['fresh']],
        ['school library', []],
        ['business-school fresh', ['fresh']],
        ['user:default/BEA', ['fresh']],
        ["' OR 1=1", []],
        [' ', 7],
      ] as const) {
        const found = await names({ search });
        expect([
          search,
          Array.isArray(expected) ? found : found.length,
        ]).toEqual([search, expected]);
      }
    });

    it('points out what nobody uses, not what is new, held back or over', async () => {
      const { names, clock } = await setup();
      await expect(names({ unusedDays: 30 })).resolves.toEqual(['b-unused']);
      await expect(names({ unusedDays: 41 })).resolves.toEqual([]);
      clock.advanceDays(29);
      await expect(names({ unusedDays: 30, sort: 'used' })).resolves.toEqual([
        'b-unused',
      ]);
      clock.advanceDays(1);
      await expect(names({ unusedDays: 30, sort: 'name' })).resolves.toEqual([
        'A used',
        'b-unused',
      ]);
    });

    it('goes by what is asked for, with what has no such thing last', async () => {
      const { names } = await setup();
      for (const [sort, first] of [
        ['name', ['A used', 'b-unused', 'expired', 'fresh', 'revoked']],
        ['-name', ['waiting', 'suspended', 'revoked', 'fresh', 'expired']],
        ['team', ['fresh']],
        ['-created', ['fresh', 'revoked', 'suspended', 'A used', 'b-unused']],
        ['expires', ['expired', 'b-unused']],
        ['-expires', ['A used']],
        ['used', ['suspended', 'A used']],
        ['-used', ['A used', 'suspended']],
      ] as const) {
        const all = await names({ sort });
        expect(all).toHaveLength(7);
        expect([sort, all.slice(0, first.length)]).toEqual([sort, first]);
      }
    });

    it('has what never ends at the end, whichever way', async () => {
      const { names } = await setup();
      for (const sort of ['expires', '-expires']) {
        expect((await names({ sort }))[6]).toBe('waiting');
      }
    });

    it('pages in every order without leaving any out', async () => {
      const { keyDirectory } = await setup();
      for (const order of ['name', 'team', 'created', 'expires', 'used']) {
        for (const sort of [order, `-${order}`]) {
          const whole = await keyDirectory.list({ limit: 50, sort });
          const paged: StoredKey[] = [];
          let cursor: string | undefined;
          do {
            const page = await keyDirectory.list({ limit: 2, sort, cursor });
            expect(page.totalItems).toBe(7);
            paged.push(...page.items);
            cursor = page.nextCursor;
          } while (cursor);
          expect([sort, paged.map(({ id }) => id)]).toEqual([
            sort,
            whole.items.map(({ id }) => id),
          ]);
        }
      }
    });

    it('takes no cursor of another order, nor a made-up one', async () => {
      const { keyDirectory } = await setup();
      const { nextCursor } = await keyDirectory.list({
        limit: 1,
        sort: 'name',
      });
      await expect(
        keyDirectory.list({ limit: 1, sort: 'used', cursor: nextCursor }),
      ).rejects.toThrow('none of this list');
      const id = '019a9b1c-7d2e-7f00-8a1b-2c3d4e5f6071';
      // SQLite compares values of any types.
      const madeUp = [
        ['created', 'x'],
        ['-expires', 'soon'],
        ['used', 5],
      ].filter(() => databaseId !== 'SQLITE_3');
      for (const [sort, value] of madeUp) {
        const cursor = Buffer.from(JSON.stringify([sort, value, id])).toString(
          'base64url',
        );
        await expect(
          keyDirectory.list({ limit: 1, sort: String(sort), cursor }),
        ).rejects.toThrow('none of this list');
      }
    });

    it('is filtered by what somebody may see, owners of teams too', async () => {
      const { names, keyDirectory, keys, fresh, saveTeams } = await setup();
      const mine = { key: 'teamOwner' as const, values: [dana.userRef] };
      await expect(names({ criteria: mine })).resolves.toEqual([]);
      await saveTeams({
        ref: SCHOOL,
        title: 'Business School',
        owners: [dana.userRef],
        members: [bea.userRef],
      });
      await expect(names({ criteria: mine })).resolves.toEqual(['fresh']);
      await expect(
        names({
          criteria: {
            anyOf: [mine, { key: 'maker', values: [tom.userRef] }],
          },
          sort: 'name',
        }),
      ).resolves.toEqual(['fresh', 'waiting']);
      await expect(
        names({ criteria: { not: { allOf: [mine] } }, teamRef: SCHOOL }),
      ).resolves.toEqual([]);
      await expect(names({ criteria: 'none' })).resolves.toEqual([]);
      await expect(
        keyDirectory.resources([await keys.get(fresh.id)]),
      ).resolves.toEqual([
        {
          teamRef: SCHOOL,
          makerRef: bea.userRef,
          teamOwnerRefs: [dana.userRef],
        },
      ]);
    });
  });
});
