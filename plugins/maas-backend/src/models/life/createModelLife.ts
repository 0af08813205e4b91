import type { Knex } from 'knex';
import { DatabaseGrantStore } from '../../access/DatabaseGrantStore';
import type { Transactor } from '../../database/database';
import type { KeyStore } from '../../keys/KeyStore';
import type { TeamService } from '../../teams/TeamService';
import { DatabaseLifeStore } from './DatabaseLifeStore';
import { LifeService } from './LifeService';
import { ModelConsumers } from './ModelConsumers';

/** Joins what belongs to the life of models. @internal */
export function createModelLife(options: {
  knex: Knex;
  transact: Transactor;
  keyStore: KeyStore;
  teams: TeamService;
  /** Tells others that models are otherwise; never fails. */
  onChange: () => Promise<void>;
  now: () => Date;
}): LifeService {
  const { knex, keyStore } = options;
  return new LifeService({
    ...options,
    store: new DatabaseLifeStore(knex),
    consumers: new ModelConsumers({
      ...options,
      grants: new DatabaseGrantStore(knex),
      keys: keyStore,
    }),
  });
}
