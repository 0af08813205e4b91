import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { readGatewayBaseUrl } from '@openmaas/backstage-plugin-maas-node';
import type { Knex } from 'knex';
import { AccessRules } from './access/AccessRules';
import { AccessService } from './access/AccessService';
import { DatabaseAccessStore } from './access/DatabaseAccessStore';
import { ExpiryPolicy } from './access/expiry';
import { GrantService } from './access/GrantService';
import { createTransactor } from './database/database';
import { DatabaseKeyStore } from './keys/DatabaseKeyStore';
import { KeyService } from './keys/KeyService';
import { DatabaseModelStore } from './models/DatabaseModelStore';
import { ModelService } from './models/ModelService';
import { PlanService } from './plans/PlanService';

/** The services of the control plane, joined. @internal */
export interface Domain {
  access: AccessService;
  grants: GrantService;
  keys: KeyService;
  models: ModelService;
  plans: PlanService;
  /** Base URL for OpenAI clients, ending in `/v1`. */
  gatewayBaseUrl: string;
}

/**
 * Joins the services of the control plane.
 *
 * @param now - the clock, which tests may hold still
 * @internal
 */
export function createDomain(options: {
  config: RootConfigService;
  logger: LoggerService;
  knex: Knex;
  onModelsChange?: () => Promise<void>;
  now?: () => Date;
}): Domain {
  const { config, knex, logger } = options;
  const now = options.now ?? (() => new Date());
  const transact = createTransactor(knex);
  const plans = PlanService.fromConfig(config);
  const expiry = ExpiryPolicy.fromConfig(config);
  const models = new ModelService({
    store: new DatabaseModelStore(knex),
    transact,
    logger,
    now,
    currency: readCurrency(config),
    plans: plans.ids(),
    onChange: options.onModelsChange ?? (async () => {}),
  });
  const accessStore = new DatabaseAccessStore(knex);
  const grants = new GrantService(accessStore, now);
  const keys = new KeyService({
    store: new DatabaseKeyStore(knex),
    transact,
    grants,
    models,
    expiry,
    now,
  });
  const access = new AccessService({
    store: accessStore,
    transact,
    models,
    plans,
    rules: new AccessRules(models, plans, grants),
    grants,
    keys,
    expiry,
    now,
  });
  return {
    access,
    grants,
    keys,
    models,
    plans,
    gatewayBaseUrl: `${readGatewayBaseUrl(config)}/v1`,
  };
}

function readCurrency(config: RootConfigService): string {
  const currency = config.getOptionalString('maas.currency') ?? 'USD';
  if (!/^[A-Z]{3}$/.test(currency)) {
    throw new InputError(
      `Configuration maas.currency must be an ISO 4217 code such as USD, not "${currency}"`,
    );
  }
  return currency;
}
