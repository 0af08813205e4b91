import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  type MaasService,
  withServerMessage,
} from '@openmaas/backstage-plugin-maas-node';
import type { MaasApi } from '@openmaas/backstage-plugin-maas-common';

/** What adding actions needs. @internal */
export interface ActionTools {
  registry: ActionsRegistryService;
  /** Address of the portal, without a slash at its end. */
  portalUrl: string;
  /**
   * Calls the REST API on behalf of whoever runs the action, so that the same rules hold
   * and the same is audited.
   */
  call<T>(
    credentials: BackstageCredentials,
    work: (api: MaasApi) => Promise<T>,
  ): Promise<T>;
}

/** Makes the tools that actions are added with. @internal */
export function createActionTools(options: {
  registry: ActionsRegistryService;
  maas: MaasService;
  portalUrl: string;
}): ActionTools {
  const { registry, maas, portalUrl } = options;
  return {
    registry,
    portalUrl,
    call: (credentials, work) =>
      withServerMessage(() => work(maas.as(credentials))),
  };
}
