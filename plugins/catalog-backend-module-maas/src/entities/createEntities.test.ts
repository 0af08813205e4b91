import {
  DefaultNamespaceEntityPolicy,
  type Entity,
  EntityPolicies,
  FieldFormatEntityPolicy,
  NoForeignRootFieldsEntityPolicy,
  SchemaValidEntityPolicy,
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  resourceEntityV1alpha1Validator,
  stringifyEntityRef,
  systemEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import type { Model } from '@openmaas/backstage-plugin-maas-common';
import { parse } from 'yaml';
import { bareModel, exampleModels } from '../__testUtils__/models';
import type { CatalogOptions } from '../config';
import { entityCreator } from './createEntities';

const options: CatalogOptions = {
  owner: 'group:default/platform-team',
  gatewayBaseUrl: 'https://llm.example.com',
  portalBaseUrl: 'https://portal.example.com',
  playground: true,
  entityModel: 'stock',
  modelCards: true,
};

const policy = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new DefaultNamespaceEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

const kinds = [
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  resourceEntityV1alpha1Validator,
  systemEntityV1alpha1Validator,
];

/** The entities that the catalog would take; rejects where it would refuse one. */
async function taken(entities: Entity[]) {
  const all = [];
  for (const entity of entities) {
    const checked = await policy.enforce(entity);
    for (const kind of kinds) {
      if (checked && (await kind.check(checked))) {
        all.push(checked);
      }
    }
  }
  return all;
}

/** The entities of these models. */
const createEntities = async (models: Model[], withOptions: CatalogOptions) =>
  entityCreator(withOptions)(models);

function byRef(entities: Entity[]) {
  return new Map(entities.map(entity => [stringifyEntityRef(entity), entity]));
}

describe('entityCreator', () => {
  let entities: Entity[];
  beforeAll(async () => {
    entities = await createEntities(exampleModels(), options);
  });

  it('makes a resource per model and a component per deployed model', () => {
    expect([...byRef(entities).keys()]).toEqual([
      'system:maas/models-as-a-service',
      'api:maas/llm-gateway',
      'resource:maas/mistral-3-bf16',
      'resource:maas/mistral-3-int4',
      'resource:maas/devstral-2',
      'resource:maas/gpt-oss-20b',
      'resource:maas/granite-8b-agent',
      'component:maas/mistral-3-bf16-server',
      'component:maas/mistral-3-int4-server',
    ]);
  });

  it('makes entities that the catalog takes', async () => {
    await expect(taken(entities)).resolves.toEqual(entities);
  });

  it('is the same for the same models', async () => {
    await expect(createEntities(exampleModels(), options)).resolves.toEqual(
      entities,
    );
  });

  it('describes a model', () => {
    expect(byRef(entities).get('resource:maas/mistral-3-int4')).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        name: 'mistral-3-int4',
        namespace: 'maas',
        title: 'Mistral Small 3 24B (INT4)',
        description: expect.stringContaining('four bits'),
        annotations: {
          'backstage.io/managed-by-location': 'maas:models/mistral-3-int4',
          'backstage.io/managed-by-origin-location':
            'maas:models/mistral-3-int4',
          'openmaas.io/model-id': 'mistral-3-int4',
          'openmaas.io/model-source': 'config',
          'openmaas.io/simulated': 'true',
          'openmaas.io/data-location': 'internal',
          'openmaas.io/data-allowed': 'public,internal,confidential,personal',
          'rhdh.modelcatalog.io/model-name': 'mistral-3-int4',
          'rhdh.io/ai-asset-category': 'ai-model',
          'rhdh.io/ai-asset-source': 'Neural Magic',
          'rhdh.io/ai-asset-version': '24B Instruct 2501, W4A16',
          'backstage.io/techdocs-ref':
            'url:https://portal.example.com/catalog/maas/resource/mistral-3-int4',
        },
        tags: ['chat', 'tools', 'neural-magic'],
        links: [
          {
            url: 'https://portal.example.com/maas/playground?model=mistral-3-int4',
            title: 'Playground',
            icon: 'chat',
          },
          {
            url: 'https://huggingface.co/RedHatAI/Mistral-Small-24B-Instruct-2501-quantized.w4a16',
            title: 'Home page',
            icon: 'web',
          },
        ],
      },
      spec: {
        type: 'ai-model',
        lifecycle: 'production',
        owner: 'group:default/platform-team',
        system: 'system:maas/models-as-a-service',
      },
    });
  });

  it('describes a server and what it belongs to', () => {
    expect(
      byRef(entities).get('component:maas/mistral-3-int4-server'),
    ).toMatchObject({
      metadata: {
        annotations: {
          'backstage.io/managed-by-location': 'maas:models/mistral-3-int4',
          'openmaas.io/model-id': 'mistral-3-int4',
          'openmaas.io/model-source': 'config',
          'openmaas.io/simulated': 'true',
        },
      },
      spec: {
        type: 'model-server',
        lifecycle: 'production',
        owner: 'group:default/platform-team',
        system: 'system:maas/models-as-a-service',
        dependsOn: ['resource:maas/mistral-3-int4'],
        providesApis: ['api:maas/llm-gateway'],
      },
    });
  });

  it('tells what may be sent to a model, and when and for what it retires', async () => {
    const made = await taken(
      await createEntities(
        [
          bareModel({
            endpointCount: 1,
            dataPolicy: {
              location: 'external',
              region: 'European Union',
              allowed: [],
            },
            retirement: { at: '2027-03-01T09:00:00.000Z', successor: 'next' },
          }),
        ],
        options,
      ),
    );
    const model = byRef(made).get('resource:maas/tiny');
    expect(model?.metadata.annotations).toMatchObject({
      'openmaas.io/data-location': 'external',
      'openmaas.io/data-region': 'European Union',
      'openmaas.io/retires-at': '2027-03-01T09:00:00.000Z',
    });
    expect(model?.metadata.annotations).not.toHaveProperty([
      'openmaas.io/data-allowed',
    ]);
    expect(model?.metadata.links).toContainEqual({
      url: 'https://portal.example.com/catalog/maas/resource/next',
      title: 'Successor',
    });
    expect(model?.spec?.lifecycle).toBe('deprecated');
    expect(byRef(made).get('component:maas/tiny-server')?.spec?.lifecycle).toBe(
      'deprecated',
    );
  });

  it('describes the gateway with a definition in YAML', () => {
    const api = byRef(entities).get('api:maas/llm-gateway');
    expect(api?.spec).toMatchObject({
      type: 'openapi',
      lifecycle: 'production',
      owner: 'group:default/platform-team',
      system: 'system:maas/models-as-a-service',
    });
    expect(parse(String(api?.spec?.definition))).toMatchObject({
      openapi: '3.0.3',
      servers: [{ url: 'https://llm.example.com' }],
    });
  });

  it('takes the configured owner for what has no owner of its own', async () => {
    const made = await createEntities([bareModel({ endpointCount: 1 })], {
      ...options,
      owner: 'user:staff/ada',
    });
    expect(made.map(entity => entity.spec?.owner)).toEqual([
      'user:staff/ada',
      'user:staff/ada',
      'group:default/library',
      'group:default/library',
    ]);
  });

  it('says no more of a model than is known', async () => {
    const made = await createEntities([bareModel()], options);
    expect(made[2].metadata).toEqual({
      name: 'tiny',
      namespace: 'maas',
      title: 'Tiny',
      annotations: expect.not.objectContaining({
        'openmaas.io/simulated': expect.anything(),
        'rhdh.io/ai-asset-version': expect.anything(),
      }),
    });
    expect(made[2].metadata.annotations).toMatchObject({
      'rhdh.io/ai-asset-source': 'config',
    });
    await expect(taken(made)).resolves.toEqual(made);
  });

  it('never shows a hidden model', async () => {
    const made = await createEntities(
      [bareModel({ visibility: 'hidden', endpointCount: 1 })],
      options,
    );
    expect(made.map(entity => entity.kind)).toEqual(['System', 'API']);
  });

  it.each([
    [{ capabilities: ['-a', 'b--c', 'd-', 'rag', 'rag'] }, ['rag']],
    [{ provider: 'IBM / Red Hat' }, ['ibm-red-hat']],
    [{ provider: '…' }, undefined],
    [{ provider: 'x'.repeat(64) }, undefined],
  ])('leaves out what is no tag: %p', async (overrides, tags) => {
    const made = await createEntities([bareModel(overrides)], options);
    expect(made[2].metadata.tags).toEqual(tags);
    await expect(taken(made)).resolves.toEqual(made);
  });

  it('tags what a model takes and gives beside text', async () => {
    const made = await createEntities(
      [
        bareModel({
          modalities: { input: ['text', 'image'], output: ['embedding'] },
        }),
      ],
      options,
    );
    expect(made[2].metadata.tags).toEqual(['image-input', 'embedding-output']);
    await expect(taken(made)).resolves.toEqual(made);
  });

  it.each([
    ['is not deployed', { endpointCount: 0 }, {}],
    [
      'gives no text',
      { modalities: { input: ['text'], output: ['embedding'] } },
      {},
    ],
    [
      'is in a portal of which the address is unknown',
      {},
      { portalBaseUrl: undefined },
    ],
    ['is in a portal without a playground', {}, { playground: false }],
  ] satisfies Array<[string, Partial<Model>, Partial<CatalogOptions>]>)(
    'has no link to the playground where it %s',
    async (_, model, other) => {
      const made = await createEntities(
        [bareModel({ endpointCount: 1, ...model })],
        {
          ...options,
          ...other,
        },
      );
      expect(made[2].metadata.links).toBeUndefined();
    },
  );

  it('has a card wherever the portal is, unless there is none to make it', async () => {
    const refOf = async (other: Partial<CatalogOptions>) => {
      const made = await createEntities([bareModel()], {
        ...options,
        ...other,
      });
      return made[2].metadata.annotations?.['backstage.io/techdocs-ref'];
    };
    expect(await refOf({ portalBaseUrl: undefined })).toBe(
      'url:maas:models/tiny',
    );
    expect(await refOf({ modelCards: false })).toBeUndefined();
  });

  it("adds Developer Hub's entity of the gateway where it is asked for", async () => {
    const models = [
      bareModel({ id: 'off' }),
      bareModel({ id: 'on', servedName: 'org/on', endpointCount: 1 }),
      bareModel({ id: 'secret', visibility: 'hidden', endpointCount: 1 }),
    ];
    const stock = await createEntities(models, options);
    const rhdh = await createEntities(models, {
      ...options,
      entityModel: 'rhdh',
    });
    expect(rhdh.slice(0, -1)).toEqual(stock);
    expect(rhdh.at(-1)).toMatchObject({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'AiModelServerAPI',
      metadata: { name: 'llm-gateway', namespace: 'maas' },
      spec: {
        type: 'ai-model-server',
        lifecycle: 'production',
        owner: 'group:default/platform-team',
        serverType: 'openai-v1',
        serverUrl: 'https://llm.example.com/v1',
        requiresApiKey: true,
        models: {
          discoverable: true,
          available: ['org/on'],
          default: 'org/on',
        },
      },
    });
  });

  it.each([
    [{ license: 'https://example.com/license' }, 'https://example.com/license'],
    [{ license: 'apache-2.0' }, undefined],
    [{ homepage: 'data:text/html,hello' }, undefined],
    [{ homepage: 'http://' }, undefined],
    [{ homepage: '/maas' }, undefined],
  ])('leaves out what is no web address: %p', async (overrides, url) => {
    const made = await createEntities([bareModel(overrides)], options);
    expect(made[2].metadata.links?.[0].url).toBe(url);
    await expect(taken(made)).resolves.toEqual(made);
  });

  it('takes the longest id there can be', async () => {
    const id = 'm'.repeat(48);
    const made = await createEntities(
      [bareModel({ id, endpointCount: 2 })],
      options,
    );
    await expect(taken(made)).resolves.toEqual(made);
  });
});
