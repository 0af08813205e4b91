import type {
  AuthService,
  RootConfigService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogTeams } from './catalogTeams';
import { readTeamSchedule } from './teamConfig';
import type { TeamSync } from './TeamSync';

/**
 * Follows the teams of the catalog from now on, and what follows from people who leave
 * them; of several replicas, one at a time.
 *
 * @internal
 */
export async function startTeams(options: {
  config: RootConfigService;
  catalog: CatalogService;
  auth: AuthService;
  scheduler: SchedulerService;
  teamSync: TeamSync;
  /** Does what follows from people who leave their teams. */
  leavers: { follow(): Promise<void> };
}): Promise<void> {
  const { config, scheduler, teamSync, leavers } = options;
  const read = catalogTeams(options);
  await scheduler.scheduleTask({
    ...readTeamSchedule(config),
    id: 'maas-teams',
    fn: async signal => {
      if (await teamSync.run(read, signal)) {
        await leavers.follow();
      }
    },
  });
}
