// The control plane alone behind its real HTTP server, on the database that is named.
const { createBackend } = require('@backstage/backend-defaults');
const {
  coreServices,
  createServiceFactory,
} = require('@backstage/backend-plugin-api');
const {
  ConfigSources,
  StaticConfigSource,
} = require('@backstage/config-loader');
const maas = require('@openmaas/backstage-plugin-maas-backend');

/** @returns {import('@backstage/types').JsonObject} */
function configuration(/** @type {any} */ { port, connection, token }) {
  return {
    app: { baseUrl: 'http://127.0.0.1' },
    backend: {
      baseUrl: `http://127.0.0.1:${port}`,
      listen: { host: '127.0.0.1', port },
      database: { client: 'pg', connection, pluginDivisionMode: 'schema' },
      auth: {
        externalAccess: [
          {
            type: 'static',
            options: { token, subject: 'external:maas-gateway' },
          },
        ],
      },
    },
    maas: {
      models: ['small', 'large'].map(id => ({
        id,
        owner: 'group:default/platform-team',
        prices: { input: 0.15, cachedInput: 0.05, output: 0.6 },
      })),
      plans: {
        free: { tokensPerMinute: 200, tokensPerMonth: 1_000_000_000 },
        premium: { tokensPerMinute: 1000 },
      },
      budgets: {
        all: { amount: 100000 },
        team: { team: 'team-1', amount: 500 },
      },
    },
  };
}

async function main() {
  const told = JSON.parse(process.argv[2] ?? '{}');
  const config = await ConfigSources.toConfig(
    StaticConfigSource.create({ data: configuration(told) }),
  );
  const backend = createBackend();
  backend.add(
    createServiceFactory({
      service: coreServices.rootConfig,
      deps: {},
      factory: () => config,
    }),
  );
  backend.add(maas);
  await backend.start();
  process.send?.('ready');
  process.on('disconnect', () => process.exit(0));
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
