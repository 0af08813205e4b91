import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  createTestDatabases,
  createTestDomain,
  TEST_CONFIG,
} from '../../__testUtils__/domain';
import { catalogGroups } from './catalogGroups';
import { ConfigModelSource } from './ConfigModelSource';
import { OwnerCheck } from './OwnerCheck';

jest.setTimeout(60_000);

const PLATFORM = 'group:default/platform-team';
const RESEARCH = 'group:default/research';

describe('OwnerCheck', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function setup() {
      const domain = await createTestDomain(await databases.init(databaseId));
      const { models, sourceStore, modelSources } = domain;
      const logger = mockServices.logger.mock();
      /** What the catalog knows at each question, the last one for good. */
      let answers: Array<string[] | Error> = [[]];
      let hasGroups = true;
      const now = () => (answers.length > 1 ? answers.shift() : answers[0]);
      const groups = {
        existing: async (refs: string[]) => {
          const answer = now();
          if (!Array.isArray(answer)) {
            throw answer;
          }
          return new Set(refs.filter(ref => answer.includes(ref)));
        },
        hasGroups: async () => hasGroups,
      };
      const check = new OwnerCheck({
        models,
        sources: sourceStore,
        groups,
        logger,
        confirmAfterMs: 0,
      });
      return {
        ...domain,
        logger,
        run: async (...them: Array<string[] | Error>) => {
          answers = them;
          await check.run();
        },
        catalogIsEmpty: () => {
          hasGroups = false;
        },
        faults: async () => (await modelSources.list())[0].faults,
      };
    }

    it('names models whose owner is not there, which are offered all the same', async () => {
      const { run, faults, models, modelSources, logger } = await setup();
      await run([PLATFORM]);
      await expect(faults()).resolves.toEqual([
        {
          model: 'secret-sauce',
          message: expect.stringMatching(
            /^group:default\/research, which owns it, is not in the catalog: .* offered all the same/,
          ),
        },
      ]);
      await expect(models.get('secret-sauce')).resolves.toBeDefined();
      // It could be read well, after all.
      expect((await modelSources.list())[0].goodAt).toBeDefined();
      await run([PLATFORM]);
      expect(logger.warn).toHaveBeenCalledTimes(1);
      await run([PLATFORM, RESEARCH]);
      await expect(faults()).resolves.toEqual([]);
      await run([PLATFORM]);
      expect(logger.warn).toHaveBeenCalledTimes(2);
    });

    it('names who is to decide in the owner’s place', async () => {
      const { run, faults, models } = await setup();
      await models.sync(
        new ConfigModelSource(
          new ConfigReader({
            ...TEST_CONFIG,
            maas: {
              models: [
                { id: 'small', owner: PLATFORM, approver: RESEARCH },
                { id: 'large', owner: RESEARCH, approver: RESEARCH },
              ],
            },
          }),
        ),
      );
      await run([PLATFORM]);
      await expect(faults()).resolves.toEqual([
        { model: 'large', message: expect.stringContaining('which owns it') },
        {
          model: 'small',
          message: expect.stringContaining('which decides about access to it'),
        },
      ]);
    });

    it('concludes nothing while the catalog is down, and says so once', async () => {
      const { run, faults, logger } = await setup();
      await run(new Error('ECONNREFUSED'));
      await run(new Error('ECONNREFUSED'));
      await expect(faults()).resolves.toEqual([]);
      expect(logger.warn.mock.calls).toEqual([
        [expect.stringMatching(/asked again: .*ECONNREFUSED/)],
      ]);
      await run([PLATFORM]);
      const before = await faults();
      expect(before).toHaveLength(1);
      await run(new Error('ECONNREFUSED'));
      await expect(faults()).resolves.toEqual(before);
    });

    it('concludes nothing from a catalog that has no groups, or not all of them yet', async () => {
      const { run, faults, catalogIsEmpty } = await setup();
      await run([PLATFORM], [PLATFORM, RESEARCH]);
      await expect(faults()).resolves.toEqual([]);
      catalogIsEmpty();
      await run([]);
      await expect(faults()).resolves.toEqual([]);
    });
  });

  it('asks the catalog as the plugin itself', async () => {
    const refs = [PLATFORM, RESEARCH];
    const catalog = {
      getEntitiesByRefs: jest.fn(async () => ({
        items: [{ kind: 'Group' }, undefined],
      })),
      queryEntities: jest.fn(async () => ({
        items: [],
        totalItems: 1,
        pageInfo: {},
      })),
    };
    const groups = catalogGroups({
      catalog: catalog as unknown as CatalogService,
      auth: mockServices.auth(),
    });
    await expect(groups.existing(refs)).resolves.toEqual(new Set([PLATFORM]));
    await expect(groups.hasGroups()).resolves.toBe(true);
    const own = { credentials: expect.anything() };
    expect(catalog.getEntitiesByRefs).toHaveBeenCalledWith(
      { entityRefs: refs, fields: ['kind'] },
      own,
    );
    expect(catalog.queryEntities).toHaveBeenCalledWith(
      { filter: { kind: 'Group' }, fields: ['kind'], limit: 1 },
      own,
    );
  });
});
