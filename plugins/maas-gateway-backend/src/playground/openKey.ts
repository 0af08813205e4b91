import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import {
  MaasGatewayClient,
  type PlaygroundKey,
} from '@openmaas/backstage-plugin-maas-common';
import type { PlaygroundCaller } from './Keyring';

/**
 * Asks the control plane for a key, on behalf of the person who calls.
 *
 * @throws Error as the control plane names it, such as NotAllowedError or ConflictError
 * @internal
 */
export function keyOpener({
  auth,
  discovery,
}: {
  auth: AuthService;
  discovery: DiscoveryService;
}): (caller: PlaygroundCaller) => Promise<PlaygroundKey> {
  const client = new MaasGatewayClient({ discoveryApi: discovery });
  return async ({ credentials, team }) => {
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: credentials,
      targetPluginId: 'maas',
    });
    try {
      return await client.createPlaygroundKey(team, { token });
    } catch (error) {
      throw saidBy(error);
    }
  };
}

/**
 * What the control plane said itself, which tells the person more than that it refused;
 * an answer of something else in between keeps its status.
 */
function saidBy(error: unknown): unknown {
  const cause = isError(error) ? error.cause : undefined;
  return isError(cause) && cause.name !== 'Error' ? cause : error;
}
