import type {
  AccessRequest,
  ApiKey,
} from '@openmaas/backstage-plugin-maas-common';
import { API_KEY_PATTERN } from '@openmaas/backstage-plugin-maas-common';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { startRest } from './__testUtils__/backend';
import { BAD_INPUTS, GOOD, MISSING } from './__testUtils__/badInputs';
import { createTestDatabases, TEAM } from './__testUtils__/domain';

jest.setTimeout(60_000);

type Rest = Awaited<ReturnType<typeof startRest>>;

describe('REST', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    let knex: Knex;
    let rest: Rest;
    const call: Rest['call'] = (...args) => rest.call(...args);

    beforeAll(async () => {
      knex = await databases.init(databaseId);
      rest = await startRest(knex);
    });
    afterAll(() => rest.stop());

    const ask = async (body: object = GOOD): Promise<AccessRequest> => {
      const { body: answer } = await call('post', '/access-requests', 'dana')
        .send(body)
        .expect(201);
      return answer;
    };

    const counts = async () => {
      const tables = [
        'access_requests',
        'grants',
        'api_keys',
        'api_key_secrets',
      ];
      return Promise.all(tables.map(async table => (await knex(table)).length));
    };

    it('goes from browsing to a revealed key', async () => {
      const models = await call('get', '/models?limit=2', 'dana').expect(200);
      expect(models.body).toMatchObject({
        totalItems: 3,
        nextCursor: expect.any(String),
      });
      const rest2 = await call(
        'get',
        `/models?limit=2&cursor=${models.body.nextCursor}`,
        'dana',
      ).expect(200);
      expect(rest2.body.items.map((m: { id: string }) => m.id)).toEqual([
        'small',
      ]);

      const { body: plans } = await call('get', '/plans', 'dana').expect(200);
      expect(plans.items).toHaveLength(3);

      const request = await ask();
      expect(request).toMatchObject({
        state: 'approved',
        team: TEAM,
        permissions: { decide: false, withdraw: false },
      });
      const small = await call('get', '/models/small', 'tom').expect(200);
      expect(small.body.access).toEqual([
        expect.objectContaining({ team: TEAM, plan: 'free', state: 'active' }),
      ]);
      const foreign = await call('get', '/models/small', 'bea').expect(200);
      expect(foreign.body.access).toEqual([]);

      const path = `/keys/${request.keyId}`;
      const before: ApiKey = (await call('get', path, 'dana').expect(200)).body;
      expect(before).toMatchObject({
        state: 'unrevealed',
        permissions: { reveal: true, revoke: true },
        models: [{ id: 'small', plan: 'free' }],
      });
      expect(before.prefix).toBeUndefined();
      const seenByTom = await call('get', path, 'tom').expect(200);
      expect(seenByTom.body.permissions).toMatchObject({
        reveal: false,
        revoke: true,
      });

      const revealed = await call('post', `${path}/reveal`, 'dana').expect(200);
      expect(revealed.headers['cache-control']).toBe('no-store');
      expect(revealed.body).toMatchObject({
        secret: expect.stringMatching(API_KEY_PATTERN),
        gatewayBaseUrl: 'http://gateway.test:7080/v1',
        key: { state: 'active', permissions: { reveal: false } },
      });
      expect(revealed.body.secret.startsWith(revealed.body.key.prefix)).toBe(
        true,
      );
      await call('post', `${path}/reveal`, 'dana').expect(409);

      const list = await call('get', '/keys?scope=mine', 'dana').expect(200);
      expect(JSON.stringify(list.body)).not.toMatch(API_KEY_PATTERN);
      const logged = JSON.stringify(rest.logs.mock.calls);
      expect(logged).toContain('Models of source');
      expect(logged).not.toMatch(API_KEY_PATTERN);

      await call('post', `${path}/revoke`, 'tom').expect(200);
      await call('post', `${path}/revoke`, 'dana').expect(409);
    });

    it('decides about a request that waits', async () => {
      const approved = await ask({
        ...GOOD,
        models: ['large'],
        plan: 'premium',
      });
      expect(approved.permissions.withdraw).toBe(true);
      expect(approved.waitsFor).toBe('Plan Premium needs approval');
      const waiting = await call(
        'get',
        '/access-requests?scope=to-decide',
        'tom',
      );
      expect(waiting.body.items.map((r: AccessRequest) => r.id)).toEqual([
        approved.id,
      ]);
      const own = await call('get', '/access-requests?scope=to-decide', 'dana');
      expect(own.body.items).toEqual([]);
      const decided = await call(
        'post',
        `/access-requests/${approved.id}/approve`,
        'tom',
      )
        .send({ reason: 'Yes' })
        .expect(200);
      expect(decided.body).toMatchObject({
        state: 'approved',
        decidedBy: 'user:default/tom',
        decisionReason: 'Yes',
        grants: [{ state: 'active' }],
      });

      const withdrawn = await ask({ ...GOOD, models: ['secret-sauce'] });
      await call(
        'post',
        `/access-requests/${withdrawn.id}/withdraw`,
        'dana',
      ).expect(200);
      const mine = await call('get', '/access-requests', 'dana').expect(200);
      expect(mine.body.items[0]).toMatchObject({
        id: withdrawn.id,
        state: 'cancelled',
      });
    });

    it('repeats nothing for the same Idempotency-Key', async () => {
      const [first, second] = await Promise.all(
        [1, 2].map(() =>
          call('post', '/access-requests', 'dana')
            .set('idempotency-key', 'task-7')
            .send(GOOD)
            .expect(201),
        ),
      );
      expect(first.body.id).toBe(second.body.id);
    });

    it('answers the permission framework about whatever it is asked', async () => {
      const { keyId, id } = await ask();
      const service = mockCredentials.service.header({
        onBehalfOf: mockCredentials.service('plugin:permission'),
        targetPluginId: 'maas',
      });
      const about = (
        resourceType: string,
        resourceRef: string,
        rule: string,
      ) => ({
        id: resourceRef,
        resourceRef,
        resourceType,
        conditions: { rule, resourceType, params: { claims: [TEAM] } },
      });
      const { body } = await call(
        'post',
        '/.well-known/backstage/permissions/apply-conditions',
      )
        .set('authorization', service)
        .send({
          items: [
            about('maas-api-key', keyId!, 'IS_TEAM_MEMBER'),
            about('maas-api-key', 'not-a-uuid', 'IS_TEAM_MEMBER'),
            about('maas-access-request', id, 'IS_TEAM_MEMBER'),
            about('maas-access-request', "' OR 1=1", 'IS_TEAM_MEMBER'),
          ],
        })
        .expect(200);
      expect(body.items.map((item: { result: string }) => item.result)).toEqual(
        ['ALLOW', 'DENY', 'ALLOW', 'DENY'],
      );
    });

    it('shows the secret whatever the permission backend does after the reveal', async () => {
      const { body: key } = await call('post', '/keys', 'dana')
        .send({ team: TEAM, name: 'CI' })
        .expect(201);
      const keyId: string = key.id;
      rest.permissionBackend.beforeDecision = async () => {
        const row = await knex('api_keys').where({ id: keyId }).first();
        if (row.revealed_at !== null) {
          throw new Error('the permission backend is down');
        }
      };
      try {
        const answer = await call('post', `/keys/${keyId}/reveal`, 'dana');
        expect(answer.status).toBe(200);
        expect(answer.body.secret).toMatch(API_KEY_PATTERN);
        // The fault is real: what needs another decision fails now.
        await call('get', `/keys/${keyId}`, 'dana').expect(500);
      } finally {
        rest.permissionBackend.beforeDecision = async () => {};
      }
    });

    it('serves its OpenAPI definition', async () => {
      const { body } = await call('get', '/openapi.json', 'dana').expect(200);
      expect(body.paths['/api/maas/keys/{id}/reveal']).toBeDefined();
    });

    it('answers HEAD and refuses other methods with what is possible', async () => {
      const answer = await call('delete', '/models', 'dana').expect(405);
      expect(answer.headers.allow).toBe('GET, OPTIONS');
      expect(answer.body.error.message).toContain('only GET');
    });

    it.each(BAD_INPUTS)(
      'answers %s with %i and writes nothing',
      async (_, status, input) => {
        const before = await counts();
        const as =
          input.as === 'nobody-at-all'
            ? undefined
            : input.as ?? ('dana' as const);
        const test = call(input.method, input.path, as);
        for (const [name, value] of Object.entries(input.headers ?? {})) {
          test.set(name, value);
        }
        if (input.raw !== undefined) {
          test.set('content-type', input.type!).send(input.raw);
        } else if (input.body !== undefined) {
          test.send(input.body as object);
        }
        const answer = await test;
        expect([answer.status, answer.body]).toEqual([
          status,
          expect.objectContaining({
            error: expect.objectContaining({
              name: expect.stringMatching(/Error$/),
              message: expect.stringMatching(/\S/),
            }),
            response: { statusCode: status },
          }),
        ]);
        expect(JSON.stringify(answer.body)).not.toMatch(/at .*\.[tj]s:\d+/);
        await expect(counts()).resolves.toEqual(before);
      },
    );

    it('does not tell a foreign key from one that is not there', async () => {
      const { keyId, id } = await ask();
      for (const [method, path] of [
        ['get', `/keys/${keyId}`],
        ['post', `/keys/${keyId}/reveal`],
        ['post', `/keys/${keyId}/revoke`],
        ['get', `/access-requests/${id}`],
        ['post', `/access-requests/${id}/withdraw`],
        ['post', `/access-requests/${id}/approve`],
      ] as const) {
        const foreign = await call(method, path, 'bea').expect(404);
        const missing = await call(
          method,
          path.replace(/[0-9a-f-]{36}/, MISSING),
          'bea',
        ).expect(404);
        const told = (text: string) => text.replace(/[0-9a-f-]{36}/g, 'ID');
        expect(told(foreign.body.error.message)).toBe(
          told(missing.body.error.message),
        );
      }
      const list = await call('get', '/keys?scope=all', 'bea').expect(200);
      expect(list.body.items).toEqual([]);
      expect(list.body.totalItems).toBe(0);
    });
  });
});
