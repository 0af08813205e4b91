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
import { AllowanceService } from './accounts/AllowanceService';
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
import { DatabaseHealthStore } from './health/DatabaseHealthStore';
import { HealthService } from './health/HealthService';
import { DatabaseKeyStore } from './keys/DatabaseKeyStore';
import { KeyService } from './keys/KeyService';
import { readPlaygroundConfig } from './keys/playgroundConfig';
import { PlaygroundKeys } from './keys/PlaygroundKeys';
import { DatabaseModelStore } from './models/DatabaseModelStore';
import { ModelDirectory } from './models/ModelDirectory';
import { ModelService } from './models/ModelService';
import { PriceBook } from './models/priceBook/PriceBook';
import { PriceClock } from './models/PriceClock';
import { quietly } from './models/quietly';
import { DatabaseSourceStore } from './models/sources/DatabaseSourceStore';
import { SourceService } from './models/sources/SourceService';
import type { SourceStore } from './models/sources/SourceStore';
import { DatabaseTermsStore } from './models/terms/DatabaseTermsStore';
import { TermsService } from './models/terms/TermsService';
import { PlanService } from './plans/PlanService';
import { DatabaseTeamStore } from './teams/DatabaseTeamStore';
import { TeamService } from './teams/TeamService';
import type { TeamStore } from './teams/TeamStore';
import { DatabaseRefusalStore } from './refusals/DatabaseRefusalStore';
import { RefusalService } from './refusals/RefusalService';
import { Billing } from './usage/billing';
import { DatabaseUsageStore } from './usage/DatabaseUsageStore';
import { ReportingCalendar } from './usage/ReportingCalendar';
import { UsageService } from './usage/UsageService';

/** The services of the control plane, joined. @internal */
export interface Domain {
  access: AccessService;
  /** What teams may still use. */
  allowances: AllowanceService;
  /** The models as REST lists them. */
  directory: ModelDirectory;
  gateways: GatewayService;
  grants: GrantService;
  health: HealthService;
  keys: KeyService;
  models: ModelService;
  /** Where models come from. */
  modelSources: SourceService;
  plans: PlanService;
  playgroundKeys: PlaygroundKeys;
  policy: PolicyService;
  /** Wakes the gateways that wait for a change of the policy. */
  policyNews: PolicyNews;
  /** Tells gateways of prices that begin to hold. */
  priceClock: PriceClock;
  refusals: RefusalService;
  /** What is remembered of where models come from. */
  sourceStore: SourceStore;
  /** Teams, their owners and members. */
  teams: TeamService;
  teamStore: TeamStore;
  /** What is said of models, by sources and people. */
  terms: TermsService;
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
  const onChange = quietly(options.onModelsChange ?? (async () => {}), logger);
  const terms = new TermsService({
    store: new DatabaseTermsStore(knex),
    transact,
    currency,
    plans: plans.ids(),
    onChange,
    now,
  });
  const sourceStore = new DatabaseSourceStore(knex);
  const modelStore = new DatabaseModelStore(knex);
  const models = new ModelService({
    store: modelStore,
    sources: sourceStore,
    priceBook: new PriceBook({ config, currency, logger }),
    transact,
    logger,
    now,
    plans: plans.ids(),
    terms,
    onChange,
  });
  const teamStore = new DatabaseTeamStore(knex);
  const teams = new TeamService({
    store: teamStore,
    whenMakerLeaves: 'keep',
    admins: config.getOptionalStringArray('maas.roles.admins') ?? [],
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
  const keyStore = new DatabaseKeyStore(knex);
  const keys = new KeyService({
    store: keyStore,
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
  const health = new HealthService({
    store: new DatabaseHealthStore(knex),
    gateways,
    now,
  });
  return {
    access,
    allowances: new AllowanceService({ grants, plans, accounts, revisions }),
    directory: new ModelDirectory({
      store: modelStore,
      revisions,
      health,
      currency,
      now,
    }),
    gateways,
    grants,
    health,
    keys,
    models,
    modelSources: new SourceService(sourceStore),
    plans,
    playgroundKeys: new PlaygroundKeys({
      store: keyStore,
      transact,
      grants,
      config: readPlaygroundConfig(config),
      now,
    }),
    policy,
    policyNews,
    priceClock: new PriceClock({ models, logger, now }),
    refusals: new RefusalService({
      store: new DatabaseRefusalStore(knex),
      transact,
      now,
    }),
    sourceStore,
    teams,
    teamStore,
    terms,
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
