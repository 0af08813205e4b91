import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigSources } from '@backstage/config-loader';
import {
  createTestDatabases,
  migrate,
  TestClock,
} from '../../__testUtils__/domain';
import { createDomain } from '../../domain';
import { ConfigModelSource } from './ConfigModelSource';
import { SourceReader } from './SourceReader';

jest.setTimeout(60_000);

/** Files as an operator edits them, watched as a backend watches its own. */
describe('hot reload', () => {
  const databases = createTestDatabases();
  let directory: string;

  beforeEach(async () => {
    directory = await fs.mkdtemp(path.join(os.tmpdir(), 'maas-config-'));
  });
  afterEach(() => fs.rm(directory, { recursive: true }));

  const write = (name: string, text: string) =>
    fs.writeFile(path.join(directory, name), text);

  it.each(databases.eachSupportedId())(
    'follows a file that the configuration includes, without a restart, on %s',
    async databaseId => {
      await write('models.yaml', '- { id: first, owner: ml }\n');
      await write(
        'app-config.yaml',
        'app: { baseUrl: http://portal.test }\nmaas: { models: { $include: models.yaml } }\n',
      );
      const config = await ConfigSources.toConfig(
        ConfigSources.default({
          rootDir: directory,
          argv: [],
          env: { NODE_ENV: 'test' },
        }),
      );
      let changed: () => void = () => {};
      const logger = mockServices.logger.mock();
      const { models, modelSources } = createDomain({
        config,
        knex: await migrate(await databases.init(databaseId)),
        logger,
        onModelsChange: async () => changed(),
        now: new TestClock().now,
      });
      let shutDown: () => Promise<void> = async () => {};
      const reader = new SourceReader({
        models,
        scheduler: mockServices.scheduler.mock(),
        logger,
        lifecycle: mockServices.lifecycle.mock({
          addShutdownHook: hook => {
            shutDown = async () => hook();
          },
        }),
        settleMs: 10,
      });
      const source = new ConfigModelSource(config);
      await models.sync(source);
      reader.follow(source);
      const offered = async () =>
        (await models.served()).map(model => [model.id, model.title]);
      const edit = async (text: string) => {
        const isChanged = new Promise<void>(resolve => {
          changed = resolve;
        });
        await write('models.yaml', text);
        await isChanged;
      };
      try {
        await edit('- { id: second, owner: ml }\n');
        await expect(offered()).resolves.toEqual([['second', 'second']]);

        await edit(
          '- { id: second, owner: ml, prices: { input: cheap } }\n- { id: third, owner: ml }\n',
        );
        await expect(offered()).resolves.toEqual([
          ['second', 'second'],
          ['third', 'third'],
        ]);
        const [report] = await modelSources.list();
        expect(report).toMatchObject({ name: 'config', models: 2 });
        expect(report.faults).toMatchObject([{ model: 'second' }]);

        await edit('- { id: second, owner: ml, title: Mended }\n');
        await expect(offered()).resolves.toEqual([['second', 'Mended']]);
        expect((await modelSources.list())[0].faults).toEqual([]);
      } finally {
        config.close();
        await shutDown();
      }
    },
  );
});
