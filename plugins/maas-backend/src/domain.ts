import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { readGatewayBaseUrl } from '@openmaas/backstage-plugin-maas-node';
import type { Knex } from 'knex';
import { AccountService } from './accounts/AccountService';
import { AllowanceService } from './accounts/AllowanceService';
import { AuditService } from './audit/AuditService';
import { AuditStamp } from './audit/AuditStamp';
import { DatabaseAuditStore } from './audit/DatabaseAuditStore';
import { UseWatch } from './accounts/UseWatch';
import { type AccessServices, createAccess } from './access/createAccess';
import { DatabaseGrantStore } from './access/DatabaseGrantStore';
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
import { createKeys, type KeyServices } from './keys/createKeys';
import { createModelRequests } from './modelRequests/createModelRequests';
import type { ModelRequestDecisions } from './modelRequests/ModelRequestDecisions';
import type { ModelRequestService } from './modelRequests/ModelRequestService';
import { DatabaseModelStore } from './models/DatabaseModelStore';
import { createModelLife } from './models/life/createModelLife';
import type { LifeService } from './models/life/LifeService';
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
import { DatabaseNoticeStore } from './notices/DatabaseNoticeStore';
import { NoticeStamp } from './notices/NoticeStamp';
import type { NoticeStore } from './notices/NoticeStore';
import { PlanService } from './plans/PlanService';
import { createTeams, type TeamServices } from './teams/createTeams';
import { DatabaseRefusalStore } from './refusals/DatabaseRefusalStore';
import { RefusalService } from './refusals/RefusalService';
import { Billing } from './usage/billing';
import { DatabaseUsageStore } from './usage/DatabaseUsageStore';
import { ReportingCalendar } from './usage/ReportingCalendar';
import { UsageService } from './usage/UsageService';

/** The services of the control plane, joined. @internal */
export interface Domain extends AccessServices, TeamServices, KeyServices {
  /** What teams may still use. */
  allowances: AllowanceService;
  /** Who did what. */
  audit: AuditService;
  /** The models as REST lists them. */
  directory: ModelDirectory;
  gateways: GatewayService;
  grants: GrantService;
  health: HealthService;
  /** What becomes of models: stopped, retired. */
  life: LifeService;
  /** What becomes of requests for models. */
  modelDecisions: ModelRequestDecisions;
  /** Requests for models that are not offered yet. */
  modelRequests: ModelRequestService;
  models: ModelService;
  /** Where models come from. */
  modelSources: SourceService;
  /** Tells what transactions had people told. */
  notices: NoticeStamp;
  /** What people are still to be told. */
  noticeStore: NoticeStore;
  /** The clock. */
  now: () => Date;
  plans: PlanService;
  policy: PolicyService;
  /** Wakes the gateways that wait for a change of the policy. */
  policyNews: PolicyNews;
  /** Tells gateways of prices that begin to hold. */
  priceClock: PriceClock;
  refusals: RefusalService;
  /** What is remembered of where models come from. */
  sourceStore: SourceStore;
  /** What is said of models, by sources and people. */
  terms: TermsService;
  /** Tells gateways of limits that are used up. */
  useWatch: UseWatch;
  usage: UsageService;
  /** ISO 4217 */
  currency: string;
  /** Base URL for OpenAI clients, ending in `/v1`. */
  gatewayBaseUrl: string;
  /** Address of the portal, without a slash at its end. */
  portalUrl: string;
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
  const audit = new AuditService({
    store: new DatabaseAuditStore(knex),
    transact: createTransactor(knex),
    logger,
    now,
  });
  const noticeStore = new DatabaseNoticeStore(knex);
  const notices = new NoticeStamp({
    store: noticeStore,
    enabled: config.getOptionalBoolean('maas.notifications.enabled') ?? true,
    now,
  });
  const transact = createTransactor(
    knex,
    notices,
    new AuditStamp(audit),
    revisions,
  );
  const plans = PlanService.fromConfig(config);
  const currency = readCurrency(config);
  const expiry = ExpiryPolicy.fromConfig(config);
  const tellOthers = quietly(
    options.onModelsChange ?? (async () => {}),
    logger,
  );
  // What builds on the models adds itself below.
  const afterChange = [tellOthers];
  const onChange = async () => {
    for (const follow of afterChange) {
      await follow();
    }
  };
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
  const { teams, teamStore, teamSync } = createTeams({
    config,
    knex,
    transact,
    logger,
    now,
  });
  const calendar = ReportingCalendar.fromConfig(config);
  const grantStore = new DatabaseGrantStore(knex);
  const grants = new GrantService(grantStore, now);
  const keyServices = createKeys({
    config,
    knex,
    transact,
    grants,
    models,
    teams,
    expiry,
    now,
  });
  const { keys } = keyServices;
  const usage = new UsageService({
    store: new DatabaseUsageStore(knex),
    keys,
    transact,
    billing: new Billing({ models, plans, logger }),
    calendar,
    now,
  });
  const access = createAccess({
    config,
    logger,
    knex,
    transact,
    models,
    plans,
    teams,
    grantStore,
    grants,
    keys,
    expiry,
    now,
  });
  const accounts = new AccountService({
    usage,
    keys,
    grants,
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
  const directory = new ModelDirectory({
    store: modelStore,
    revisions,
    health,
    currency,
    now,
  });
  const life = createModelLife({
    ...keyServices,
    knex,
    transact,
    teams,
    onChange: tellOthers,
    now,
  });
  const requests = createModelRequests({
    knex,
    transact,
    directory,
    models,
    teams,
    now,
  });
  afterChange.push(
    quietly(() => requests.modelDecisions.offerWhatIsThere(), logger),
    quietly(() => life.tellOfRetirements(), logger),
  );
  return {
    ...requests,
    life,
    ...keyServices,
    ...access,
    audit,
    allowances: new AllowanceService({ grants, plans, accounts, revisions }),
    directory,
    gateways,
    grants,
    health,
    models,
    modelSources: new SourceService(sourceStore),
    notices,
    noticeStore,
    now,
    plans,
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
    teamSync,
    terms,
    usage,
    useWatch,
    currency,
    gatewayBaseUrl: `${readGatewayBaseUrl(config)}/v1`,
    portalUrl,
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
