import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import {
  catalogServiceRef,
  type CatalogService,
} from '@backstage/plugin-catalog-node';
import type { ModelSourceReport } from '@openmaas/backstage-plugin-maas-common';
import { modelSourcesExtensionPoint } from '@openmaas/backstage-plugin-maas-node';
import { startRest } from '../../__testUtils__/backend';
import {
  createTestDatabases,
  PEOPLE,
  withMaas,
} from '../../__testUtils__/domain';
import { ModelListServer } from '../../__testUtils__/ModelListServer';

jest.setTimeout(60_000);

/** What was said to a module whose source has a name that is taken. */
const refused: string[] = [];

/** A module with a source of its own. */
const kserve = createBackendModule({
  pluginId: 'maas',
  moduleId: 'test-source',
  register(env) {
    env.registerInit({
      deps: { sources: modelSourcesExtensionPoint },
      async init({ sources }) {
        const read = async () => ({ models: [], faults: [] });
        sources.addModelSource({ name: 'cluster', kind: 'kserve', read });
        for (const name of ['config', 'cluster', 'provider:lab']) {
          try {
            sources.addModelSource({ name, read });
          } catch (error) {
            refused.push((error as Error).message);
          }
        }
      },
    });
  },
});

describe('GET /model-sources', () => {
  const databases = createTestDatabases();
  const server = new ModelListServer();
  beforeAll(() => server.start());
  afterAll(() => server.stop());

  /** A portal, and its periodic tasks, which a test runs by their ids. */
  async function start(databaseId: string, maas: JsonObject) {
    const tasks = new Map<
      string,
      SchedulerServiceTaskScheduleDefinition & { fn: Function }
    >();
    const catalog = {
      getEntitiesByRefs: jest.fn(
        async ({ entityRefs }: { entityRefs: string[] }) => ({
          items: entityRefs.map(() => ({ kind: 'Group' })),
        }),
      ),
    };
    const rest = await startRest(
      await databases.init(databaseId as 'SQLITE_3'),
      withMaas(maas),
      [
        kserve,
        createServiceFactory({
          service: catalogServiceRef,
          deps: {},
          factory: () => catalog as unknown as CatalogService,
        }),
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () =>
            mockServices.scheduler.mock({
              scheduleTask: async task => {
                tasks.set(task.id, task);
              },
              triggerTask: async id => tasks.get(id)?.fn(),
            }),
        }),
      ],
    );
    rest.permissionBackend.admins.push(PEOPLE.petra.userRef);
    return { ...rest, tasks, catalog };
  }

  it.each(databases.eachSupportedId())(
    'starts with whatever is wrong, and names it on %s',
    async databaseId => {
      server.answer = { status: 503 };
      const id = { owner: 'platform-team' };
      const { call, stop, logs, tasks, catalog } = await start(databaseId, {
        models: [
          { ...id, id: 'good' },
          { ...id, id: 'pricey', prices: { input: 'a lot' } },
          { ...id, id: 'twice' },
          { ...id, id: 'twice', title: 'The other one' },
          { id: 'nobodys', owner: 'user:default/dana' },
        ],
        providers: [
          { ...id, id: 'lab', import: 'all', baseUrl: server.baseUrl },
        ],
      });
      try {
        expect(refused.splice(0)).toEqual(
          ['config', 'cluster', 'provider:lab'].map(
            name => `There is a model source "${name}" already`,
          ),
        );
        const { body } = await call('get', '/model-sources', 'petra').expect(
          200,
        );
        const [cluster, config, lab, ...others]: ModelSourceReport[] =
          body.items;
        expect(others).toEqual([]);
        expect(cluster).toMatchObject({
          name: 'cluster',
          kind: 'kserve',
          models: 0,
          faults: [],
          goodAt: cluster.readAt,
        });
        expect(config).toMatchObject({
          name: 'config',
          kind: 'config',
          models: 1,
          readAt: expect.any(String),
        });
        expect(config.goodAt).toBeUndefined();
        expect(config.faults).toEqual([
          { model: 'pricey', message: expect.stringMatching(/^prices\.input/) },
          { model: 'nobodys', message: expect.stringMatching(/^owner: /) },
          { model: 'twice', message: 'source "config" has the id twice' },
        ]);
        expect(lab).toEqual({
          name: 'provider:lab',
          kind: 'openai',
          readAt: expect.any(String),
          models: 0,
          faults: [
            { model: '*', message: expect.stringContaining('answers 503') },
          ],
        });
        const lines = JSON.stringify(logs.mock.calls);
        for (const fault of [...config.faults, ...lab.faults]) {
          expect(lines).toContain(JSON.stringify(fault.message).slice(1, -1));
        }
        const models = await call('get', '/models', 'dana').expect(200);
        expect(models.body.items).toMatchObject([{ id: 'good' }]);

        // What is as it was is not said again.
        const before = logs.mock.calls.length;
        await tasks.get('maas-models-provider:lab')?.fn();
        const news = logs.mock.calls.slice(before).map(([line]) => line);
        expect(news.filter(line => /503/.test(line))).toEqual([]);

        await tasks.get('maas-model-owners')?.fn();
        expect(catalog.getEntitiesByRefs).toHaveBeenCalledWith(
          expect.objectContaining({
            entityRefs: ['group:default/platform-team'],
          }),
          expect.anything(),
        );
      } finally {
        await stop();
      }
    },
  );

  it('is for those who may see it', async () => {
    const { call, stop } = await start('SQLITE_3', {});
    try {
      await call('get', '/model-sources').expect(401);
      const { body } = await call('get', '/model-sources', 'dana').expect(403);
      expect(body.error.message).toContain('maas.model-source.read');
    } finally {
      await stop();
    }
  });

  it('shows many faults as so many, and says how many there are', async () => {
    const { call, stop, logs } = await start('SQLITE_3', {
      models: Array.from({ length: 600 }, (_, n) => ({ id: `m${n}` })),
    });
    try {
      const { body } = await call('get', '/model-sources', 'petra').expect(200);
      const { faults } = body.items[1];
      expect(faults).toHaveLength(501);
      expect(faults[500]).toEqual({
        model: '*',
        message: 'There are 100 faults more',
      });
      const lines = logs.mock.calls.filter(([line]) => /owner: /.test(line));
      expect(lines).toHaveLength(20);
    } finally {
      await stop();
    }
  });
});
