import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { startTeams } from './startTeams';
import type { TeamSync } from './TeamSync';

describe('startTeams', () => {
  it('follows leavers whenever it has learnt who is in which team', async () => {
    const scheduler = mockServices.scheduler();
    const run = jest.fn<
      ReturnType<TeamSync['run']>,
      Parameters<TeamSync['run']>
    >();
    const follow = jest.fn(async () => {});
    await startTeams({
      config: new ConfigReader({}),
      catalog: catalogServiceMock({
        entities: [
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Group',
            metadata: { name: 'library' },
          },
        ],
      }),
      auth: mockServices.auth(),
      scheduler,
      teamSync: { run } as Partial<TeamSync> as TeamSync,
      leavers: { follow },
    });
    run.mockResolvedValueOnce(false);
    await scheduler.triggerTask('maas-teams');
    expect(follow).not.toHaveBeenCalled();
    run.mockImplementationOnce(async read => {
      const { teams } = await read();
      return teams[0].ref === 'group:default/library';
    });
    await scheduler.triggerTask('maas-teams');
    expect(follow).toHaveBeenCalledTimes(1);
  });
});
