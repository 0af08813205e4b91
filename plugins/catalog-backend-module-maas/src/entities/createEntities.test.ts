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
import { parse } from 'yaml';
import { bareModel, exampleModels } from '../__testUtils__/models';
import { createEntities } from './createEntities';

const options = {
  owner: 'group:default/platform-team',
  gatewayBaseUrl: 'https://llm.example.com',
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

function byRef(entities: Entity[]) {
  return new Map(entities.map(entity => [stringifyEntityRef(entity), entity]));
}

describe('createEntities', () => {
  const entities = createEntities(exampleModels(), options);

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

  it('is the same for the same models', () => {
    expect(createEntities(exampleModels(), options)).toEqual(entities);
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
          'openmaas.io/simulated': 'true',
          'rhdh.modelcatalog.io/model-name': 'mistral-3-int4',
          'rhdh.io/ai-asset-category': 'ai-model',
          'rhdh.io/ai-asset-source': 'Neural Magic',
          'rhdh.io/ai-asset-version': '24B Instruct 2501, W4A16',
        },
        tags: ['chat', 'tools', 'neural-magic'],
        links: [
          {
            url: 'https://huggingface.co/RedHatAI/Mistral-Small-24B-Instruct-2501-quantized.w4a16',
            title: 'Model card',
            icon: 'docs',
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

  it('takes the configured owner for what has no owner of its own', () => {
    const made = createEntities([bareModel({ endpointCount: 1 })], {
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
    const made = createEntities([bareModel()], options);
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

  it('never shows a hidden model', () => {
    const made = createEntities(
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
    const made = createEntities([bareModel(overrides)], options);
    expect(made[2].metadata.tags).toEqual(tags);
    await expect(taken(made)).resolves.toEqual(made);
  });

  it.each([
    [{ license: 'https://example.com/license' }, 'https://example.com/license'],
    [{ license: 'apache-2.0' }, undefined],
    [{ homepage: 'data:text/html,hello' }, undefined],
    [{ homepage: 'http://' }, undefined],
    [{ homepage: '/maas' }, undefined],
  ])('leaves out what is no web address: %p', async (overrides, url) => {
    const made = createEntities([bareModel(overrides)], options);
    expect(made[2].metadata.links?.[0].url).toBe(url);
    await expect(taken(made)).resolves.toEqual(made);
  });

  it('takes the longest id there can be', async () => {
    const id = 'm'.repeat(48);
    const made = createEntities([bareModel({ id, endpointCount: 2 })], options);
    await expect(taken(made)).resolves.toEqual(made);
  });
});
