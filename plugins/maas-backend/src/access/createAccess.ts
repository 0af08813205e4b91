import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import type { Knex } from 'knex';
import type { Transactor } from '../database/database';
import type { KeyService } from '../keys/KeyService';
import type { ModelService } from '../models/ModelService';
import type { PlanService } from '../plans/PlanService';
import type { TeamService } from '../teams/TeamService';
import { AccessRules } from './AccessRules';
import { AccessService } from './AccessService';
import { ConversationService } from './ConversationService';
import { DatabaseAccessStore } from './DatabaseAccessStore';
import { DatabaseDelegationStore } from './DatabaseDelegationStore';
import { Deciders } from './Deciders';
import { DecisionService } from './DecisionService';
import { DelegationService } from './DelegationService';
import type { ExpiryPolicy } from './expiry';
import { GrantActions } from './GrantActions';
import { GrantFile } from './GrantFile';
import { GrantFollowUp } from './GrantFollowUp';
import type { GrantService } from './GrantService';
import type { GrantStore } from './GrantStore';
import { RequestChanges } from './RequestChanges';
import { RequestDrafts } from './RequestDrafts';
import { RequestFollowUp } from './RequestFollowUp';
import { RequestOutcomes } from './RequestOutcomes';
import { readAccessRules } from './ruleConfig';

/** The services of access requests and what comes of them. @internal */
export interface AccessServices {
  access: AccessService;
  /** What is said about access requests. */
  conversations: ConversationService;
  /** Who decides. */
  deciders: Deciders;
  decisions: DecisionService;
  delegations: DelegationService;
  /** What people do about grants. */
  grantActions: GrantActions;
  /** Grants that configuration gives. */
  grantFile: GrantFile;
  grantFollowUp: GrantFollowUp;
  requestFollowUp: RequestFollowUp;
}

/**
 * Joins the services of access requests.
 *
 * @throws InputError where configuration is wrong
 * @internal
 */
export function createAccess(options: {
  config: RootConfigService;
  logger: LoggerService;
  knex: Knex;
  transact: Transactor;
  models: ModelService;
  plans: PlanService;
  teams: TeamService;
  grantStore: GrantStore;
  grants: GrantService;
  keys: KeyService;
  expiry: ExpiryPolicy;
  now: () => Date;
}): AccessServices {
  const { config, knex, plans, grantStore } = options;
  const store = new DatabaseAccessStore(knex, grantStore);
  const delegations = new DatabaseDelegationStore(knex);
  const shared = {
    ...options,
    store,
    delegations,
    deciders: new Deciders({ ...options, delegations }),
    outcomes: new RequestOutcomes({ ...options, store }),
    rules: new AccessRules({
      ...options,
      rules: readAccessRules(config, plans.ids()),
    }),
  };
  const drafts = new RequestDrafts({
    ...shared,
    decideWithinMs: readDecideWithin(config),
  });
  const changes = new RequestChanges(shared);
  const grantActions = new GrantActions({
    ...shared,
    store: grantStore,
    requests: store,
  });
  return {
    access: new AccessService({ ...shared, drafts }),
    conversations: new ConversationService({ ...shared, changes }),
    deciders: shared.deciders,
    decisions: new DecisionService({ ...shared, changes }),
    delegations: new DelegationService({ ...options, store: delegations }),
    grantActions,
    grantFile: new GrantFile({ ...options, store: grantStore }),
    grantFollowUp: new GrantFollowUp({
      ...options,
      store: grantStore,
      actions: grantActions,
    }),
    requestFollowUp: new RequestFollowUp(shared),
  };
}

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

/** Milliseconds after which a request that nobody decided expires. */
function readDecideWithin(config: RootConfigService): number {
  const key = 'maas.access.decideWithin';
  if (!config.has(key)) {
    return 14 * DAY;
  }
  const ms = durationToMilliseconds(readDurationFromConfig(config, { key }));
  if (ms < HOUR || ms > 366 * DAY) {
    throw new InputError(
      `Configuration ${key} must be from an hour to a year, not ${ms} ms`,
    );
  }
  return ms;
}
