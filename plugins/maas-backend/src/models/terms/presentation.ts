import {
  type ModelChange,
  type ModelTerm,
  type ModelTerms,
  type Price,
  TERM_NAMES,
} from '@openmaas/backstage-plugin-maas-common';
import type { StoredPrice } from '../ModelStore';
import {
  type PriceChange,
  priceListOf,
  pricesAt,
  toPricesToSet,
} from '../prices';
import type { StoredChange } from './history';
import { effectiveDefinition, type ModelRecord, setByPerson } from './terms';

/** A price as REST shows it. @internal */
export function presentPrice(price: StoredPrice, currency: string): Price {
  return {
    tokenClass: price.tokenClass,
    nanosPerMillion: price.nanosPerMillion.toString(),
    currency,
    validFrom: price.validFrom.toISOString(),
  };
}

/**
 * The terms of a model as REST shows them to those who may edit them.
 *
 * @param history - its prices, oldest first
 * @param currency - ISO 4217
 * @internal
 */
export function presentTerms(
  id: string,
  record: ModelRecord,
  history: PriceChange[],
  currency: string,
  now: Date,
): ModelTerms {
  const { source, version, terms } = record;
  const persons = setByPerson(terms, now);
  const values = {
    ...effectiveDefinition(record),
    prices: toPricesToSet(priceListOf(pricesAt(history, now))),
  };
  const sourceValues = {
    ...record.definition,
    prices: toPricesToSet(record.prices),
  };
  return {
    id,
    source,
    version,
    terms: TERM_NAMES.map((name): ModelTerm => {
      const term = persons.includes(name) ? terms[name] : undefined;
      return {
        name,
        value: values[name],
        sourceValue: sourceValues[name],
        setBy: term?.setBy,
        setAt: term?.setAt.toISOString(),
      };
    }),
    futurePrices: history.flatMap(({ nanosPerMillion, ...change }) =>
      nanosPerMillion === undefined || change.validFrom <= now
        ? []
        : presentPrice({ ...change, nanosPerMillion }, currency),
    ),
  };
}

/** A change of a model as REST shows it. @internal */
export function presentChange({
  at,
  actorRef,
  effectiveFrom,
  ...change
}: StoredChange): ModelChange {
  return {
    ...change,
    at: at.toISOString(),
    actor: actorRef,
    effectiveFrom: effectiveFrom?.toISOString(),
  };
}
