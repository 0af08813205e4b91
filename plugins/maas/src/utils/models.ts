import {
  type BilledPrice,
  formatPrice,
  type ListModelsQuery,
  type MaasApi,
  type Model,
  type Plan,
  type Price,
  TOKEN_CLASSES,
  type TokenClass,
} from '@openmaas/backstage-plugin-maas-common';
import { textLocale } from './textLocale';
import { LARGEST_PAGE, listAll } from './pages';

/** Token classes that are shown where there is little room. */
const LISTED_CLASSES: readonly TokenClass[] = [
  'input',
  'output',
  'audioSecond',
];

/** Most models that can be asked for by name at once. */
const MOST_IDS = 50;

/**
 * Every model that the caller may see and that fits, over all pages.
 *
 * @throws ResponseError of the control plane
 * @internal
 */
export async function listAllModels(
  api: MaasApi,
  query: Pick<ListModelsQuery, 'mine' | 'sort' | 'team'>,
  signal?: AbortSignal,
): Promise<Model[]> {
  return listAll(cursor =>
    api.listModels({ ...query, limit: LARGEST_PAGE, cursor }, { signal }),
  );
}

/**
 * Those of some models that the caller may see.
 *
 * @param ids - each once
 * @throws ResponseError of the control plane
 * @internal
 */
export async function listModelsById(
  api: MaasApi,
  ids: string[],
  signal?: AbortSignal,
): Promise<Model[]> {
  const models: Model[] = [];
  for (let first = 0; first < ids.length; first += MOST_IDS) {
    const some = ids.slice(first, first + MOST_IDS);
    const page = await api.listModels(
      { ids: some, limit: MOST_IDS },
      { signal },
    );
    models.push(...page.items);
  }
  return models;
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
 * What calls of a model are billed at under a plan, at the prices of now.
 *
 * @internal
 */
export function billedPrice(
  model: Pick<Model, 'prices'>,
  plan: Pick<Plan, 'priceFactor'>,
): BilledPrice {
  const prices = TOKEN_CLASSES.map(tokenClass => [
    tokenClass,
    priceOf(model, tokenClass)?.nanosPerMillion,
  ]);
  return { ...Object.fromEntries(prices), factor: plan.priceFactor };
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
    return formatPrice(price, textLocale());
  }
  const perHour = (BigInt(price.nanosPerMillion) * 3600n) / 1_000_000n;
  return formatPrice(
    { ...price, nanosPerMillion: perHour.toString() },
    textLocale(),
  );
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
