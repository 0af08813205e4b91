import {
  type BackendFeature,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import searchPlugin from '@backstage/plugin-search-backend';
import searchModuleCatalog from '@backstage/plugin-search-backend-module-catalog';
import type { SearchResultSet } from '@backstage/plugin-search-common';
import type { Model } from '@openmaas/backstage-plugin-maas-common';
import request from 'supertest';
import { controlPlane } from './__testUtils__/controlPlane';
import { aModel, granite } from './__testUtils__/models';
import searchModuleMaas from '.';

/** A real search, on the engine in memory, beside a control plane on HTTP. */
async function startSearch(options: {
  models: Model[];
  config?: JsonObject;
  features?: BackendFeature[];
  result?: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
}) {
  const {
    models,
    config,
    features = [],
    result = AuthorizeResult.ALLOW,
  } = options;
  const asked: string[] = [];
  const callers: string[] = [];
  const scheduler = mockServices.scheduler();
  const backend = await startTestBackend({
    features: [
      searchPlugin,
      searchModuleMaas,
      controlPlane(models, callers),
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl: 'http://localhost:0' },
          permission: { enabled: true },
          ...config,
        },
      }),
      mockServices.permissions.mock({
        authorize: async requests =>
          requests.map(({ permission }) => {
            asked.push(permission.name);
            return { result };
          }),
        authorizeConditional: async requests =>
          requests.map(() => ({ result })),
      }).factory,
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      ...features,
    ],
  });
  return {
    asked,
    callers,
    /** Makes the index anew, as the schedule does. */
    index: async (type = 'ai_model') =>
      scheduler.triggerTask(`search_index_${type}`),
    find: async (query: JsonObject): Promise<SearchResultSet> => {
      const { body } = await request(backend.server)
        .get('/api/search/query')
        .query(query)
        .expect(200);
      return body;
    },
  };
}

const titles = ({ results }: SearchResultSet) =>
  results.map(({ document }) => document.title);

const whisper = aModel({
  id: 'whisper',
  servedName: 'whisper-large',
  title: 'Whisper',
  description: 'Writes down what is spoken.',
  provider: 'OpenAI',
  license: 'mit',
  capabilities: ['transcription'],
  modalities: { input: ['audio'], output: ['text'] },
});

describe('searchModuleMaas', () => {
  it.each([
    'granite',
    'tools',
    'apache',
    'retrieval',
    'function calling',
    'FP8',
    'agent',
    'single GPU',
  ])('finds a model by %s', async term => {
    const { callers, find, index } = await startSearch({
      // The first one has no field of its own but what every model has.
      models: [aModel({ id: 'first', title: 'First' }), whisper, granite],
    });
    await index();
    const found = await find({ term });
    expect(titles(found)[0]).toBe('Granite 3.1 8B Agent');
    expect(titles(found)).not.toContain('Whisper');
    expect(found.results[0]).toMatchObject({
      type: 'ai-model',
      document: {
        location: '/catalog/maas/resource/granite-8b-agent/',
        capability: ['chat', 'tools', 'rag'],
      },
    });
    expect(callers).toEqual(['plugin:search']);
  });

  it('filters by capability, provider and license', async () => {
    const { find, index } = await startSearch({ models: [whisper, granite] });
    await index();
    const by = async (filters: JsonObject) =>
      titles(await find({ term: '', types: ['ai-model'], filters }));
    expect(await by({ capability: 'tools' })).toEqual(['Granite 3.1 8B Agent']);
    expect(await by({ provider: 'OpenAI' })).toEqual(['Whisper']);
    expect(await by({ license: 'mit' })).toEqual(['Whisper']);
  });

  it('finds what is new and not what is gone or hidden, once it is indexed', async () => {
    const models = [whisper, { ...granite, title: 'Granite old' }];
    const { find, index } = await startSearch({ models });
    await index();
    expect(titles(await find({ term: 'granite' }))).toEqual(['Granite old']);
    models[0] = aModel({
      id: 'hidden',
      title: 'Granite X',
      visibility: 'hidden',
    });
    models[1] = granite;
    await index();
    expect(titles(await find({ term: 'granite' }))).toEqual([granite.title]);
    expect(titles(await find({ term: 'whisper' }))).toEqual([]);
  });

  it.each([
    ['software_catalog', 'ai_model'],
    ['ai_model', 'software_catalog'],
  ])(
    'keeps models apart from their entities, indexed as %s, then as %s',
    async (first, second) => {
      const { find, index } = await startSearch({
        models: [granite],
        features: [
          searchModuleCatalog,
          catalogServiceMock.factory({
            entities: [
              {
                apiVersion: 'backstage.io/v1alpha1',
                kind: 'Resource',
                metadata: {
                  name: granite.id,
                  namespace: 'maas',
                  title: granite.title,
                },
                spec: { type: 'ai-model' },
              },
            ],
          }),
        ],
      });
      await index(first);
      await index(second);
      const { results } = await find({ term: 'granite' });
      expect(
        new Map(results.map(({ type, document }) => [type, document])),
      ).toEqual(
        new Map<string, unknown>([
          ['ai-model', expect.objectContaining({ modelId: granite.id })],
          ['software-catalog', expect.objectContaining({ kind: 'Resource' })],
        ]),
      );
    },
  );

  it('shows nothing to those who may not see models', async () => {
    const { asked, find, index } = await startSearch({
      models: [granite],
      result: AuthorizeResult.DENY,
    });
    await index();
    expect(titles(await find({ term: 'granite' }))).toEqual([]);
    expect(asked).toContain('maas.model.read');
  });

  it('refuses to start with a schedule that is none', async () => {
    await expect(
      startSearch({
        models: [],
        config: { search: { collators: { maas: { schedule: 'often' } } } },
      }),
    ).rejects.toThrow('search.collators.maas.schedule');
  });
});
