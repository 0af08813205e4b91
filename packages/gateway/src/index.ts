import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@openmaas/backstage-plugin-maas-gateway-backend'));

backend.start().catch(error => {
  console.error(error);
  process.exit(1);
});
