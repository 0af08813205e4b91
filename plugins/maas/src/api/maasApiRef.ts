import { createApiRef } from '@backstage/core-plugin-api';
import type { MaasApi } from '@openmaas/backstage-plugin-maas-common';

/** The control plane's REST API, as the signed-in user. @public */
export const maasApiRef = createApiRef<MaasApi>({ id: 'plugin.maas.service' });
