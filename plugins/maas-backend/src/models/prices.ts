import type { TokenClass } from '@openmaas/backstage-plugin-maas-common';
import type { StoredPrice } from './ModelStore';

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
