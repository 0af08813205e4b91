import type { ApiKey, MaasApi } from '@openmaas/backstage-plugin-maas-common';
import { LARGEST_PAGE, listAll } from './pages';

/**
 * Every key that the caller may see, over all pages, those of the playground too.
 *
 * @throws ResponseError of the control plane
 * @internal
 */
export async function listAllKeys(
  api: MaasApi,
  signal?: AbortSignal,
): Promise<ApiKey[]> {
  return listAll(cursor =>
    api.listKeys(
      { scope: 'all', kind: 'all', limit: LARGEST_PAGE, cursor },
      { signal },
    ),
  );
}
