import type { RootConfigService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { ExpiryPolicy } from '../access/expiry';
import type { GrantService } from '../access/GrantService';
import type { Transactor } from '../database/database';
import type { ModelService } from '../models/ModelService';
import { readAutomation } from '../permissions/automation';
import type { TeamService } from '../teams/TeamService';
import { DatabaseKeyStore } from './DatabaseKeyStore';
import { DatabaseKeyWatchStore } from './DatabaseKeyWatchStore';
import { KeyDirectory } from './KeyDirectory';
import { KeyReminders } from './KeyReminders';
import { readUnusedAfter } from './keysConfig';
import { KeyService } from './KeyService';
import type { KeyStore } from './KeyStore';
import { LeaverService } from './LeaverService';
import { readPlaygroundConfig } from './playgroundConfig';
import { PlaygroundKeys } from './PlaygroundKeys';

/** What belongs to API keys. @internal */
export interface KeyServices {
  keys: KeyService;
  /** Keys as people see them. */
  keyDirectory: KeyDirectory;
  /** Reminds people of keys that end, and of those that nobody uses. */
  keyReminders: KeyReminders;
  keyStore: KeyStore;
  /** Follows people who leave their teams. */
  leavers: LeaverService;
  playgroundKeys: PlaygroundKeys;
}

/** Joins the services of API keys. @internal */
export function createKeys(options: {
  config: RootConfigService;
  knex: Knex;
  transact: Transactor;
  grants: GrantService;
  models: ModelService;
  teams: TeamService;
  expiry: ExpiryPolicy;
  now: () => Date;
}): KeyServices {
  const { config, knex } = options;
  const store = new DatabaseKeyStore(knex);
  const watchStore = new DatabaseKeyWatchStore(knex);
  return {
    keys: new KeyService({ ...options, store }),
    keyDirectory: new KeyDirectory({ ...options, store }),
    keyReminders: new KeyReminders({
      ...options,
      store: watchStore,
      unusedAfterMs: readUnusedAfter(config),
    }),
    keyStore: store,
    leavers: new LeaverService({
      ...options,
      store: watchStore,
      programs: readAutomation(config).values(),
    }),
    playgroundKeys: new PlaygroundKeys({
      ...options,
      store,
      config: readPlaygroundConfig(config),
    }),
  };
}
