import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader, type Config } from '@backstage/config';
import type { JsonObject, JsonValue } from '@backstage/types';
import {
  createTestDatabases,
  createTestDomain,
} from '../../__testUtils__/domain';
import { ModelListServer } from '../../__testUtils__/ModelListServer';
import { ProviderWatch } from './ProviderWatch';
import { SourceReader } from './SourceReader';

jest.setTimeout(20_000);

/** A configuration that a test changes while it is followed. */
class EditedConfig {
  private reader = new ConfigReader({});
  private readonly listeners: Array<() => void> = [];
  readonly config = new Proxy({} as Config, {
    get: (_, name) =>
      name === 'subscribe'
        ? (listener: () => void) => this.listeners.push(listener)
        : this.reader[name as 'getOptional'].bind(this.reader),
  });

  edit(maas: JsonObject) {
    this.reader = new ConfigReader({ maas });
    this.listeners.forEach(listener => listener());
  }
}

describe('ProviderWatch', () => {
  const databases = createTestDatabases();
  const server = new ModelListServer();
  beforeAll(() => server.start());
  afterAll(() => server.stop());

  const provider = (id: string, more: JsonObject = {}): JsonObject => ({
    id,
    baseUrl: server.baseUrl,
    owner: 'physics',
    import: 'all',
    ...more,
  });

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function setup(providers: JsonValue) {
      server.list('one');
      const domain = await createTestDomain(await databases.init(databaseId));
      const { models, sourceStore } = domain;
      const edited = new EditedConfig();
      edited.edit({ providers });
      const logger = mockServices.logger.mock();
      const tasks = new Map<string, { fn: unknown; frequency: unknown }>();
      const hooks: Array<() => void | Promise<void>> = [];
      const reader = new SourceReader({
        models,
        logger,
        settleMs: 1,
        scheduler: mockServices.scheduler.mock({
          scheduleTask: async task => {
            tasks.set(task.id, task);
            task.signal?.addEventListener('abort', () => tasks.delete(task.id));
          },
          triggerTask: async id => (tasks.get(id)?.fn as () => Promise<void>)(),
        }),
        lifecycle: mockServices.lifecycle.mock({
          addStartupHook: hook => {
            hooks.push(hook);
          },
        }),
      });
      const watch = new ProviderWatch({
        config: edited.config,
        models,
        sources: sourceStore,
        reader,
        logger,
      });
      await watch.start();
      await Promise.all(hooks.map(hook => hook()));
      const providersOffered = async () => {
        const served = await models.served();
        return served
          .filter(({ source }) => source !== 'config')
          .map(({ id, visibility }) => `${id} ${visibility}`);
      };
      /** Changes the configuration, and waits until a report is as it is to be. */
      const edit = async (value: JsonValue, isDone: () => Promise<boolean>) => {
        edited.edit({ providers: value });
        while (!(await isDone())) {
          expect(logger.error).not.toHaveBeenCalled();
          // Whole turns of the event loop: timers alone would keep sockets waiting.
          await setImmediate();
        }
      };
      const faultsOf = async (name: string) =>
        (await sourceStore.all()).find(it => it.name === name)?.faults;
      return { ...domain, tasks, edit, providersOffered, faultsOf };
    }

    it('reads providers that are there, come, change and go', async () => {
      const { edit, tasks, providersOffered, sourceStore } = await setup([
        provider('lab'),
      ]);
      await expect(providersOffered()).resolves.toEqual(['lab-one public']);
      expect(tasks.get('maas-models-provider:lab')).toMatchObject({
        frequency: { minutes: 5 },
      });

      const hourly = { frequency: { hours: 1 }, timeout: { minutes: 1 } };
      const changed = ['cloud-one public', 'lab-one restricted'];
      await edit(
        [
          provider('lab', { visibility: 'restricted', schedule: hourly }),
          provider('cloud'),
        ],
        async () => isDeepStrictEqual(await providersOffered(), changed),
      );
      expect(tasks.get('maas-models-provider:lab')).toMatchObject({
        frequency: { hours: 1 },
      });

      await edit(
        [provider('cloud')],
        async () => (await providersOffered()).length === 1,
      );
      expect([...tasks.keys()]).toEqual(['maas-models-provider:cloud']);
      const names = (await sourceStore.all()).map(({ name }) => name);
      expect(names).toEqual(['config', 'provider:cloud']);
    });

    it('withdraws the models of a provider that went while nobody watched', async () => {
      const { models, sourceStore, providersOffered } = await setup([
        provider('lab'),
      ]);
      await new ProviderWatch({
        config: new ConfigReader({}),
        models,
        sources: sourceStore,
        reader: new SourceReader({
          models,
          logger: mockServices.logger.mock(),
          scheduler: mockServices.scheduler.mock(),
          lifecycle: mockServices.lifecycle.mock(),
        }),
        logger: mockServices.logger.mock(),
      }).start();
      await expect(providersOffered()).resolves.toEqual([]);
      expect((await sourceStore.all()).map(({ name }) => name)).toEqual([
        'config',
      ]);
    });

    it.each<[string, (good: JsonObject) => JsonValue, string, RegExp]>([
      ['no list', good => good, 'providers', /must be a list/],
      [
        'one without an id',
        ({ id: _, ...rest }) => [rest],
        'providers[0]',
        /maas\.providers\[0\]\.id: /,
      ],
      ['text', () => ['lab'], 'providers[0]', /maas\.providers\[0\]\.id: /],
      [
        'an id that is none',
        good => [{ ...good, id: 'The Lab' }],
        'providers[0]',
        /at most 32/,
      ],
      ['an id twice', good => [good, good], 'provider:lab', /"lab" twice/],
      [
        'a wrong setting',
        good => [{ ...good, visibility: 'secret' }],
        'provider:lab',
        /^visibility: /,
      ],
      [
        'nobody at its address',
        good => [{ ...good, baseUrl: 'http://127.0.0.1:1/v1' }],
        'provider:lab',
        /cannot be reached/,
      ],
    ])(
      'keeps the models with %s, says so, and goes on when it is mended',
      async (_, broken, name, message) => {
        const good = provider('lab');
        const { edit, faultsOf, providersOffered, sourceStore } = await setup([
          good,
        ]);
        await edit(broken(good), async () => {
          const faults = await faultsOf(name);
          return faults !== undefined && faults.length > 0;
        });
        await expect(faultsOf(name)).resolves.toEqual([
          { model: '*', message: expect.stringMatching(message) },
        ]);
        await expect(providersOffered()).resolves.toEqual(['lab-one public']);

        const reports = async () => {
          const sources = await sourceStore.all();
          return sources.map(it => [it.name, it.faults.length]);
        };
        const mended = [
          ['config', 0],
          ['provider:lab', 0],
        ];
        await edit([good], async () =>
          isDeepStrictEqual(await reports(), mended),
        );
        await expect(providersOffered()).resolves.toEqual(['lab-one public']);
      },
    );
  });
});
