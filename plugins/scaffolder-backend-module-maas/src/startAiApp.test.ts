import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { maasServiceRef } from '@openmaas/backstage-plugin-maas-node';
import request from 'supertest';
import { parse } from 'yaml';
import scaffolderModuleMaas from '.';

// A real scaffolder starts first.
jest.setTimeout(60_000);

const FOLDER = resolve(__dirname, '../../../examples/templates/start-ai-app');

describe('the template "Start an AI app"', () => {
  let backend: TestBackend;

  beforeAll(async () => {
    backend = await startTestBackend({
      features: [
        scaffolderPlugin,
        scaffolderModuleMaas,
        catalogServiceMock.factory({ entities: [] }),
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:0' },
            maas: { gateway: { baseUrl: 'https://llm.example.com' } },
          },
        }),
        createServiceFactory({
          service: maasServiceRef,
          deps: {},
          factory: () => ({
            as: () =>
              ({
                previewAccessRequest: async () => ({ granted: true }),
              } as never),
          }),
        }),
      ],
    });
  });
  afterAll(() => backend.stop());

  it('writes a service that is wired to the model, and no secret', async () => {
    const directoryContents = readdirSync(FOLDER, {
      recursive: true,
      withFileTypes: true,
    })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .map(path => ({
        path: relative(FOLDER, path),
        base64Content: readFileSync(path, 'base64'),
      }));
    const { status, body } = await request(backend.server)
      .post('/api/scaffolder/v2/dry-run')
      .send({
        template: parse(readFileSync(join(FOLDER, 'template.yaml'), 'utf8')),
        values: {
          name: 'course-bot',
          description: 'Answers "why?"',
          team: 'group:default/cs-department',
          models: ['resource:maas/mistral-3-int4'],
          plan: 'free',
        },
        directoryContents,
      });
    expect([status, body.error]).toEqual([200, undefined]);
    const files = new Map<string, string>(
      body.directoryContents.map(
        (file: { path: string; base64Content: string }) => [
          file.path,
          Buffer.from(file.base64Content, 'base64').toString('utf8'),
        ],
      ),
    );
    expect([...files.keys()].sort()).toEqual([
      '.env.example',
      '.gitignore',
      'README.md',
      'catalog-info.yaml',
      'package.json',
      'server.js',
    ]);
    expect(parse(files.get('catalog-info.yaml') ?? '')).toMatchObject({
      metadata: { name: 'course-bot', description: 'Answers "why?"' },
      spec: {
        owner: 'group:default/cs-department',
        dependsOn: ['resource:maas/mistral-3-int4'],
        consumesApis: ['api:maas/llm-gateway'],
      },
    });
    expect(JSON.parse(files.get('package.json') ?? '').name).toBe('course-bot');
    expect(files.get('.env.example')).toContain(
      'OPENAI_BASE_URL=https://llm.example.com/v1\nMODEL=mistral-3-int4\n',
    );
    expect([...files.values()].join('\n')).not.toMatch(/\$\{\{|maas_/);
    expect(body.output).toMatchObject({ keyId: 'dry-run' });
  });
});
