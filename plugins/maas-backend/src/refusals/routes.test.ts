import { MaasClient } from '@openmaas/backstage-plugin-maas-common';
import { mockCredentials } from '@backstage/backend-test-utils';
import { v7 as uuid } from 'uuid';
import { startRest } from '../__testUtils__/backend';
import { REFUSAL } from '../__testUtils__/badGatewayInputs';
import { MISSING } from '../__testUtils__/badInputs';
import { createTestDatabases, migrate, PEOPLE } from '../__testUtils__/domain';
import { meteredCall, usageBatch } from '../__testUtils__/usage';

jest.setTimeout(60_000);

type Rest = Awaited<ReturnType<typeof startRest>>;
const GATEWAY = { service: 'plugin:maas-gateway' };

describe('REST of requests', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    let rest: Rest;
    const startedAt = new Date(Date.now() - 60_000).toISOString();
    const refusal = { ...REFUSAL, id: uuid() };
    const { team: _, ...ofNobody } = { ...REFUSAL, id: uuid() };
    const failed = meteredCall({
      startedAt,
      endState: 'upstream_error',
      errorCode: 'upstream_timeout',
      status: 504,
    });
    const shadowed = { ...REFUSAL, id: uuid(), shadow: true };
    const letIn = meteredCall({ startedAt, id: shadowed.id });

    beforeAll(async () => {
      rest = await startRest(await migrate(await databases.init(databaseId)));
      rest.permissionBackend.admins = [PEOPLE.petra.userRef];
      const refusals = [refusal, ofNobody, shadowed];
      const send = () =>
        rest
          .call('post', '/gateway/refusals', GATEWAY)
          .send({ gateway: 'gw-1', refusals })
          .expect(204);
      await send();
      await send();
      await rest
        .call('post', '/gateway/usage', GATEWAY)
        .send(usageBatch(failed, letIn))
        .expect(200);
    });
    afterAll(() => rest.stop());

    const clientOf = (person: { userRef: string }) =>
      new MaasClient({
        discoveryApi: { getBaseUrl: async () => rest.baseUrl },
        fetchApi: {
          fetch: (url, init) => {
            const headers = new Headers(init?.headers);
            headers.set(
              'authorization',
              mockCredentials.user.header(person.userRef),
            );
            return fetch(url, { ...init, headers });
          },
        },
      });

    it.each(['dana', 'tom', 'petra'] as const)(
      'tells %s why a request was refused',
      async as => {
        await expect(
          clientOf(PEOPLE[as]).getRequestReport(refusal.id),
        ).resolves.toEqual({ refusal });
      },
    );

    it('tells of a failed call, and of one that was only reported', async () => {
      const client = clientOf(PEOPLE.tom);
      await expect(client.getRequestReport(failed.id)).resolves.toEqual({
        event: {
          ...failed,
          price: expect.any(Object),
          cost: expect.any(String),
          currency: 'USD',
        },
      });
      await expect(client.getRequestReport(letIn.id)).resolves.toMatchObject({
        event: { id: letIn.id, endState: 'completed' },
        refusal: shadowed,
      });
    });

    it('tells admins alone of what belongs to no team', async () => {
      const path = `/usage/requests/${ofNobody.id}`;
      const { body } = await rest.call('get', path, 'petra').expect(200);
      expect(body).toEqual({ refusal: ofNobody });
      await rest.call('get', path, 'dana').expect(404);
    });

    it.each([
      ['bea', refusal.id],
      ['nobody', refusal.id],
      ['bea', failed.id],
      ['bea', letIn.id],
      ['dana', ofNobody.id],
      ['dana', MISSING],
      ['petra', MISSING],
    ] as const)(
      'answers %s in one and the same way where there is nothing for them',
      async (as, id) => {
        const { status, body } = await rest.call(
          'get',
          `/usage/requests/${id}`,
          as,
        );
        expect([status, body.error]).toEqual([
          404,
          { name: 'NotFoundError', message: `There is no request ${id}` },
        ]);
      },
    );

    it('takes a whole batch of a thousand of the largest ones', async () => {
      const refusals = Array.from({ length: 1000 }, () => ({
        ...REFUSAL,
        id: uuid(),
        message: 'm'.repeat(1000),
        code: 'c'.repeat(100),
        path: `/${'p'.repeat(99)}`,
        limit: { ...REFUSAL.limit, scope: 's'.repeat(300) },
      }));
      const { status } = await rest
        .call('post', '/gateway/refusals', GATEWAY)
        .send({ gateway: 'gw-1', refusals });
      expect(status).toBe(204);
    });
  });
});
