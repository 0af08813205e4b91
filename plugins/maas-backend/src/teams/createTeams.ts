import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { Transactor } from '../database/database';
import { DatabaseTeamStore } from './DatabaseTeamStore';
import { readGoneAfter, readLeaverPolicy } from './teamConfig';
import { TeamService } from './TeamService';
import type { TeamStore } from './TeamStore';
import { TeamSync } from './TeamSync';

/** What belongs to teams. @internal */
export interface TeamServices {
  /** Teams, their owners and members. */
  teams: TeamService;
  teamStore: TeamStore;
  /** Keeps them as the catalog has them. */
  teamSync: TeamSync;
}

/** Joins the services of teams. @internal */
export function createTeams(options: {
  config: RootConfigService;
  knex: Knex;
  transact: Transactor;
  logger: LoggerService;
  now: () => Date;
}): TeamServices {
  const { config } = options;
  const store = new DatabaseTeamStore(options.knex);
  return {
    teams: new TeamService({
      store,
      whenMakerLeaves: readLeaverPolicy(config),
      admins: config.getOptionalStringArray('maas.roles.admins') ?? [],
    }),
    teamStore: store,
    teamSync: new TeamSync({
      ...options,
      store,
      goneAfterMs: readGoneAfter(config),
    }),
  };
}
