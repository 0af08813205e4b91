import { ResponseError } from '@backstage/errors';
import {
  MaasGatewayClient,
  type UsageReceipt,
} from '@openmaas/backstage-plugin-maas-common';
import type { ControlPlane, UsageTexts } from '../controlPlane/ControlPlane';

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
  const fetchWithToken: typeof fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('authorization', `Bearer ${await getToken()}`);
    // Not through a Request: its signal forgets the caller's once it is garbage.
    return fetch(input, { ...init, headers });
  };
  const client = new MaasGatewayClient({
    discoveryApi: { getBaseUrl: async () => url },
    fetchApi: { fetch: fetchWithToken },
  });
  return {
    policy: (since, waitSeconds, signal) =>
      client.policy(since, waitSeconds, signal),
    resolveKey: (hash, signal) => client.resolveKey(hash, signal),
    sendRefusals: (batch, signal) => client.sendRefusals(batch, signal),
    sendStatus: (report, signal) => client.sendStatus(report, signal),
    // Each call is an event: to read them all and write them anew would cost as much as to
    // make them.
    async sendUsage(batch, signal): Promise<UsageReceipt> {
      const response = await fetchWithToken(`${url}/gateway/usage`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: usageBody(batch),
        signal,
      });
      if (!response.ok) {
        throw await ResponseError.fromResponse(response);
      }
      return response.json();
    },
  };
}

/** The batch as JSON. */
function usageBody({ gateway, events }: UsageTexts): string {
  return `{"gateway":${JSON.stringify(gateway)},"events":[${events.join()}]}`;
}
