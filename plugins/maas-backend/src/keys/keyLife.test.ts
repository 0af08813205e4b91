import { API_KEY_PATTERN } from '@openmaas/backstage-plugin-maas-common';
import { hashApiKey } from '@openmaas/backstage-plugin-maas-node';
import { createTestDatabases, PEOPLE, TEAM } from '../__testUtils__/domain';
import { createTestKeys } from '../__testUtils__/keys';
import { connectAgain } from '../__testUtils__/postgres';

jest.setTimeout(60_000);

const { dana, tom } = PEOPLE;
const HOUR = 1 / 24;

describe('the life of keys', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function setup() {
      const domain = await createTestKeys(await databases.init(databaseId));
      const { policy, clock, keys, knex } = domain;
      /** Which of the secrets a gateway would let pass now. */
      const working = async (...secrets: string[]) => {
        const now = clock.now();
        const answers = await Promise.all(
          secrets.map(async secret => {
            const hash = hashApiKey(secret);
            const { key } = await policy.resolve(hash);
            const own = key?.secrets.find(it => it.hash === hash);
            const isOver = (time?: string) =>
              time !== undefined && new Date(time) <= now;
            return (
              key !== undefined &&
              !key.revokedAt &&
              !key.suspendedAt &&
              !isOver(key.expiresAt) &&
              !isOver(own?.expiresAt)
            );
          }),
        );
        return secrets.filter((_, index) => answers[index]);
      };
      const stateOf = async (id: string) => keys.stateOf(await keys.get(id));
      const secretRows = (id: string) =>
        knex('api_key_secrets').where({ key_id: id });
      return { ...domain, working, stateOf, secretRows };
    }

    it('rotates: the key stays, both secrets work until the grace is over', async () => {
      const { keys, makeKey, working, clock, audited } = await setup();
      const { id, secret } = await makeKey();
      const second = await keys.rotate(id, dana, 2);
      expect(second).toMatch(API_KEY_PATTERN);
      await expect(working(secret, second)).resolves.toEqual([secret, second]);
      clock.advanceDays(1.9 * HOUR);
      await expect(working(secret, second)).resolves.toEqual([secret, second]);
      clock.advanceDays(0.1 * HOUR);
      await expect(working(secret, second)).resolves.toEqual([second]);
      await expect(audited(id)).resolves.toContainEqual({
        before: {},
        after: { rotated: true, graceHours: 2 },
      });
    });

    it('works for a day with the secret before unless said otherwise, or not at all', async () => {
      const { keys, keyDirectory, makeKey, working, clock } = await setup();
      const { id, secret } = await makeKey();
      const second = await keys.rotate(id, dana);
      clock.advanceDays(23 * HOUR);
      await expect(working(secret, second)).resolves.toEqual([secret, second]);
      const [facts] = await keyDirectory.facts([await keys.get(id)]);
      expect(facts.previousSecretEndsAt?.toISOString()).toBe(
        '2026-11-22T10:00:00.000Z',
      );
      const third = await keys.rotate(id, dana, 0);
      await expect(working(secret, second, third)).resolves.toEqual([third]);
      const [after] = await keyDirectory.facts([await keys.get(id)]);
      expect(after.previousSecretEndsAt).toBeUndefined();
    });

    it('has at most two secrets that work', async () => {
      const { keys, makeKey, working, clock, secretRows } = await setup();
      const { id, secret } = await makeKey();
      const second = await keys.rotate(id, dana, 5);
      const third = await keys.rotate(id, dana, 1);
      await expect(working(secret, second, third)).resolves.toEqual([
        second,
        third,
      ]);
      clock.advanceDays(2 * HOUR);
      const fourth = await keys.rotate(id, dana, 1);
      await expect(working(second, third, fourth)).resolves.toEqual([
        third,
        fourth,
      ]);
      await expect(secretRows(id)).resolves.toHaveLength(2);
    });

    it('rotates for nobody but its maker in the team, and only what is active', async () => {
      const { keys, makeKey, secretRows } = await setup();
      const { id } = await makeKey();
      await expect(keys.rotate(id, tom)).rejects.toMatchObject({
        name: 'NotAllowedError',
      });
      const left = { ...dana, claims: [dana.userRef] };
      await expect(keys.rotate(id, left)).rejects.toThrow('not in that team');
      await keys.suspend(id, tom);
      await expect(keys.rotate(id, dana)).rejects.toThrow('suspended');
      await keys.resume(id, tom);
      await keys.revoke(id, tom);
      await expect(keys.rotate(id, dana)).rejects.toThrow('revoked');
      const fresh = await keys.create({ team: TEAM, name: 'new' }, dana);
      await expect(keys.rotate(fresh.id, dana)).rejects.toThrow('reveal it');
      await expect(secretRows(id)).resolves.toHaveLength(1);
    });

    it('is held back and let go by people, who are told why', async () => {
      const { keys, makeKey, working, stateOf, takeNotices, audited } =
        await setup();
      const { id, secret } = await makeKey();
      await keys.suspend(id, tom, 'Runs wild');
      await expect(working(secret)).resolves.toEqual([]);
      await expect(keys.get(id)).resolves.toMatchObject({
        suspendedBy: tom.userRef,
        suspensionReason: 'Runs wild',
      });
      await expect(keys.suspend(id, tom)).rejects.toThrow('suspended already');
      await keys.resume(id, dana, 'Mended');
      await expect(working(secret)).resolves.toEqual([secret]);
      await expect(stateOf(id)).resolves.toBe('active');
      await expect(keys.resume(id, tom)).rejects.toThrow('not suspended');
      await expect(takeNotices()).resolves.toEqual([
        expect.objectContaining({
          recipients: [dana.userRef],
          title: 'Your API key CI was suspended',
          description: 'Runs wild',
          link: `/maas/keys/${id}`,
        }),
      ]);
      await expect(audited(id)).resolves.toContainEqual({
        before: { state: 'active', suspensionReason: null },
        after: {
          state: 'suspended',
          suspensionReason: 'Runs wild',
          reason: 'Runs wild',
        },
      });
    });

    it('cannot be revealed while it is suspended', async () => {
      const { keys, stateOf } = await setup();
      const { id } = await keys.create({ team: TEAM, name: 'k' }, dana);
      await keys.suspend(id, tom);
      await expect(keys.reveal(id, dana)).rejects.toThrow('suspended');
      await keys.resume(id, tom);
      await expect(stateOf(id)).resolves.toBe('unrevealed');
      await expect(keys.reveal(id, dana)).resolves.toMatch(API_KEY_PATTERN);
    });

    it('changes what a key may, and takes restrictions away again', async () => {
      const { keys, keyDirectory, makeKey, policy, secretRows, audited } =
        await setup();
      const { id } = await makeKey({ addresses: ['10.1.2.3/8'], label: 'app' });
      const [{ hash }] = await secretRows(id);
      const inPolicy = async () => (await policy.resolve(hash)).key;
      await expect(inPolicy()).resolves.toMatchObject({
        addresses: ['10.0.0.0/8'],
        label: 'app',
      });
      const narrow = await keys.update(
        id,
        {
          name: ' Nightly ',
          models: ['large'],
          limits: { requestsPerMinute: 5 },
          addresses: ['::1', '10.9.9.9/32'],
          label: 'nightly',
          expiresInDays: 7,
        },
        tom,
      );
      expect(narrow).toMatchObject({
        name: 'Nightly',
        models: ['large'],
        expiresAt: new Date('2026-11-28T10:00:00Z'),
      });
      await expect(keyDirectory.modelsOf([narrow])).resolves.toEqual([
        [expect.objectContaining({ id: 'large' })],
      ]);
      await expect(inPolicy()).resolves.toMatchObject({
        models: ['large'],
        limits: { requestsPerMinute: 5 },
        addresses: ['::1/128', '10.9.9.9/32'],
        label: 'nightly',
        expiresAt: '2026-11-28T10:00:00.000Z',
      });
      const nothing = { models: null, limits: null, addresses: null };
      const wide = await keys.update(id, { ...nothing, label: null }, tom);
      await expect(keys.get(id)).resolves.toEqual(wide);
      expect(wide).toMatchObject({
        name: 'Nightly',
        models: undefined,
        limits: undefined,
        addresses: undefined,
        label: undefined,
        expiresAt: narrow.expiresAt,
      });
      const entries = await audited(id);
      expect(entries[entries.length - 1]).toEqual({
        before: {
          models: ['large'],
          limits: { requestsPerMinute: 5 },
          addresses: ['::1/128', '10.9.9.9/32'],
          label: 'nightly',
        },
        after: { ...nothing, label: null },
      });
    });

    it('never lets a key do more than its team, nor live longer than allowed', async () => {
      const { keys, makeKey } = await setup();
      const { id } = await makeKey();
      const before = await keys.get(id);
      for (const [change, message] of [
        [{ models: ['small', 'secret-sauce'] }, 'may not use "secret-sauce"'],
        [{ addresses: ['10.0.0.0/99'] }, '"10.0.0.0/99" is no block'],
        [{ expiresInDays: 366 }, 'at most 365'],
      ] as const) {
        await expect(
          keys.update(id, { ...change, label: 'x' } as object, tom),
        ).rejects.toThrow(message);
      }
      await expect(keys.get(id)).resolves.toEqual(before);
      await keys.revoke(id, tom);
      await expect(keys.update(id, { name: 'x' }, tom)).rejects.toThrow(
        'revoked',
      );
    });

    it('tells the maker of what others change and revoke, with the reason', async () => {
      const { keys, makeKey, takeNotices, audited } = await setup();
      const { id } = await makeKey();
      await keys.update(id, { label: 'x' }, tom);
      await keys.revoke(id, tom, 'Leaked');
      const notices = await takeNotices();
      expect(
        notices.map(({ title, description }) => [title, description]),
      ).toEqual([
        ['Your API key CI was changed', expect.stringContaining(tom.userRef)],
        ['Your API key CI was revoked', 'Leaked'],
      ]);
      const entries = await audited(id);
      expect(entries.map(({ after }) => after.state)).toEqual([
        'unrevealed',
        'active',
        undefined,
        'revoked',
      ]);
      expect(entries[3].after.reason).toBe('Leaked');
    });

    it('makes another wish of one with other addresses or another label', async () => {
      const { keys } = await setup();
      const wish = {
        team: TEAM,
        name: 'k',
        addresses: ['10.0.0.0/8'],
        label: 'a',
      };
      const first = await keys.create(wish, dana, 'once');
      const same = { ...wish, addresses: ['10.1.1.1/8'] };
      await expect(keys.create(same, dana, 'once')).resolves.toMatchObject({
        id: first.id,
      });
      for (const other of [
        { ...wish, label: undefined },
        { ...wish, label: 'b' },
        { ...wish, addresses: ['::1'] },
      ]) {
        await expect(keys.create(other, dana, 'once')).rejects.toThrow(
          'used for another request',
        );
      }
    });

    it('writes neither secrets nor hashes anywhere but into their own table', async () => {
      const { keys, knex, makeKey } = await setup();
      const { id, secret } = await makeKey();
      const secrets = [secret, await keys.rotate(id, dana)];
      await keys.update(id, { label: 'x' }, tom);
      await keys.suspend(id, tom, 'r');
      await keys.resume(id, tom);
      await keys.revoke(id, tom);
      const tables = [
        'api_keys',
        'api_key_secrets',
        'audit_entries',
        'notices',
        'policy_changes',
      ];
      const rows = await Promise.all(tables.map(table => knex(table)));
      const text = JSON.stringify(rows);
      expect(rows[2].length).toBeGreaterThan(5);
      expect(rows[3].length).toBeGreaterThan(2);
      expect(text).not.toMatch(API_KEY_PATTERN);
      for (const it of secrets) {
        expect(text).not.toContain(it.split('_')[2].slice(0, 12));
        expect(text.split(hashApiKey(it))).toHaveLength(2);
      }
    });

    it('knows where a key was last used from, and by what', async () => {
      const { keys, keyDirectory, makeKey, transact } = await setup();
      const { id } = await makeKey();
      const other = await makeKey();
      const use = (minute: number, change = {}, keyId = id) => ({
        keyId,
        at: new Date(Date.UTC(2026, 10, 21, 9, minute)),
        ...change,
      });
      const note = (...uses: Parameters<typeof keys.noteUses>[0]) =>
        transact(tx => keys.noteUses(uses, tx));
      const lastUse = async () =>
        (await keyDirectory.facts([await keys.get(id)]))[0].lastUse;
      await expect(lastUse()).resolves.toBeUndefined();
      await note(
        use(1),
        use(3, { address: '10.0.0.1', client: 'openai' }),
        use(2, { address: '10.0.0.9' }),
        use(5, {}, other.id),
      );
      const latest = {
        at: new Date('2026-11-21T09:03:00Z'),
        address: '10.0.0.1',
        client: 'openai',
      };
      await expect(lastUse()).resolves.toEqual(latest);
      await note(use(2, { address: 'late' }), use(3, { address: 'same' }));
      await expect(lastUse()).resolves.toEqual(latest);
      await note(use(4));
      await expect(lastUse()).resolves.toEqual({
        at: new Date('2026-11-21T09:04:00Z'),
      });
    });

    it('lets one of many reveals win, and each of many rotations', async () => {
      const { keys, knex, makeKey, working, secretRows } = await setup();
      const replicas = await (databaseId === 'SQLITE_3'
        ? []
        : Promise.all([1, 2].map(() => connectAgain(knex))));
      const all = [keys, ...replicas.map(({ domain }) => domain.keys)];
      try {
        const { id: fresh } = await keys.create(
          { team: TEAM, name: 'k' },
          dana,
        );
        const reveals = await Promise.allSettled(
          Array.from({ length: 50 }, (_, i) =>
            all[i % all.length].reveal(fresh, dana),
          ),
        );
        expect(
          reveals.filter(({ status }) => status === 'fulfilled'),
        ).toHaveLength(1);
        await expect(secretRows(fresh)).resolves.toHaveLength(1);

        const { id, secret } = await makeKey();
        const rotated = await Promise.all(
          Array.from({ length: 20 }, (_, i) =>
            all[i % all.length].rotate(id, dana, 1),
          ),
        );
        const left = await working(secret, ...rotated);
        expect(left).toHaveLength(2);
        expect(left).not.toContain(secret);
      } finally {
        await Promise.all(replicas.map(({ close }) => close()));
      }
    });

    it('ends revoked however suspending, rotating and revoking race', async () => {
      const { keys, makeKey, stateOf, working } = await setup();
      for (let round = 0; round < 10; round++) {
        const { id, secret } = await makeKey();
        const [, revoked, rotated] = await Promise.allSettled([
          keys.suspend(id, tom),
          keys.revoke(id, tom),
          keys.rotate(id, dana),
          keys.resume(id, tom),
        ]);
        expect(revoked.status).toBe('fulfilled');
        await expect(stateOf(id)).resolves.toBe('revoked');
        const secrets =
          rotated.status === 'fulfilled' ? [secret, rotated.value] : [secret];
        await expect(working(...secrets)).resolves.toEqual([]);
      }
    });
  });
});
