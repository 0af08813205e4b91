import {
  type PriceToSet,
  TOKEN_CLASSES,
  type TokenClass,
} from '@openmaas/backstage-plugin-maas-common';
import type { PriceList, StoredPrice } from './ModelStore';

/** A price, or the end of one, with the moment from which it holds. @internal */
export interface PriceChange {
  tokenClass: TokenClass;
  /** undefined: no price any more. */
  nanosPerMillion?: bigint;
  validFrom: Date;
}

/**
 * The prices that hold at a time: of each token class the latest one before.
 *
 * @param history - changes, oldest first
 * @internal
 */
export function pricesAt(history: PriceChange[], at: Date): StoredPrice[] {
  const latest = new Map<TokenClass, PriceChange>();
  for (const change of history) {
    if (change.validFrom <= at) {
      latest.set(change.tokenClass, change);
    }
  }
  return [...latest.values()].flatMap(({ nanosPerMillion, ...change }) =>
    nanosPerMillion === undefined ? [] : { ...change, nanosPerMillion },
  );
}

/** Prices by their token class. @internal */
export function priceListOf(prices: StoredPrice[]): PriceList {
  return Object.fromEntries(
    prices.map(({ tokenClass, nanosPerMillion }) => [
      tokenClass,
      nanosPerMillion,
    ]),
  );
}

/** Whether two lists have the same prices. @internal */
export function samePrices(one: PriceList, other: PriceList): boolean {
  return changedClasses(one, other).length === 0;
}

/** The token classes whose price is another one. @internal */
export function changedClasses(
  before: PriceList,
  after: PriceList,
): TokenClass[] {
  return TOKEN_CLASSES.filter(name => before[name] !== after[name]);
}

/** Makes some token classes have the prices of a list from a time on. @internal */
export function priceChanges(
  list: PriceList,
  validFrom: Date,
  tokenClasses: readonly TokenClass[] = TOKEN_CLASSES,
): PriceChange[] {
  return tokenClasses.map(tokenClass => ({
    tokenClass,
    nanosPerMillion: list[tokenClass],
    validFrom,
  }));
}

/** A list as REST shows it and takes it. @internal */
export function toPricesToSet(list: PriceList): PriceToSet[] {
  return TOKEN_CLASSES.flatMap(tokenClass => {
    const nanos = list[tokenClass];
    return nanos === undefined
      ? []
      : { tokenClass, nanosPerMillion: nanos.toString() };
  });
}
