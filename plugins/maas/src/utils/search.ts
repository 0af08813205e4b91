import type { SearchResult } from '@backstage/plugin-search-common';
import {
  formatPrice,
  MODEL_SEARCH_TYPE,
  type ModelSearchDocument,
} from '@openmaas/backstage-plugin-maas-common';
import { textLocale } from './textLocale';

/** Whether a hit of the portal's search is a model. @internal */
export function isModelHit(result: SearchResult): boolean {
  return result.type === MODEL_SEARCH_TYPE;
}

/**
 * The prices of a model that was found, for people.
 *
 * @returns for example `$0.15` per million tokens, nothing where there is no price
 * @internal
 */
export function hitPrices(
  hit: Pick<ModelSearchDocument, 'inputPrice' | 'outputPrice' | 'currency'>,
): { input?: string; output?: string } {
  const shown = (nanosPerMillion: string) =>
    nanosPerMillion && hit.currency
      ? formatPrice({ nanosPerMillion, currency: hit.currency }, textLocale())
      : undefined;
  return { input: shown(hit.inputPrice), output: shown(hit.outputPrice) };
}
