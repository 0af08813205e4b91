import {
  API_KEY_PATTERN,
  type ApiKey,
  type BulkKeyActionResult,
} from '@openmaas/backstage-plugin-maas-common';
import type { Knex } from 'knex';
import { startRest } from '../__testUtils__/backend';
import { MISSING } from '../__testUtils__/badInputs';
import { createTestDatabases, TEAM } from '../__testUtils__/domain';
import { giveGrants } from '../__testUtils__/keys';

jest.setTimeout(60_000);

const SCHOOL = 'group:default/business-school';

type Rest = Awaited<ReturnType<typeof startRest>>;

describe('/keys', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    let knex: Knex;
    let rest: Rest;
    const call: Rest['call'] = (...args) => rest.call(...args);

    beforeAll(async () => {
      knex = await databases.init(databaseId);
      rest = await startRest(knex);
      await giveGrants(knex, TEAM, ['small', 'large']);
      await giveGrants(knex, SCHOOL, ['small']);
    });
    afterAll(() => rest.stop());
    afterEach(() => {
      rest.permissionBackend.denied = [];
    });

    const make = async (
      body: object = {},
      as: 'dana' | 'tom' | 'bea' = 'dana',
    ): Promise<ApiKey> => {
      const team = as === 'bea' ? SCHOOL : TEAM;
      const { body: key } = await call('post', '/keys', as)
        .send({ team, name: 'CI', ...body })
        .expect(201);
      return key;
    };
    const reveal = async (id: string): Promise<string> =>
      (await call('post', `/keys/${id}/reveal`, 'dana').expect(200)).body
        .secret;
    const act = (
      body: object,
      as: 'dana' | 'tom' | 'bea' = 'dana',
    ): Promise<BulkKeyActionResult> =>
      call('post', '/keys/actions', as)
        .send(body)
        .expect(200)
        .then(answer => answer.body);

    it('makes keys with addresses and a label, and changes them', async () => {
      const key = await make({ addresses: ['10.1.2.3/8'], label: 'app/1' });
      expect(key).toMatchObject({
        addresses: ['10.0.0.0/8'],
        label: 'app/1',
        permissions: {
          reveal: true,
          rotate: false,
          update: true,
          suspend: true,
          resume: false,
          revoke: true,
        },
      });
      expect(key.onlyModels).toBeUndefined();
      const { body: changed } = await call('patch', `/keys/${key.id}`, 'tom')
        .send({ models: ['large'], addresses: null, name: 'Nightly' })
        .expect(200);
      expect(changed).toMatchObject({
        name: 'Nightly',
        label: 'app/1',
        onlyModels: ['large'],
        models: [{ id: 'large' }],
      });
      expect(changed.addresses).toBeUndefined();
      const { body: refused } = await call('patch', `/keys/${key.id}`, 'dana')
        .send({ addresses: ['10.0.0.0/8', '10.0.0.0/40'] })
        .expect(400);
      expect(refused.error.message).toContain('"10.0.0.0/40" is no block');
      await call('patch', `/keys/${key.id}`, 'dana')
        .send({ models: ['secret-sauce'] })
        .expect(400);
    });

    it('rotates, and shows the secret once to its maker', async () => {
      const { id } = await make();
      await call('post', `/keys/${id}/rotate`, 'dana').expect(409);
      const secret = await reveal(id);
      const rotated = await call('post', `/keys/${id}/rotate`, 'dana')
        .send({ graceHours: 2 })
        .expect(200);
      expect(rotated.headers['cache-control']).toBe('no-store');
      expect(rotated.body).toMatchObject({
        secret: expect.stringMatching(API_KEY_PATTERN),
        gatewayBaseUrl: 'http://gateway.test:7080/v1',
        key: { id, state: 'active', permissions: { rotate: true } },
      });
      expect(rotated.body.secret).not.toBe(secret);
      const ends = new Date(rotated.body.key.previousSecretEndsAt).getTime();
      expect(ends).toBeGreaterThan(Date.now());
      await call('post', `/keys/${id}/rotate`, 'tom').expect(403);
      const { body: tomsView } = await call('get', `/keys/${id}`, 'tom');
      expect(tomsView.permissions).toMatchObject({
        reveal: false,
        rotate: false,
        suspend: true,
      });
      const logged = JSON.stringify([
        rest.logs.mock.calls,
        rest.notify.mock.calls,
        await knex('audit_entries'),
        await knex('notices'),
      ]);
      expect(logged).not.toMatch(API_KEY_PATTERN);
    });

    it('suspends, resumes and revokes with a reason', async () => {
      const { id } = await make();
      const post = (action: string, body?: object) =>
        call('post', `/keys/${id}/${action}`, 'tom').send(body);
      const { body: suspended } = await post('suspend', { reason: 'Wild' });
      expect(suspended).toMatchObject({
        state: 'suspended',
        models: [],
        suspension: {
          cause: 'person',
          by: 'user:default/tom',
          reason: 'Wild',
          at: expect.any(String),
        },
        permissions: { suspend: false, resume: true, revoke: true },
      });
      await post('suspend').expect(409);
      const { body: resumed } = await post('resume').expect(200);
      expect(resumed.state).toBe('unrevealed');
      expect(resumed.suspension).toBeUndefined();
      await post('resume').expect(409);
      const { body: revoked } = await post('revoke', { reason: 'Done' });
      expect(revoked).toMatchObject({
        state: 'revoked',
        revokedBy: 'user:default/tom',
        permissions: {
          reveal: false,
          rotate: false,
          update: false,
          suspend: false,
          resume: false,
          revoke: false,
        },
      });
    });

    it('lists by what the address says', async () => {
      const label = 'list-me';
      const one = await make({ label, name: 'zeta' });
      const two = await make({ label, name: 'Alpha' }, 'tom');
      await call('post', `/keys/${two.id}/suspend`, 'tom').expect(200);
      const names = async (query: string, as: 'dana' | 'bea' = 'dana') => {
        const { body } = await call('get', `/keys?${query}`, as).expect(200);
        return body.items.map((key: ApiKey) => key.name);
      };
      const search = `search=${label}`;
      await expect(names(`${search}&sort=name`)).resolves.toEqual([
        'Alpha',
        'zeta',
      ]);
      await expect(names(`${search}&sort=-name`)).resolves.toEqual([
        'zeta',
        'Alpha',
      ]);
      await expect(names(`${search}&state=suspended`)).resolves.toEqual([
        'Alpha',
      ]);
      await expect(
        names(`${search}&state=suspended&state=unrevealed&scope=mine`),
      ).resolves.toEqual(['zeta']);
      await expect(names(`${search}&team=cs-department`)).resolves.toHaveLength(
        2,
      );
      await expect(names(`${search}&unusedDays=1`)).resolves.toEqual([]);
      await expect(names(search, 'bea')).resolves.toEqual([]);
      const page = await call(
        'get',
        `/keys?${search}&sort=used&limit=1`,
        'dana',
      );
      const next = await call(
        'get',
        `/keys?${search}&sort=used&limit=1&cursor=${page.body.nextCursor}`,
        'dana',
      ).expect(200);
      expect(
        [...page.body.items, ...next.body.items].map((key: ApiKey) => key.id),
      ).toEqual([one.id, two.id]);
      await call(
        'get',
        `/keys?sort=name&cursor=${page.body.nextCursor}`,
        'dana',
      ).expect(400);
    });

    it('does to many what can be done, says what cannot, and hides what is foreign', async () => {
      const [one, two, foreign] = [
        await make(),
        await make(),
        await make({}, 'bea'),
      ];
      await call('post', `/keys/${two.id}/revoke`, 'dana').expect(200);
      const ids = [one.id, two.id, foreign.id, MISSING];
      const expected = [
        { id: one.id, name: 'CI', team: TEAM, ok: true },
        {
          id: two.id,
          ok: false,
          state: 'revoked',
          error: 'The key is revoked already',
        },
        { id: foreign.id, ok: false, error: `There is no key ${foreign.id}` },
        { id: MISSING, ok: false, error: `There is no key ${MISSING}` },
      ];
      const body = { action: 'revoke', ids, reason: 'Tidy up' };
      const dry = await act({ ...body, dryRun: true });
      expect(dry).toMatchObject({ dryRun: true, items: expected });
      expect(dry.items[0].state).toBe('unrevealed');
      expect(Object.keys(dry.items[2]).sort()).toEqual(['error', 'id', 'ok']);
      const done = await act(body);
      expect(done).toMatchObject({ dryRun: false, items: expected });
      expect(done.items[0].state).toBe('revoked');
      const { body: untouched } = await call(
        'get',
        `/keys/${foreign.id}`,
        'bea',
      );
      expect(untouched.state).toBe('unrevealed');
      const entries = await knex('audit_entries')
        .where({ action: 'key-revoke', target_id: one.id })
        .select('outcome', 'actor');
      expect(entries).toEqual([
        { outcome: 'succeeded', actor: 'user:default/dana' },
      ]);
    });

    it("does to many by filters only what is the caller's and possible", async () => {
      const mine = await make({}, 'bea');
      const { id: over } = await make({}, 'bea');
      await call('post', `/keys/${over}/revoke`, 'bea').expect(200);
      const other = await make();
      const body = { action: 'suspend', maker: 'bea' };
      const done = await act({ ...body, team: 'business-school' }, 'bea');
      expect(done.items.map(({ id }) => id)).toContain(mine.id);
      expect(done.items.map(({ id }) => id)).not.toContain(over);
      expect(
        done.items.every(({ ok, state }) => ok && state === 'suspended'),
      ).toBe(true);
      await expect(act(body, 'dana')).resolves.toMatchObject({ items: [] });
      const { body: left } = await call('get', `/keys/${other.id}`, 'dana');
      expect(left.state).toBe('unrevealed');
      await expect(
        act({ action: 'revoke', unusedDays: 30 }),
      ).resolves.toMatchObject({ items: [] });
    });

    it('refuses to do too much at once, or to say nothing of which', async () => {
      const row = await knex('api_keys').first();
      const copies = Array.from({ length: 501 }, (_, i) => ({
        ...row,
        id: `019a9b1c-7d2e-7f00-8a1b-${String(i).padStart(12, '0')}`,
        team_ref: SCHOOL,
        maker_ref: 'user:default/many',
        idempotency_key: null,
        revoked_at: null,
      }));
      await knex.batchInsert('api_keys', copies, 50);
      for (const [body, message] of [
        [{ maker: 'many' }, 'at most 500'],
        [{}, 'Say which keys'],
        [{ ids: [MISSING], team: TEAM }, 'Say which keys'],
        [{ maker: 'a/b/c:d' }, 'is no user'],
      ] as const) {
        const { body: answer } = await call(
          'post',
          '/keys/actions',
          'bea',
        ).send({
          action: 'revoke',
          ...body,
        });
        expect(answer.error.message).toMatch(
          message === 'is no user' ? /is no user|pattern/ : message,
        );
        expect(answer.response.statusCode).toBe(400);
      }
      await knex('api_keys').where('maker_ref', 'user:default/many').delete();
    });

    it('needs the permission for each thing', async () => {
      const { id } = await make();
      const secret = await reveal(id);
      expect(secret).toMatch(API_KEY_PATTERN);
      for (const [method, path, body] of [
        ['patch', '', { name: 'x' }],
        ['post', '/suspend', {}],
        ['post', '/resume', {}],
        ['post', '/revoke', {}],
        ['post', '/rotate', {}],
      ] as const) {
        await call(method, `/keys/${id}${path}`, 'bea').send(body).expect(404);
        await call(method, `/keys/${id}${path}`).send(body).expect(401);
      }
      const { body: key } = await call('get', `/keys/${id}`, 'dana').expect(
        200,
      );
      expect(key.state).toBe('active');
    });
  });
});
