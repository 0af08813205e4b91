import type { MaasApi, Model } from '@openmaas/backstage-plugin-maas-common';

const PAGE_SIZE = 500;

/**
 * All models that the control plane offers, over all pages.
 *
 * @param api - the control plane, on behalf of the plugin that asks
 * @throws ResponseError, or what fetch throws, where any page cannot be read; what
 *   was read until then is dropped, since half a list would remove models
 * @public
 */
export async function readModels(
  api: Pick<MaasApi, 'listModels'>,
  signal: AbortSignal,
): Promise<Model[]> {
  // By id, since a model can move to another page between two reads.
  const models = new Map<string, Model>();
  let cursor: string | undefined;
  do {
    const page = await api.listModels({ limit: PAGE_SIZE, cursor }, { signal });
    for (const model of page.items) {
      models.set(model.id, model);
    }
    if (page.nextCursor !== undefined && page.nextCursor === cursor) {
      throw new Error(
        'The control plane answers the same page again and again',
      );
    }
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return [...models.values()];
}
