import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { MODELS_CHANGED_TOPIC } from '@openmaas/backstage-plugin-maas-common';
import {
  maasServiceRef,
  type ModelSource,
  modelSourcesExtensionPoint,
} from '@openmaas/backstage-plugin-maas-node';
import { AuditTrail } from './audit/AuditTrail';
import { scheduleAnchors } from './audit/scheduleAnchors';
import { addActions } from './actions/addActions';
import { scheduleAccess } from './access/scheduleAccess';
import { createDomain } from './domain';
import { readGatewaySubjects } from './gateway/subjects';
import { watchPolicy } from './gateway/watchPolicy';
import { scheduleKeys } from './keys/scheduleKeys';
import { scheduleModels } from './models/life/scheduleModels';
import { ConfigModelSource } from './models/sources/ConfigModelSource';
import { isProviderName } from './models/sources/providers';
import { startSources } from './models/sources/startSources';
import { startNotices } from './notices/startNotices';
import { openDatabase } from './database/database';
import { Authorizer } from './permissions/Authorizer';
import { readAutomation } from './permissions/automation';
import { registerPermissions } from './permissions/register';
import { createRouter } from './router';
import { scheduleCleaning } from './scheduleCleaning';
import { startTeams } from './teams/startTeams';

/**
 * The control plane of Models-as-a-Service.
 *
 * @public
 */
export const maasPlugin = createBackendPlugin({
  pluginId: 'maas',
  register(env) {
    const sources: ModelSource[] = [];
    env.registerExtensionPoint(modelSourcesExtensionPoint, {
      addModelSource(source) {
        const names = [ConfigModelSource.NAME, ...sources.map(s => s.name)];
        if (names.includes(source.name) || isProviderName(source.name)) {
          throw new Error(`There is a model source "${source.name}" already`);
        }
        sources.push(source);
      },
    });

    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        lifecycle: coreServices.lifecycle,
        maas: maasServiceRef,
        permissionsRegistry: coreServices.permissionsRegistry,
        registry: actionsRegistryServiceRef,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { auditor, config, events, httpRouter, logger } = deps;
        const knex = await openDatabase(deps.database);
        const domain = createDomain({
          config,
          logger,
          knex,
          onModelsChange: () =>
            events.publish({ topic: MODELS_CHANGED_TOPIC, eventPayload: {} }),
        });
        registerPermissions(deps.permissionsRegistry, domain);
        addActions({ ...deps, ...domain });
        httpRouter.use(
          createRouter({
            ...domain,
            auditor,
            trail: new AuditTrail({ ...deps, ...domain }),
            authorizer: new Authorizer({
              ...deps,
              gatewaySubjects: readGatewaySubjects(config),
              automation: readAutomation(config),
            }),
          }),
        );
        await startSources({ ...deps, ...domain, sources });
        await domain.modelDecisions.offerWhatIsThere();
        await startTeams({ ...deps, ...domain });
        await startNotices({ ...deps, ...domain });
        await scheduleKeys({ ...deps, ...domain });
        await scheduleModels({ ...deps, ...domain });
        await scheduleAccess({ ...deps, ...domain });
        await scheduleCleaning({ ...deps, ...domain });
        await scheduleAnchors({ ...deps, ...domain });
        watchPolicy({ ...deps, ...domain, knex, news: domain.policyNews });
      },
    });
  },
});
