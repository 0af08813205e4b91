import {
  discoveryApiRef,
  fetchApiRef,
  useApi,
} from '@backstage/core-plugin-api';
import { useCallback } from 'react';
import type { ChatRequest } from '../../../utils/playground';

/** Sends a prompt to the gateway, through the portal. @internal */
export type Ask = (
  request: ChatRequest,
  signal: AbortSignal,
) => Promise<Response>;

/**
 * How prompts are sent: to the portal's own way to the gateway, which knows the user by
 * the Backstage token, so that no API key is needed here.
 *
 * @param team - entity reference of the team that pays
 * @internal
 */
export function useAsk(team: string): Ask {
  const discoveryApi = useApi(discoveryApiRef);
  const { fetch } = useApi(fetchApiRef);
  return useCallback(
    async (request, signal) => {
      const baseUrl = await discoveryApi.getBaseUrl('maas-gateway');
      return fetch(`${baseUrl}/v1/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-maas-team': team },
        body: JSON.stringify(request),
        signal,
      });
    },
    [discoveryApi, fetch, team],
  );
}
