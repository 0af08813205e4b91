import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { createPersonaAuthenticator } from './authenticator';
import { assertAllowed, PERSONAS_CONFIG_KEY, readPersonas } from './personas';
import { personaSignInResolver } from './signInResolver';

/**
 * Adds the auth provider `personas`: development sign-in as one of the
 * configured demo people. Does nothing where none are configured.
 *
 * @public
 */
export const authModulePersonas = createBackendModule({
  pluginId: 'auth',
  moduleId: 'personas',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, logger, providers }) {
        const personasConfig = config.getOptionalConfig(PERSONAS_CONFIG_KEY);
        if (!personasConfig) {
          return;
        }
        // Checked here and not in the provider's factory, whose errors are no
        // more than a line in the log while developing.
        assertAllowed(personasConfig, process.env.NODE_ENV);
        const people = readPersonas(personasConfig);
        logger.warn(
          `Anybody can sign in without a password as ${people
            .map(({ id }) => id)
            .join(', ')}: for development only`,
        );
        providers.registerProvider({
          providerId: 'personas',
          factory: createProxyAuthProviderFactory({
            authenticator: createPersonaAuthenticator(people),
            signInResolver: personaSignInResolver,
          }),
        });
      },
    });
  },
});
