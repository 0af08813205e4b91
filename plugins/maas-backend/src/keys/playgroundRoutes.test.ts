import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  API_KEY_PATTERN,
  maasApiKeyCreatePermission,
} from '@openmaas/backstage-plugin-maas-common';
import { startRest } from '../__testUtils__/backend';
import { createTestDatabases, PEOPLE, TEAM } from '../__testUtils__/domain';

jest.setTimeout(60_000);

describe('POST /playground/keys', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    const auditor = mockServices.auditor.mock();
    const event = { success: jest.fn(), fail: jest.fn() };
    let rest: Awaited<ReturnType<typeof startRest>>;

    beforeAll(async () => {
      auditor.createEvent.mockResolvedValue(event);
      rest = await startRest(await databases.init(databaseId), undefined, [
        auditor.factory,
      ]);
      await rest
        .call('post', '/access-requests', 'dana')
        .send({ team: TEAM, models: ['small'], plan: 'free', purpose: 'Try' })
        .expect(201);
    });
    afterAll(() => rest.stop());
    beforeEach(() => jest.clearAllMocks());

    /** A call of a plugin on behalf of somebody. */
    const through = (subject: string, person: keyof typeof PEOPLE = 'dana') =>
      rest.call('post', '/playground/keys').set(
        'authorization',
        `Bearer ${mockCredentials.user.token(PEOPLE[person].userRef, {
          actor: { subject },
        })}`,
      );

    it('gives the gateway plugin a key on behalf of a member', async () => {
      const { body, headers } = await through('plugin:maas-gateway')
        .send({ team: 'group:default/CS-department' })
        .expect(201);
      expect(body).toEqual({
        id: expect.any(String),
        secret: expect.stringMatching(API_KEY_PATTERN),
        expiresAt: expect.any(String),
      });
      expect(headers['cache-control']).toBe('no-store');
      expect(auditor.createEvent).toHaveBeenCalledWith(
        expect.objectContaining({ eventId: 'playground-key-create' }),
      );
      expect(event.success).toHaveBeenCalledWith({ meta: { keyId: body.id } });
      const traces = [
        rest.logs.mock.calls,
        auditor.createEvent.mock.calls.map(([{ request, ...rest_ }]) => rest_),
        event.success.mock.calls,
      ];
      expect(JSON.stringify(traces)).not.toMatch(API_KEY_PATTERN);

      const list = await rest.call('get', '/keys', 'dana').expect(200);
      expect(list.body.items).toHaveLength(1);
      const all = await rest.call('get', '/keys?kind=all', 'dana').expect(200);
      expect(all.body.items).toMatchObject([
        {
          id: body.id,
          name: 'Playground',
          kind: 'playground',
          maker: PEOPLE.dana.userRef,
          state: 'active',
          models: [{ id: 'small' }],
          permissions: { reveal: false, revoke: true },
        },
        {},
      ]);
      await rest.call('post', `/keys/${body.id}/reveal`, 'dana').expect(409);
    });

    it('gives none to people themselves, to other plugins and to services', async () => {
      const team = { team: TEAM };
      await rest
        .call('post', '/playground/keys', 'dana')
        .send(team)
        .expect(403);
      await through('plugin:scaffolder').send(team).expect(403);
      await rest
        .call('post', '/playground/keys', { service: 'plugin:maas-gateway' })
        .send(team)
        .expect(403);
      await rest.call('post', '/playground/keys').send(team).expect(401);
      expect(auditor.createEvent).not.toHaveBeenCalledWith(
        expect.objectContaining({ eventId: 'playground-key-create' }),
      );
    });

    it('gives none to those who may make no keys', async () => {
      const { denied } = rest.permissionBackend;
      denied.push(maasApiKeyCreatePermission.name);
      const { status } = await through('plugin:maas-gateway').send({
        team: TEAM,
      });
      denied.pop();
      expect(status).toBe(403);
    });

    it('says why there is none', async () => {
      const open = (body: object, person: keyof typeof PEOPLE) =>
        through('plugin:maas-gateway', person).send(body);
      await open({ team: TEAM }, 'bea').expect(403);
      expect(event.fail).toHaveBeenCalledTimes(1);
      await open({ team: 'group:default/business-school' }, 'bea').expect(409);
      await open({ team: 'user:default/bea' }, 'bea').expect(400);
      await open({}, 'bea').expect(400);
    });
  });
});
