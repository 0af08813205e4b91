import {
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { JsonObject } from '@backstage/types';
import request from 'supertest';
import personasModule from '.';

const people = ['dana', 'tom', 'ghost'].map(id => ({
  id,
  entityRef: `user:default/${id}`,
  name: id.toUpperCase(),
  title: 'Developer',
  about: 'Tries things.',
}));

const user = (name: string, group: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, namespace: 'default' },
  spec: { memberOf: [group] },
  relations: [{ type: 'memberOf', targetRef: `group:default/${group}` }],
});

const entities = [user('dana', 'cs-department'), user('tom', 'library')];

let backend: TestBackend | undefined;

async function start(personas: JsonObject | undefined, catalog = entities) {
  backend = await startTestBackend({
    features: [
      authPlugin,
      personasModule,
      catalogServiceMock.factory({ entities: catalog }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          auth: { providers: personas ? { personas } : {} },
        },
      }),
    ],
  });
  return request(backend.server);
}

const refresh = '/api/auth/personas/refresh';

function claims(token: string) {
  return JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
}

describe('authModulePersonas', () => {
  const nodeEnv = process.env.NODE_ENV;

  afterEach(async () => {
    Object.assign(process.env, { NODE_ENV: nodeEnv });
    await backend?.stop();
    backend = undefined;
  });

  describe('with people', () => {
    it.each<[string, string, Record<string, string>]>([
      ['the query', '?persona=dana', {}],
      ['the header', '', { 'x-persona': 'dana' }],
      ['both alike', '?persona=dana', { 'x-persona': 'dana' }],
    ])('signs in by %s', async (_, query, headers) => {
      const agent = await start({ people });

      const { status, body } = await agent.get(refresh + query).set(headers);

      expect(status).toBe(200);
      expect(body.profile).toEqual({ displayName: 'DANA' });
      expect(body.backstageIdentity.identity).toEqual({
        type: 'user',
        userEntityRef: 'user:default/dana',
        ownershipEntityRefs: [
          'user:default/dana',
          'group:default/cs-department',
        ],
      });
      expect(claims(body.backstageIdentity.token)).toMatchObject({
        sub: 'user:default/dana',
        aud: 'backstage',
      });
    });

    it.each<[string, string, Record<string, string>, number, string]>([
      ['no persona', '', {}, 400, 'No persona given'],
      ['an empty one', '?persona=', {}, 400, 'No persona given'],
      ['an unknown one', '?persona=eve', {}, 404, "no persona 'eve'"],
      ['a name objects have', '?persona=constructor', {}, 404, 'no persona'],
      ['a malformed one', '?persona=Da%20na', {}, 400, 'as one id'],
      ['an entity', '?persona=user:default/dana', {}, 400, 'as one id'],
      ['two in the query', '?persona=dana&persona=tom', {}, 400, 'as one id'],
      ['a list', '?persona[]=dana', {}, 400, ''],
      ['an object', '?persona[id]=dana', {}, 400, ''],
      ['two in the header', '', { 'x-persona': 'dana, tom' }, 400, 'as one id'],
      [
        'query and header at odds',
        '?persona=dana',
        { 'x-persona': 'tom' },
        400,
        'different personas',
      ],
      ['a very long one', `?persona=${'d'.repeat(999)}`, {}, 400, 'as one id'],
    ])('refuses %s', async (_, query, headers, status, message) => {
      const agent = await start({ people });

      const response = await agent.get(refresh + query).set(headers);

      expect(response.status).toBe(status);
      expect(response.body.error.message).toContain(message);
      expect(response.body.error.message).toContain(
        'There are: dana, tom, ghost',
      );
      expect(response.body.backstageIdentity).toBeUndefined();
    });

    it('asks to try again while the catalog lacks the user', async () => {
      const agent = await start({ people });

      const { status, body } = await agent.get(`${refresh}?persona=ghost`);

      expect(status).toBe(503);
      expect(body.error.message).toMatch(/user:default\/ghost yet.*try again/);
    });

    it.each([
      [new ServiceUnavailableError('starting'), 503],
      [new Error('broken'), 500],
    ])('passes the catalog failing with %p on', async (error, status) => {
      backend = await startTestBackend({
        features: [
          authPlugin,
          personasModule,
          createServiceFactory({
            service: catalogServiceRef,
            deps: {},
            factory: () =>
              catalogServiceMock.mock({
                getEntityByRef: jest.fn().mockRejectedValue(error),
              }),
          }),
          mockServices.rootConfig.factory({
            data: {
              app: { baseUrl: 'http://localhost:3000' },
              auth: { providers: { personas: { people } } },
            },
          }),
        ],
      });

      const response = await request(backend.server).get(
        `${refresh}?persona=dana`,
      );

      expect(response.status).toBe(status);
    });
  });

  describe('when starting', () => {
    it('does nothing without configuration', async () => {
      Object.assign(process.env, { NODE_ENV: 'production' });
      const agent = await start(undefined);
      const { status } = await agent.get(`${refresh}?persona=dana`);
      expect(status).toBe(404);
    });

    it('refuses production', async () => {
      Object.assign(process.env, { NODE_ENV: 'production' });
      await expect(start({ people })).rejects.toThrow(
        /refused with NODE_ENV=production/,
      );
    });

    it('allows production where that is said by name', async () => {
      Object.assign(process.env, { NODE_ENV: 'production' });
      const agent = await start({
        people,
        dangerouslyAllowInProduction: true,
      });
      const { status } = await agent.get(`${refresh}?persona=dana`);
      expect(status).toBe(200);
    });

    it('refuses one id twice, in development too', async () => {
      Object.assign(process.env, { NODE_ENV: 'development' });
      await expect(start({ people: [people[0], people[0]] })).rejects.toThrow(
        /'dana' more than once/,
      );
    });

    it('refuses malformed people', async () => {
      await expect(start({ people: [{ id: 'dana' }] })).rejects.toThrow(
        /people\[0\] is malformed/,
      );
    });
  });
});
