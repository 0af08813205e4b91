import { MaasGatewayClient } from '@openmaas/backstage-plugin-maas-common';
import type { ControlPlane } from '../controlPlane/ControlPlane';

/**
 * The control plane at an address.
 *
 * @param url - base address of its REST API, ending in `/api/maas`
 * @param getToken - asked with each call, so that none is used past its end
 * @internal
 */
export function createControlPlane(
  url: string,
  getToken: () => Promise<string>,
): ControlPlane {
  return new MaasGatewayClient({
    discoveryApi: { getBaseUrl: async () => url },
    fetchApi: {
      fetch: async (input, init) => {
        const headers = new Headers(init?.headers);
        headers.set('authorization', `Bearer ${await getToken()}`);
        // Not through a Request: its signal forgets the caller's once it is garbage.
        return fetch(input, { ...init, headers });
      },
    },
  });
}
