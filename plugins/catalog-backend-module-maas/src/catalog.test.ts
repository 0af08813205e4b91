import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  type CatalogProcessor,
  catalogProcessingExtensionPoint,
} from '@backstage/plugin-catalog-node';
import { startCatalog } from './__testUtils__/catalog';
import { bareModel, exampleModels } from './__testUtils__/models';

// A real catalog works in the background, at its own pace.
jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const INVERSE: Record<string, string> = {
  ownedBy: 'ownerOf',
  partOf: 'hasPart',
  dependsOn: 'dependencyOf',
  providesApi: 'apiProvidedBy',
  consumesApi: 'apiConsumedBy',
};

const group = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: {
    name,
    annotations: {
      'backstage.io/managed-by-location': 'test:others',
      'backstage.io/managed-by-origin-location': 'test:others',
    },
  },
  spec: { type: 'team', children: [] },
});

/** An app of a team, which says what it uses. */
const consumer: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    ...group('thesis-chatbot').metadata,
    namespace: 'default',
  },
  spec: {
    type: 'service',
    lifecycle: 'production',
    owner: 'group:default/library',
    consumesApis: ['api:maas/llm-gateway'],
    dependsOn: ['resource:maas/mistral-3-int4'],
  },
};

const others = [group('platform-team'), group('library'), consumer];

/** All relations of all entities, as `from type to`. */
function edges(all: Map<string, Entity>): string[] {
  return [...all]
    .flatMap(([ref, { relations = [] }]) =>
      relations.map(({ type, targetRef }) => `${ref} ${type} ${targetRef}`),
    )
    .sort();
}

/** What those relations are that every edge must have the other way round. */
function turned(found: string[]): string[] {
  const both = new Map(
    Object.entries(INVERSE).flatMap(([one, other]) => [
      [one, other],
      [other, one],
    ]),
  );
  return found
    .map(edge => {
      const [from, type, to] = edge.split(' ');
      return `${to} ${both.get(type)} ${from}`;
    })
    .sort();
}

const relationsOf = (all: Map<string, Entity>, ref: string) =>
  edges(all)
    .filter(edge => edge.startsWith(`${ref} `))
    .map(edge => edge.slice(ref.length + 1));

/** Stitched: whatever names its owner is related to it. */
const isStitched = (all: Map<string, Entity>) =>
  [...all.values()].every(
    ({ spec, relations }) =>
      !spec?.owner || relations?.some(({ type }) => type === 'ownedBy'),
  ) &&
  [...all.values()].filter(({ spec }) => spec?.system).length ===
    all
      .get('system:maas/models-as-a-service')
      ?.relations?.filter(({ type }) => type === 'hasPart').length;

