import { EventEmitter, once } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader, type Config } from '@backstage/config';
import type { JsonObject, JsonValue } from '@backstage/types';
import {
  createTestDatabases,
  createTestDomain,
} from '../../__testUtils__/domain';
import { ModelListServer } from '../../__testUtils__/ModelListServer';
import { definitionOf, sourceOf } from '../../__testUtils__/sources';
import { ProviderWatch } from './ProviderWatch';
import { SourceReader } from './SourceReader';

jest.setTimeout(60_000);

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

/** Says when what somebody asked for is done. */
class ObservedReader extends SourceReader {
  readonly done = new EventEmitter();

  /** What is to be done later. */
  readonly later: Array<() => Promise<void>> = [];

  debounced(work: () => Promise<void>, waitMs?: number) {
    if (waitMs !== undefined) {
      this.later.push(work);
    }
    return super.debounced(async () => {
      await work();
      this.done.emit('done');
    }, waitMs);
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
      const reader = new ObservedReader({
        models,
        logger,
        settleMs: 1,
        scheduler: mockServices.scheduler.mock({
          scheduleTask: async task => {
            if (isDeepStrictEqual(task.frequency, { cron: 'often' })) {
              throw new Error('Invalid cron');
            }
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
      /** Changes the configuration, and waits until all that follows is done. */
      const edit = async (value: JsonValue, more: JsonObject = {}) => {
        const done = once(reader.done, 'done');
        edited.edit({ providers: value, ...more });
        await done;
        expect(logger.error).not.toHaveBeenCalled();
      };
      const faultsOf = async (name: string) =>
        (await sourceStore.all()).find(it => it.name === name)?.faults;
      return { ...domain, reader, tasks, edit, providersOffered, faultsOf };
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
      await edit([
        provider('lab', { visibility: 'restricted', schedule: hourly }),
        provider('cloud'),
      ]);
      await expect(providersOffered()).resolves.toEqual([
        'cloud-one public',
        'lab-one restricted',
      ]);
      expect(tasks.get('maas-models-provider:lab')).toMatchObject({
        frequency: { hours: 1 },
      });

      await edit([provider('cloud')]);
      await expect(providersOffered()).resolves.toEqual(['cloud-one public']);
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

    it('reads them again with another price book', async () => {
      const providers = [provider('lab')];
      const { edit } = await setup(providers);
      server.requests.splice(0);
      await edit(providers, { priceBook: { enabled: false } });
      expect(server.requests).toHaveLength(1);
    });

    it('withdraws later what an older replica has read once more', async () => {
      const { models, reader, providersOffered } = await setup([
        provider('lab'),
      ]);
      await models.sync(sourceOf('provider:gone', definitionOf('ghost')));
      await expect(providersOffered()).resolves.toContain('ghost public');
      expect(reader.later).toHaveLength(1);
      await reader.later[0]();
      await expect(providersOffered()).resolves.toEqual(['lab-one public']);
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
        'a schedule that the scheduler does not take',
        good => {
          const frequency = { cron: 'often' };
          return [{ ...good, schedule: { frequency, timeout: 'PT1M' } }];
        },
        'provider:lab',
        /^schedule: .*Invalid cron/,
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
        await edit(broken(good));
        await expect(faultsOf(name)).resolves.toEqual([
          { model: '*', message: expect.stringMatching(message) },
        ]);
        await expect(providersOffered()).resolves.toEqual(['lab-one public']);

        await edit([good]);
        const sources = await sourceStore.all();
        expect(sources.map(it => [it.name, it.faults.length])).toEqual([
          ['config', 0],
          ['provider:lab', 0],
        ]);
        await expect(providersOffered()).resolves.toEqual(['lab-one public']);
      },
    );
  });
});
