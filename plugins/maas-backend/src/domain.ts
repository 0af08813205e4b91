import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { readGatewayBaseUrl } from '@openmaas/backstage-plugin-maas-node';
import type { Knex } from 'knex';
import { AccessRules } from './access/AccessRules';
import { AccessService } from './access/AccessService';
import { AccountService } from './accounts/AccountService';
import { UseWatch } from './accounts/UseWatch';
import { DatabaseAccessStore } from './access/DatabaseAccessStore';
import { ExpiryPolicy } from './access/expiry';
import { GrantService } from './access/GrantService';
import { BudgetService } from './budgets/BudgetService';
import { createTransactor } from './database/database';
import { DatabaseGatewayStore } from './gateway/DatabaseGatewayStore';
import { DatabaseRevisionStore } from './gateway/DatabaseRevisionStore';
import { GatewayService } from './gateway/GatewayService';
import { PolicyNews } from './gateway/PolicyNews';
import { PolicyRevisions } from './gateway/PolicyRevisions';
import { PolicyService } from './gateway/PolicyService';
import { DatabaseKeyStore } from './keys/DatabaseKeyStore';
import { KeyService } from './keys/KeyService';
import { DatabaseModelStore } from './models/DatabaseModelStore';
import { ModelService } from './models/ModelService';
import { PriceClock } from './models/PriceClock';
import { PlanService } from './plans/PlanService';
import { DatabaseRefusalStore } from './refusals/DatabaseRefusalStore';
import { RefusalService } from './refusals/RefusalService';
import { Billing } from './usage/billing';
import { DatabaseUsageStore } from './usage/DatabaseUsageStore';
import { ReportingCalendar } from './usage/ReportingCalendar';
import { UsageService } from './usage/UsageService';

/** The services of the control plane, joined. @internal */
export interface Domain {
  access: AccessService;
  gateways: GatewayService;
  grants: GrantService;
  keys: KeyService;
  models: ModelService;
  plans: PlanService;
  policy: PolicyService;
  /** Wakes the gateways that wait for a change of the policy. */
  policyNews: PolicyNews;
  /** Tells gateways of prices that begin to hold. */
  priceClock: PriceClock;
  refusals: RefusalService;
  /** Tells gateways of limits that are used up. */
  useWatch: UseWatch;
  usage: UsageService;
  /** ISO 4217 */
  currency: string;
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
  const policyNews = new PolicyNews();
  const portalUrl = config.getString('app.baseUrl').replace(/\/+$/, '');
  const revisions = new PolicyRevisions(
    new DatabaseRevisionStore(knex),
    policyNews,
    portalUrl,
  );
  const transact = createTransactor(knex, revisions);
  const plans = PlanService.fromConfig(config);
  const currency = readCurrency(config);
  const expiry = ExpiryPolicy.fromConfig(config);
  const models = new ModelService({
    store: new DatabaseModelStore(knex),
    transact,
    logger,
    now,
    currency,
    plans: plans.ids(),
    onChange: options.onModelsChange ?? (async () => {}),
  });
  const calendar = ReportingCalendar.fromConfig(config);
  const usage = new UsageService({
    store: new DatabaseUsageStore(knex),
    transact,
    billing: new Billing({ models, plans, logger }),
    calendar,
    now,
  });
  const accessStore = new DatabaseAccessStore(knex);
  const grants = new GrantService(accessStore, now);
  const keys = new KeyService({
    store: new DatabaseKeyStore(knex),
    transact,
    grants,
    models,
    usage,
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
  const accounts = new AccountService({
    usage,
    keys,
    models,
    plans,
    budgets: BudgetService.fromConfig(config),
    calendar,
    now,
  });
  const useWatch = new UseWatch({ accounts, transact, logger });
  usage.onUse(() => useWatch.noteUse());
  const policy = new PolicyService({
    revisions,
    models,
    grants,
    keys,
    plans,
    accounts,
    portalUrl,
    currency,
    timeZone: calendar.timeZone,
  });
  const gateways = new GatewayService({
    store: new DatabaseGatewayStore(knex),
    revisions,
    now,
  });
  return {
    access,
    gateways,
    grants,
    keys,
    models,
    plans,
    policy,
    policyNews,
    priceClock: new PriceClock({ models, logger, now }),
    refusals: new RefusalService({
      store: new DatabaseRefusalStore(knex),
      transact,
      now,
    }),
    usage,
    useWatch,
    currency,
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
