import type { Model } from '@openmaas/backstage-plugin-maas-common';
import { startRest } from '../../__testUtils__/backend';
import { createTestDatabases, PEOPLE } from '../../__testUtils__/domain';

jest.setTimeout(60_000);

describe('REST of the life of models', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    let rest: Awaited<ReturnType<typeof startRest>>;

    beforeAll(async () => {
      rest = await startRest(await databases.init(databaseId));
      rest.permissionBackend.admins = [PEOPLE.petra.userRef];
    });
    afterAll(() => rest.stop());

    const post = (path: string, as: 'petra' | 'dana', body?: object) =>
      rest.call('post', path, as).send(body);
    const read = async (as: 'petra' | 'dana' = 'dana'): Promise<Model> =>
      (await rest.call('get', '/models/small', as).expect(200)).body;

    it('stops a model and lets it go on, for everybody to see', async () => {
      const { body: stopped } = await post('/models/small/stop', 'petra', {
        reason: 'It leaks prompts',
      }).expect(200);
      const shown = {
        status: { state: 'stopped', reason: 'It leaks prompts' },
        stopped: {
          reason: 'It leaks prompts',
          by: PEOPLE.petra.userRef,
          at: expect.stringMatching(/Z$/),
        },
      };
      expect(stopped).toMatchObject({ id: 'small', access: [], ...shown });
      await expect(read()).resolves.toMatchObject(shown);
      const { body: found } = await rest
        .call('get', '/models?state=stopped', 'dana')
        .expect(200);
      expect(found.items.map(({ id }: Model) => id)).toEqual(['small']);
      await post('/models/small/stop', 'petra', { reason: 'x' }).expect(409);

      const { body: resumed } = await post(
        '/models/small/resume',
        'petra',
      ).expect(200);
      expect(resumed).not.toHaveProperty('stopped');
      expect((await read()).status).toEqual({ state: 'ready' });
      await post('/models/small/resume', 'petra', {}).expect(409);
    });

    it('lets nobody but those who may edit models do so', async () => {
      for (const action of ['stop', 'resume']) {
        const path = `/models/small/${action}`;
        await post(path, 'dana', { reason: 'x' }).expect(403);
        // Nor do they learn which models there are.
        await post(`/models/none/${action}`, 'dana', {
          reason: 'x',
        }).expect(403);
        await rest.call('post', path).send({ reason: 'x' }).expect(401);
        await post(`/models/none/${action}`, 'petra', {
          reason: 'x',
        }).expect(404);
      }
      expect(await read()).not.toHaveProperty('stopped');
    });

    it('announces a retirement and says what may be sent to a model', async () => {
      const terms = async () =>
        (await rest.call('get', '/models/small/terms', 'petra')).body;
      const wanted = {
        retirement: { at: '2126-01-01T00:00:00.000Z', successor: 'large' },
        dataPolicy: { location: 'internal', allowed: ['public', 'personal'] },
      };
      const { version } = await terms();
      await rest
        .call('patch', '/models/small', 'petra')
        .send({ version, ...wanted })
        .expect(200);
      await expect(read()).resolves.toMatchObject({
        ...wanted,
        status: { state: 'ready' },
        setByPerson: ['dataPolicy', 'retirement'],
      });
      const refused = await rest
        .call('patch', '/models/small', 'petra')
        .send({
          version: version + 1,
          retirement: { at: '2126-01-01T00:00:00Z', successor: 'small' },
        })
        .expect(400);
      expect(refused.body.error.message).toContain('retirement.successor');
    });
  });
});
