import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import {
  techdocsGeneratorExtensionPoint,
  techdocsPreparerExtensionPoint,
  UrlPreparer,
} from '@backstage/plugin-techdocs-node';
import {
  maasServiceRef,
  readGatewayBaseUrl,
} from '@openmaas/backstage-plugin-maas-node';
import { ModelCardGenerator } from './ModelCardGenerator';
import { ModelCardPreparer } from './ModelCardPreparer';

/**
 * Model cards as documentation, without MkDocs.
 *
 * @public
 */
export const techdocsModuleMaas = createBackendModule({
  pluginId: 'techdocs',
  moduleId: 'maas',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        generators: techdocsGeneratorExtensionPoint,
        logger: coreServices.logger,
        maas: maasServiceRef,
        preparers: techdocsPreparerExtensionPoint,
        reader: coreServices.urlReader,
      },
      async init({
        auth,
        config,
        generators,
        logger,
        maas,
        preparers,
        reader,
      }) {
        const portal = config.getOptionalString('app.baseUrl');
        const cards = new ModelCardPreparer({
          gatewayBaseUrl: readGatewayBaseUrl(config),
          portalPath: portal
            ? new URL(portal).pathname.replace(/\/+$/, '')
            : '',
          readModel: async id =>
            maas.as(await auth.getOwnServiceCredentials()).getModel(id),
          others: UrlPreparer.fromConfig({ logger, reader }),
          workingDirectory: config.getOptionalString(
            'backend.workingDirectory',
          ),
        });
        preparers.registerPreparer('url', cards);
        generators.setTechdocsGenerator(
          new ModelCardGenerator(cards, {
            config,
            logger,
            scmIntegrations: ScmIntegrations.fromConfig(config),
          }),
        );
      },
    });
  },
});
