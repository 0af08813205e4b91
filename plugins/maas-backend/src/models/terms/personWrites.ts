import {
  TERM_NAMES,
  type TermName,
} from '@openmaas/backstage-plugin-maas-common';
import type { PriceList } from '../ModelStore';
import {
  type PriceChange,
  priceChanges,
  priceListOf,
  pricesAt,
  samePrices,
} from '../prices';
import type { WantedTerms } from './checkTerms';
import { type Cause, type FieldChange, pricesChange } from './history';
import {
  effectiveDefinition,
  type ModelRecord,
  setByPerson,
  type SetTerm,
  type SetTerms,
} from './terms';
import type { ModelWrite } from './TermsStore';

/** What becomes of the prices of a model. */
interface PricesWrite {
  /** undefined: the source's again. */
  term?: SetTerm<PriceList>;
  rows: PriceChange[];
  change: FieldChange;
}

/**
 * What is to be written where a person sets terms or gives them back to the source.
 *
 * @param history - the model's prices, oldest first
 * @returns undefined where nothing is different
 * @internal
 */
export function writeOfPerson(
  id: string,
  wanted: WantedTerms,
  cause: Cause & { actorRef: string },
  before: ModelRecord,
  history: PriceChange[],
  now: Date,
): ModelWrite | undefined {
  const names = changedNames(wanted, before.terms);
  const prices = writeOfPrices(wanted, cause.actorRef, before, history, now);
  if (names.length === 0 && !prices) {
    return undefined;
  }
  const record: ModelRecord = {
    ...before,
    version: before.version + 1,
    terms: {
      ...before.terms,
      ...Object.fromEntries(
        names.map(name => [name, setTerm(wanted[name], cause.actorRef, now)]),
      ),
      ...(prices && { prices: prices.term }),
    },
  };
  const [from, to] = [before, record].map(effectiveDefinition);
  return {
    id,
    record,
    prices: prices?.rows ?? [],
    dropsFuturePrices: prices !== undefined,
    changes: [
      ...names.map(name => ({
        field: name,
        before: from[name],
        after: to[name],
      })),
      ...(prices ? [prices.change] : []),
    ],
    cause,
  };
}

/** The terms, prices apart, that are not yet as they are wanted. */
function changedNames(wanted: WantedTerms, terms: SetTerms) {
  return TERM_NAMES.filter(
    (name): name is Exclude<TermName, 'prices'> =>
      name !== 'prices' &&
      wanted[name] !== undefined &&
      JSON.stringify(wanted[name]) !==
        JSON.stringify(terms[name]?.value ?? null),
  );
}

function setTerm<TValue>(
  value: TValue | null,
  setBy: string,
  now: Date,
): SetTerm<TValue> | undefined {
  return value === null
    ? undefined
    : { value, setBy, setAt: now, holdsFrom: now };
}

function writeOfPrices(
  { prices, pricesFrom }: WantedTerms,
  setBy: string,
  before: ModelRecord,
  history: PriceChange[],
  now: Date,
): PricesWrite | undefined {
  if (prices === undefined) {
    return undefined;
  }
  const current = priceListOf(pricesAt(history, now));
  const isPersons = setByPerson(before.terms, now).includes('prices');
  const term = before.terms.prices;
  if (prices === null) {
    return term && resetPrices(before.prices, current, isPersons, history, now);
  }
  const start = pricesFrom && pricesFrom > now ? pricesFrom : now;
  const future = history.filter(change => change.validFrom > now);
  const isSet =
    start > now
      ? future.length > 0 &&
        future.every(change => change.validFrom.getTime() === start.getTime())
      : isPersons && future.length === 0;
  const after = priceListOf(pricesAt(history, start));
  if (isSet && samePrices(after, prices)) {
    return undefined;
  }
  return {
    term: {
      value: prices,
      setBy,
      setAt: now,
      // Between a person's prices, the source's do not come back.
      holdsFrom: isPersons && term ? term.holdsFrom : start,
    },
    // Of all classes: whatever the source says until then ends there.
    rows: priceChanges(prices, start),
    change: pricesChange(current, prices, start > now ? start : undefined),
  };
}

/** The source's prices from now on; those of a person that were to come never do. */
function resetPrices(
  prices: PriceList,
  current: PriceList,
  isPersons: boolean,
  history: PriceChange[],
  now: Date,
): PricesWrite {
  const last = history[history.length - 1]?.validFrom ?? now;
  return isPersons
    ? {
        rows: priceChanges(prices, now),
        change: pricesChange(current, prices),
      }
    : {
        rows: [],
        change: pricesChange(priceListOf(pricesAt(history, last)), current),
      };
}
