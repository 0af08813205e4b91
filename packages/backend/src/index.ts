import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));

// Sign-in. Each provider is off until auth.providers configures it.
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@openmaas/backstage-plugin-auth-backend-module-personas'));
backend.add(import('@backstage/plugin-auth-backend-module-github-provider'));
backend.add(import('@backstage/plugin-auth-backend-module-oidc-provider'));

// Who may do what
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('./permissions'));

// Catalog
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);

// Models as a Service
backend.add(import('@openmaas/backstage-plugin-maas-backend'));
backend.add(import('@openmaas/backstage-plugin-catalog-backend-module-maas'));
backend.add(
  import('@openmaas/backstage-plugin-scaffolder-backend-module-maas'),
);

// The gateway that programs call. packages/gateway runs the same one on its own.
backend.add(import('@openmaas/backstage-plugin-maas-gateway-backend'));

// Software templates
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(
  import('@backstage/plugin-scaffolder-backend-module-notifications'),
);

// What agents can do here, as tools of the Model Context Protocol
backend.add(import('@backstage/plugin-mcp-actions-backend'));

// Documentation
backend.add(import('@backstage/plugin-techdocs-backend'));
backend.add(import('@openmaas/backstage-plugin-techdocs-backend-module-maas'));

// Search. The PostgreSQL engine steps back by itself on another database,
// where the engine in memory does the work.
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-pg'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-search-backend-module-techdocs'));
backend.add(import('@openmaas/backstage-plugin-search-backend-module-maas'));

// Messages and preferences
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

// Without this, a backend of which a part could not start would serve the rest.
backend.start().catch(error => {
  console.error(error);
  process.exit(1);
});
