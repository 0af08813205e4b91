import {
  formatPrice,
  type MaasApi,
  type Model,
  type Price,
  type TokenClass,
} from '@openmaas/backstage-plugin-maas-common';
import { LARGEST_PAGE, listAll } from './pages';

/** Token classes in the order in which prices are shown. @internal */
export const TOKEN_CLASSES: readonly TokenClass[] = [
  'input',
  'cachedInput',
  'output',
  'reasoning',
  'audioSecond',
];

/** Those of them that are shown where there is little room. */
const LISTED_CLASSES: readonly TokenClass[] = [
  'input',
  'output',
  'audioSecond',
];

/**
 * Every model that the caller may see, over all pages.
 *
 * @throws ResponseError of the control plane
 * @internal
 */
export async function listAllModels(
  api: MaasApi,
  signal?: AbortSignal,
): Promise<Model[]> {
  return listAll(cursor =>
    api.listModels({ limit: LARGEST_PAGE, cursor }, { signal }),
  );
}

/**
 * The price of one token class.
 *
 * @returns undefined where the model has none of its own
 * @internal
 */
export function priceOf(
  model: Pick<Model, 'prices'>,
  tokenClass: TokenClass,
): Price | undefined {
  return model.prices.find(price => price.tokenClass === tokenClass);
}

/**
 * A price for people: of tokens per million, of audio per hour.
 *
 * @returns for example `$0.15`
 * @internal
 */
export function shownPrice(
  price: Pick<Price, 'tokenClass' | 'nanosPerMillion' | 'currency'>,
): string {
  if (price.tokenClass !== 'audioSecond') {
    return formatPrice(price);
  }
  const perHour = (BigInt(price.nanosPerMillion) * 3600n) / 1_000_000n;
  return formatPrice({ ...price, nanosPerMillion: perHour.toString() });
}

/**
 * The prices that tell most about a model's cost: of input and output, or of audio.
 *
 * @internal
 */
export function listedPrices(model: Pick<Model, 'prices'>): Price[] {
  return LISTED_CLASSES.flatMap(tokenClass => priceOf(model, tokenClass) ?? []);
}

/**
 * The price of one token class, for people.
 *
 * @returns for example `$0.15`; undefined where the model has none of its own
 * @internal
 */
export function priceText(
  model: Pick<Model, 'prices'>,
  tokenClass: TokenClass,
): string | undefined {
  const price = priceOf(model, tokenClass);
  return price && shownPrice(price);
}

/**
 * The models that a team can call now.
 *
 * @param team - entity reference of one of the caller's teams
 * @internal
 */
export function modelsOfTeam(models: Model[], team: string): Model[] {
  return models.filter(model =>
    model.access.some(
      access =>
        access.team.toLocaleLowerCase('en-US') ===
          team.toLocaleLowerCase('en-US') && access.state === 'active',
    ),
  );
}