describe('models in the catalog', () => {
  it('are taken, with relations that are complete in both directions', async () => {
    const { callers, eventually } = await startCatalog({
      models: exampleModels(),
      others,
    });
    const all = await eventually(
      found => found.size === 9 + others.length && isStitched(found),
    );

    expect(new Set(callers)).toEqual(new Set(['plugin:catalog']));
    const found = edges(all);
    expect(turned(found)).toEqual(found);
    expect(relationsOf(all, 'resource:maas/mistral-3-int4')).toEqual([
      'dependencyOf component:default/thesis-chatbot',
      'dependencyOf component:maas/mistral-3-int4-server',
      'ownedBy group:default/platform-team',
      'partOf system:maas/models-as-a-service',
    ]);
    expect(relationsOf(all, 'component:maas/mistral-3-int4-server')).toEqual([
      'dependsOn resource:maas/mistral-3-int4',
      'ownedBy group:default/platform-team',
      'partOf system:maas/models-as-a-service',
      'providesApi api:maas/llm-gateway',
    ]);
    expect(relationsOf(all, 'api:maas/llm-gateway')).toEqual([
      'apiConsumedBy component:default/thesis-chatbot',
      'apiProvidedBy component:maas/mistral-3-bf16-server',
      'apiProvidedBy component:maas/mistral-3-int4-server',
      'ownedBy group:default/platform-team',
      'partOf system:maas/models-as-a-service',
    ]);
    expect(relationsOf(all, 'system:maas/models-as-a-service')).toHaveLength(9);
    expect(relationsOf(all, 'group:default/platform-team')).toHaveLength(9);
    for (const [ref, { metadata }] of all) {
      expect([ref, metadata.annotations]).toEqual([
        ref,
        expect.objectContaining({
          'backstage.io/managed-by-location': expect.any(String),
          'backstage.io/managed-by-origin-location': expect.any(String),
          ...(/^(resource|component):maas/.test(ref) && {
            'openmaas.io/model-source': 'config',
          }),
        }),
      ]);
    }
  });

  it('are there once after ten syncs, and the same', async () => {
    const { entities, eventually, sync } = await startCatalog({
      models: exampleModels(),
      others,
    });
    const before = await eventually(
      found => found.size === 9 + others.length && isStitched(found),
    );
    for (let i = 0; i < 10; i++) {
      await sync();
    }
    const after = await entities();
    expect(edges(after)).toEqual(edges(before));
    expect([...after.values()].map(({ metadata }) => metadata.uid)).toEqual(
      [...before.values()].map(({ metadata }) => metadata.uid),
    );
  });

  it.each(['sync', 'publish'] as const)(
    'are renamed, handed over, removed and added again: %s',
    async how => {
      const models = exampleModels();
      const catalog = await startCatalog({ models, others });
      const { eventually } = catalog;
      await eventually(found => found.size === 9 + others.length);

      const [removed] = models.splice(0, 1);
      models[0] = {
        ...models[0],
        title: 'Renamed',
        owner: 'group:default/library',
      };
      models.push(bareModel());
      await catalog[how]();
      const changed = await eventually(
        found =>
          found.has('resource:maas/tiny') &&
          relationsOf(found, 'resource:maas/mistral-3-int4').includes(
            'ownedBy group:default/library',
          ) &&
          relationsOf(found, 'component:maas/mistral-3-int4-server').includes(
            'ownedBy group:default/library',
          ) &&
          isStitched(found),
      );
      // The model and its server went, one came.
      expect(changed.size).toBe(8 + others.length);
      expect(edges(changed).join()).not.toContain(removed.id);
      expect(turned(edges(changed))).toEqual(edges(changed));
      expect(changed.get('resource:maas/mistral-3-int4')?.metadata.title).toBe(
        'Renamed',
      );

      models.unshift({ ...removed, title: 'Back' });
      await catalog[how]();
      const back = await eventually(
        found => found.size === 10 + others.length && isStitched(found),
      );
      expect(back.get(`resource:maas/${removed.id}`)?.metadata.title).toBe(
        'Back',
      );
      expect(turned(edges(back))).toEqual(edges(back));

      models[0] = { ...models[0], visibility: 'hidden' };
      await catalog[how]();
      const hidden = await eventually(found => found.size < back.size - 1);
      expect([...hidden.keys()].join()).not.toContain(removed.id);
    },
  );

  it('are kept by two replicas on one database, whichever hears the news', async () => {
    const knex = await databases.init('SQLITE_3');
    const features = [mockServices.database.factory({ knex })];
    const models = exampleModels();
    const one = await startCatalog({ models, others, features });
    const two = await startCatalog({ models, others, features });
    await one.eventually(found => found.size === 9 + others.length);

    models.push(bareModel());
    await two.publish();
    await one.eventually(found => found.has('resource:maas/tiny'));
    models.splice(0, 1);
    await one.publish();
    await two.eventually(found => !found.has('resource:maas/mistral-3-bf16'));

    // What one does not know the other to have added goes on schedule.
    models.push(bareModel({ id: 'brief' }));
    await two.publish();
    await one.eventually(found => found.has('resource:maas/brief'));
    models.pop();
    await one.sync();
    const all = await two.eventually(
      found => !found.has('resource:maas/brief') && isStitched(found),
    );
    expect(all.size).toBe(8 + others.length);
    expect(turned(edges(all))).toEqual(edges(all));
  });

  it("have Developer Hub's entity where that product knows the kind", async () => {
    const processor: CatalogProcessor = {
      getProcessorName: () => 'AiModelServerApiProcessor',
      validateEntityKind: async entity => entity.kind === 'AiModelServerAPI',
    };
    const { eventually } = await startCatalog({
      models: exampleModels(),
      config: { maas: { catalog: { entityModel: 'rhdh' } } },
      features: [
        createBackendModule({
          pluginId: 'catalog',
          moduleId: 'ai-model-server-api',
          register(env) {
            env.registerInit({
              deps: { catalog: catalogProcessingExtensionPoint },
              async init({ catalog }) {
                catalog.addProcessor(processor);
              },
            });
          },
        }),
      ],
    });
    const all = await eventually(found => found.size === 10);
    expect(all.get('aimodelserverapi:maas/llm-gateway')?.spec).toMatchObject({
      models: { available: ['mistral-3-bf16', 'mistral-3-int4'] },
    });
  });
});
