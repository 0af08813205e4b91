import { mockCredentials } from '@backstage/backend-test-utils';
import {
  MaasClient,
  type ModelRequest,
} from '@openmaas/backstage-plugin-maas-common';
import type { Knex } from 'knex';
import { startRest } from '../__testUtils__/backend';
import { MISSING } from '../__testUtils__/badInputs';
import {
  createTestDatabases,
  migrate,
  PEOPLE,
  TEAM,
} from '../__testUtils__/domain';
import { aWish } from '../__testUtils__/modelRequests';

jest.setTimeout(60_000);

type Rest = Awaited<ReturnType<typeof startRest>>;
type Person = keyof typeof PEOPLE;
const SCHOOL = 'group:default/business-school';

describe('REST of model requests', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    let knex: Knex;
    let rest: Rest;

    beforeAll(async () => {
      knex = await migrate(await databases.init(databaseId));
      rest = await startRest(knex);
      rest.permissionBackend.admins = [PEOPLE.petra.userRef];
    });
    afterAll(() => rest.stop());
    beforeEach(async () => {
      rest.permissionBackend.denied = [];
      await knex('model_request_events').delete();
      await knex('model_request_joins').delete();
      await knex('model_requests').delete();
    });

    const as = (person: Person) =>
      new MaasClient({
        discoveryApi: { getBaseUrl: async () => rest.baseUrl },
        fetchApi: {
          fetch: (url, init) => {
            const headers = new Headers(init?.headers);
            headers.set(
              'authorization',
              mockCredentials.user.header(PEOPLE[person].userRef),
            );
            return fetch(url, { ...init, headers });
          },
        },
      });

    const allowed = ({ permissions }: ModelRequest) =>
      Object.entries(permissions)
        .flatMap(([name, may]) => (may ? name : []))
        .join(' ');

    it('goes from the wish to the model, each with what everybody may do', async () => {
      const made = await as('dana').createModelRequest(aWish());
      const { id } = made;
      expect(made).toMatchObject({
        state: 'submitted',
        model: 'llama-4',
        title: 'Llama 4',
        source: {
          kind: 'huggingface',
          uri: 'meta-llama/Llama-4-Scout-17B-16E',
        },
        team: TEAM,
        requester: PEOPLE.dana.userRef,
        payer: TEAM,
        tokensPerMonth: 1_000_000,
        joins: [],
        timeline: [{ event: 'created', actor: PEOPLE.dana.userRef }],
      });
      expect(allowed(made)).toBe('withdraw comment');
      expect(allowed(await as('bea').getModelRequest(id))).toBe('join comment');

      const joined = await as('bea').joinModelRequest(id, {
        team: SCHOOL,
        reason: 'So do we',
        tokensPerMonth: 500,
      });
      expect(joined.joins).toEqual([
        {
          user: PEOPLE.bea.userRef,
          team: SCHOOL,
          at: expect.any(String),
          reason: 'So do we',
          tokensPerMonth: 500,
        },
      ]);
      expect(joined.tokensPerMonth).toBe(1_000_500);
      expect(allowed(joined)).toBe('leave comment');
      expect(allowed(await as('dana').getModelRequest(id))).toBe('comment');
      await as('tom').commentModelRequest(id, { text: 'With\ntools?' });

      const petra = as('petra');
      expect(allowed(await petra.getModelRequest(id))).toBe(
        'decide join comment',
      );
      await petra.reviewModelRequest(id);
      await petra.approveModelRequest(id, { model: 'llama-4-scout' });
      await petra.deployingModelRequest(id, { reason: 'Tonight' });
      const done = await petra.availableModelRequest(id, { model: 'large' });
      expect(done).toMatchObject({ state: 'available', model: 'large' });
      expect(allowed(done)).toBe('comment');
      expect(
        done.timeline?.map(({ event, text, details }) => [
          event,
          text,
          details,
        ]),
      ).toEqual([
        ['created', undefined, undefined],
        ['joined', 'So do we', undefined],
        ['commented', 'With\ntools?', undefined],
        ['under-review', undefined, undefined],
        ['approved', undefined, { model: 'llama-4-scout' }],
        ['deploying', 'Tonight', undefined],
        ['available', undefined, { model: 'large' }],
      ]);
    });

    it('lists them without their timelines', async () => {
      const { id } = await as('dana').createModelRequest(aWish());
      const other = await as('bea').createModelRequest(
        aWish({
          model: 'whisper',
          title: undefined,
          source: { kind: 'oci', uri: 'oci://r/whisper' },
          team: 'business-school',
          payer: SCHOOL,
        }),
      );
      expect(other.title).toBe('whisper');
      await as('tom').joinModelRequest(id, { team: TEAM });
      const { items, totalItems } = await as('nobody').listModelRequests();
      expect(totalItems).toBe(2);
      expect(items.map(item => item.id)).toEqual([other.id, id]);
      expect(items[0].timeline).toBeUndefined();
      expect(items[1].joins).toHaveLength(1);
      const ids = async (
        person: Person,
        query: Parameters<MaasClient['listModelRequests']>[0],
      ) =>
        (await as(person).listModelRequests(query)).items.map(item => item.id);
      await expect(ids('tom', { scope: 'mine' })).resolves.toEqual([id]);
      await expect(ids('bea', { sort: '-wanted' })).resolves.toEqual([
        id,
        other.id,
      ]);
      await expect(
        ids('bea', { state: ['declined', 'submitted'], search: 'whis' }),
      ).resolves.toEqual([other.id]);
      await expect(ids('bea', { state: ['approved'] })).resolves.toEqual([]);
      const { nextCursor } = await as('bea').listModelRequests({ limit: 1 });
      await expect(ids('bea', { cursor: nextCursor })).resolves.toEqual([id]);
      await expect(
        ids('bea', { cursor: nextCursor, sort: 'wanted' }),
      ).rejects.toThrow('400');
    });

    it('finds similar models with what the caller has of them', async () => {
      const { id } = await as('dana').createModelRequest(aWish());
      const found = await as('tom').findSimilarModels({
        to: 'https://huggingface.co/meta-llama/Llama-4-Scout-17B-16E',
      });
      expect(found.requests).toMatchObject([
        { id, permissions: { join: true } },
      ]);
      expect(found.models).toEqual([]);
      await rest
        .call('post', '/access-requests', 'dana')
        .send({ team: TEAM, models: ['small'], plan: 'free', purpose: 'x' })
        .expect(201);
      const { models } = await as('tom').findSimilarModels({ to: 'Small' });
      expect(models).toMatchObject([
        {
          id: 'small',
          access: [{ team: TEAM, plan: 'free', state: 'active' }],
        },
      ]);
    });

    it('answers a repetition with what there is', async () => {
      const options = { idempotencyKey: 'once' };
      const first = await as('dana').createModelRequest(aWish(), options);
      const again = await as('dana').createModelRequest(aWish(), options);
      expect(again).toEqual(first);
    });

    it.each([
      ['review', {}],
      ['approve', {}],
      ['decline', { reason: 'No' }],
      ['deploying', {}],
      ['available', { model: 'small' }],
    ])('lets only the platform team %s', async (decision, body) => {
      const { id } = await as('dana').createModelRequest(aWish());
      for (const person of ['dana', 'tom'] as const) {
        await rest
          .call('post', `/model-requests/${id}/${decision}`, person)
          .send(body)
          .expect(403);
      }
      const { state } = await as('tom').getModelRequest(id);
      expect(state).toBe('submitted');
    });

    it('lets those who may only read, only read', async () => {
      const { id } = await as('dana').createModelRequest(aWish());
      rest.permissionBackend.denied = [
        'maas.model-request.create',
        'maas.model-request.decide',
      ];
      for (const [action, body] of [
        ['join', { team: SCHOOL }],
        ['leave', undefined],
        ['comments', { text: 'Hm' }],
        ['approve', {}],
      ] as const) {
        await rest
          .call('post', `/model-requests/${id}/${action}`, 'petra')
          .send(body)
          .expect(403);
      }
      await rest
        .call('post', '/model-requests', 'petra')
        .send(aWish())
        .expect(403);
      expect(allowed(await as('petra').getModelRequest(id))).toBe('');

      rest.permissionBackend.denied = ['maas.model-request.read'];
      for (const path of ['', `/${id}`, '/similar?to=a']) {
        await rest.call('get', `/model-requests${path}`, 'tom').expect(403);
      }
      await rest
        .call('post', `/model-requests/${id}/join`, 'tom')
        .send({ team: TEAM })
        .expect(403);
    });

    it('leads those who ask once more to the first request', async () => {
      const { id } = await as('dana').createModelRequest(aWish());
      await rest
        .call('post', '/model-requests', 'tom')
        .send(aWish())
        .expect(409)
        .expect(({ body }) => expect(body.error.message).toContain(id));
    });

    it('knows nothing of what is not there', async () => {
      const answers = [
        await rest.call('get', `/model-requests/${MISSING}`, 'tom'),
        await rest.call('post', `/model-requests/${MISSING}/leave`, 'tom'),
        await rest.call('get', '/model-requests/nonsense', 'tom'),
      ];
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 400]);
    });

    it('has no place for plugins and nobody', async () => {
      const plugin = { service: 'plugin:scaffolder' };
      const answers = [
        await rest.call('get', '/model-requests'),
        await rest.call('get', '/model-requests', plugin),
      ];
      expect(answers.map(({ status }) => status)).toEqual([401, 403]);
    });
  });
});
