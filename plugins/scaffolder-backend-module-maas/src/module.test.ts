import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { maasServiceRef } from '@openmaas/backstage-plugin-maas-node';
import request from 'supertest';
import { parse } from 'yaml';
import scaffolderModuleMaas from '.';

// A real scaffolder starts first.
jest.setTimeout(60_000);

const file = resolve(
  __dirname,
  '../../../examples/templates/request-model-access/template.yaml',
);
const template = parse(readFileSync(file, 'utf8'));
template.metadata.namespace = 'default';
template.metadata.annotations = {
  'backstage.io/managed-by-location': `file:${file}`,
};

const user: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'mock', namespace: 'default' },
  spec: { memberOf: [] },
};

const values = {
  team: 'group:default/cs-department',
  models: ['resource:maas/mistral-3-int4'],
  plan: 'free',
  purpose: 'Try it',
  expiresInDays: 90,
  newKey: true,
};

const { newKey, ...asked } = values;
const createAccessRequest = jest.fn();

describe('the template "Request access to a model"', () => {
  let backend: TestBackend;

  beforeAll(async () => {
    backend = await startTestBackend({
      features: [
        scaffolderPlugin,
        scaffolderModuleMaas,
        catalogServiceMock.factory({ entities: [template, user] }),
        mockServices.rootConfig.factory({
          data: { backend: { baseUrl: 'http://localhost:0' } },
        }),
        createServiceFactory({
          service: maasServiceRef,
          deps: {},
          factory: () => ({ as: () => ({ createAccessRequest } as never) }),
        }),
      ],
    });
  });

  beforeEach(() => createAccessRequest.mockReset());

  afterAll(() => backend.stop());

  const create = (overrides: object = {}) =>
    request(backend.server)
      .post('/api/scaffolder/v2/tasks')
      .send({
        templateRef: 'template:default/request-model-access',
        values: { ...values, ...overrides },
      });

  /** Runs the template; the events come as soon as there are any. */
  async function run(overrides: object = {}) {
    const { body } = await create(overrides).expect(201);
    const events: Array<{
      id: number;
      type: string;
      body: { message: string; status?: string; output?: unknown };
    }> = [];
    while (!events.some(({ type }) => type === 'completion')) {
      const after = events.at(-1)?.id;
      const response = await request(backend.server)
        .get(`/api/scaffolder/v2/tasks/${body.id}/events`)
        .query(after === undefined ? {} : { after });
      events.push(...response.body);
    }
    return { id: body.id, events, done: events.at(-1)?.body };
  }

  it('asks for access and links to the key', async () => {
    createAccessRequest.mockResolvedValue({
      id: 'r1',
      state: 'approved',
      keyId: 'k1',
    });
    const { id, done } = await run();
    expect(createAccessRequest).toHaveBeenCalledWith(
      { ...asked, models: ['mistral-3-int4'] },
      expect.objectContaining({
        idempotencyKey: expect.stringContaining(id),
      }),
    );
    expect(done).toMatchObject({
      output: {
        keyId: 'k1',
        links: [
          { title: 'Open your request', url: '/maas/requests/r1' },
          { title: 'Open your API key', url: '/maas/keys/k1' },
        ],
        text: [
          {
            title: 'Granted',
            content: expect.stringContaining('(/maas/keys/k1)'),
          },
        ],
      },
    });
  });

  it('says what a request waits for', async () => {
    createAccessRequest.mockResolvedValue({
      id: 'r1',
      state: 'pending',
      keyId: 'k1',
      waitsFor: 'Plan Premium needs approval',
    });
    const { done } = await run({ plan: 'premium' });
    expect(done).toMatchObject({
      output: {
        text: [
          {
            title: 'Waiting for approval',
            content: expect.stringContaining('Plan Premium needs approval.'),
          },
        ],
      },
    });
  });

  it('says so where the request was decided before the task ran again', async () => {
    createAccessRequest.mockResolvedValue({
      id: 'r1',
      state: 'denied',
      keyId: 'k1',
    });
    const { done } = await run();
    expect(done).toMatchObject({ output: { text: [{ title: 'Decided' }] } });
  });

  it('shows why it failed', async () => {
    createAccessRequest.mockRejectedValue(new Error('You are not in there'));
    const { events, done } = await run();
    expect(done?.status ?? done?.message).toContain('failed');
    expect(JSON.stringify(events)).toContain('You are not in there');
  });

  it.each([
    ['no team', { team: undefined }],
    ['an empty team', { team: '' }],
    ['no models', { models: undefined }],
    ['an empty list of models', { models: [] }],
    ['models that are no texts', { models: [{}] }],
    ['one model twice', { models: ['a', 'a'] }],
    [
      'too many models',
      { models: Array.from({ length: 51 }, (_, i) => `${i}`) },
    ],
    ['an empty plan', { plan: '' }],
    ['a budget that is no amount', { monthlyBudget: 'much' }],
    ['an unknown class of data', { data: 'secret' }],
    ['no purpose', { purpose: undefined }],
    ['a blank purpose', { purpose: ' \n ' }],
    ['a very long purpose', { purpose: 'p'.repeat(1001) }],
    ['another number of days', { expiresInDays: 7 }],
    ['a very long name', { keyName: 'k'.repeat(101) }],
  ])('refuses %s', async (_, overrides) => {
    const { status, body } = await create(overrides);
    expect(status).toBe(400);
    expect(body.errors).not.toHaveLength(0);
    expect(createAccessRequest).not.toHaveBeenCalled();
  });

  it('does not make the form begin with an empty model', () => {
    const [{ properties }] = template.spec.parameters;
    expect(properties.models).not.toHaveProperty('minItems');
  });
});
