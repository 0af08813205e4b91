import {
  type BackstageCredentials,
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import {
  type MaasApi,
  MaasClient,
} from '@openmaas/backstage-plugin-maas-common';

/** The control plane, for other backend plugins and modules. @public */
export interface MaasService {
  /**
   * The control plane's REST client on behalf of somebody.
   *
   * @param credentials - a user's, or the calling plugin's own service credentials
   */
  as(credentials: BackstageCredentials): MaasApi;
}

/** Service that speaks to the control plane. @public */
export const maasServiceRef = createServiceRef<MaasService>({
  id: 'maas.client',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { auth: coreServices.auth, discovery: coreServices.discovery },
      factory: ({ auth, discovery }): MaasService => ({
        as: credentials =>
          new MaasClient({
            discoveryApi: discovery,
            fetchApi: {
              // A token is asked for with each call, so that none is used past its end.
              fetch: async (input, init) => {
                const { token } = await auth.getPluginRequestToken({
                  onBehalfOf: credentials,
                  targetPluginId: 'maas',
                });
                const headers = new Headers(init?.headers);
                headers.set('authorization', `Bearer ${token}`);
                // Not through a Request: its signal forgets the caller's once it is
                // garbage.
                return fetch(input, { ...init, headers });
              },
            },
          }),
      }),
    }),
});
