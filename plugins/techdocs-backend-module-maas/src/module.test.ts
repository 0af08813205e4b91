import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import techdocsPlugin from '@backstage/plugin-techdocs-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Model } from '@openmaas/backstage-plugin-maas-common';
import request from 'supertest';
import { controlPlane } from './__testUtils__/controlPlane';
import { granite } from './__testUtils__/models';
import techdocsModuleMaas from '.';

// TechDocs takes its time to load.
jest.setTimeout(60_000);

const SITE = 'maas/resource/granite-8b-agent';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    uid: 'uid-of-granite',
    name: 'granite-8b-agent',
    namespace: 'maas',
    annotations: {
      'backstage.io/managed-by-location': 'maas:models/granite-8b-agent',
      'backstage.io/techdocs-ref':
        'url:http://localhost:3000/catalog/maas/resource/granite-8b-agent',
      'openmaas.io/model-id': 'granite-8b-agent',
    },
  },
  spec: { type: 'ai-model' },
};

/** Somebody's own entity that says it were that model. */
const pretender: Entity = {
  ...entity,
  kind: 'Component',
  metadata: {
    ...entity.metadata,
    uid: 'uid-of-pretender',
    name: 'pretender',
    namespace: 'default',
    annotations: {
      ...entity.metadata.annotations,
      'backstage.io/managed-by-location': 'url:https://git.example.com/x',
    },
  },
};

describe('techdocsModuleMaas', () => {
  const directory = createMockDirectory();
  const now = Date.now;
  let backend: TestBackend;
  let models: Model[];
  const readTree = jest.fn();

  beforeEach(async () => {
    models = [granite({ card: 'Made for **agents**. <b>raw</b>' })];
    readTree.mockRejectedValue(new Error('no such repository'));
    backend = await startTestBackend({
      features: [
        techdocsPlugin,
        techdocsModuleMaas,
        controlPlane(models),
        catalogServiceMock.factory({ entities: [entity, pretender] }),
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost:3000' },
            backend: { baseUrl: 'http://localhost:0' },
            techdocs: {
              builder: 'local',
              // Whatever takes MkDocs fails.
              generator: { runIn: 'nowhere' },
              publisher: {
                type: 'local',
                local: { publishDirectory: directory.path },
              },
            },
          },
        }),
        createServiceFactory({
          service: coreServices.urlReader,
          deps: {},
          factory: () => mockServices.urlReader.mock({ readTree }),
        }),
      ],
    });
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await backend.stop();
  });

  const get = async (path: string) =>
    request(backend.server).get(`/api/techdocs${path}`);

  /** Asks for the documentation as the reader does; what came of it. */
  const sync = async (site: string) => {
    const { text } = await get(`/sync/${site}`);
    return text.trim().split('\n').slice(-2).join(' ');
  };

  it('shows the card of a model, without MkDocs', async () => {
    expect(await sync(SITE)).toBe('event: finish data: {"updated":true}');

    const page = await get(`/static/docs/${SITE}/index.html`);
    expect(page.text).toContain('<h1>Granite 3.1 8B Agent</h1>');
    expect(page.text).toContain('Made for <strong>agents</strong>.');
    expect(page.text).toContain('&lt;b&gt;raw');

    const { body: metadata } = await get(`/metadata/techdocs/${SITE}`);
    expect(metadata).toMatchObject({
      site_name: 'Granite 3.1 8B Agent',
      site_description: 'Small but able. Retrieval on a single GPU.',
      etag: expect.any(String),
      build_timestamp: expect.any(Number),
    });
    for (const file of metadata.files) {
      expect([
        file,
        (await get(`/static/docs/${SITE}/${file}`)).status,
      ]).toEqual([file, 200]);
    }
    const [, stylesheet] = /<link rel="stylesheet" href="(.*?)">/.exec(
      page.text,
    )!;
    // What the reader of the portal asks of a stylesheet.
    expect(stylesheet).toMatch(/main\.[A-Fa-f0-9]{8}\.min\.css$/);
    expect(metadata.files).toContain(stylesheet);

    const index = await get(`/static/docs/${SITE}/search/search_index.json`);
    expect(index.body.docs).toEqual([
      {
        title: 'Granite 3.1 8B Agent',
        text: expect.stringContaining('Made for agents'),
        location: '',
      },
    ]);
    const { body: described } = await get(`/metadata/entity/${SITE}`);
    expect(described.locationMetadata.target).toBe(
      'http://localhost:3000/catalog/maas/resource/granite-8b-agent',
    );
  });

  it('makes the card anew where the model changed, and only then', async () => {
    let later = 0;
    // TechDocs looks again after a minute.
    jest.spyOn(Date, 'now').mockImplementation(() => now() + later);
    later += 120_000;
    await sync(SITE);
    later += 120_000;
    models[0] = { ...models[0], status: { state: 'off' } };
    expect(await sync(SITE)).toBe('event: finish data: {"updated":false}');
    later += 120_000;
    models[0] = { ...models[0], title: 'Granite renamed' };
    expect(await sync(SITE)).toBe('event: finish data: {"updated":true}');
    const page = await get(`/static/docs/${SITE}/index.html`);
    expect(page.text).toContain('<h1>Granite renamed</h1>');
  });

  it('says why there is no card', async () => {
    jest.spyOn(Date, 'now').mockImplementation(() => now() + 3_600_000);
    models[0] = granite({ visibility: 'hidden' });
    expect(await sync(SITE)).toMatch(/^event: error data: .*There is no model/);
    models.splice(0);
    expect(await sync(SITE)).toMatch(/^event: error data: .*404/);
  });

  it("leaves others' documentation to the stock preparer and generator", async () => {
    const site = 'default/component/pretender';
    expect(await sync(site)).toMatch(/no such repository/);
    expect(readTree).toHaveBeenCalledWith(
      'http://localhost:3000/catalog/maas/resource/granite-8b-agent',
      expect.anything(),
    );

    directory.addContent({
      'source/mkdocs.yml': 'site_name: Other\n',
      'source/docs/index.md': '# Other\n',
    });
    readTree.mockResolvedValue({
      etag: 'one',
      dir: async () => directory.resolve('source'),
    });
    // It got as far as to where MkDocs runs.
    expect(await sync(site)).toMatch(/Failed to generate docs from .*source/);
  });
});
