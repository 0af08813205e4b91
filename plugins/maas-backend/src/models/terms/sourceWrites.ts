import type { CompleteModel, PriceList } from '../ModelStore';
import {
  changedClasses,
  type PriceChange,
  priceChanges,
  priceListOf,
  pricesAt,
} from '../prices';
import { definitionChanges, offeredChange, pricesChange } from './history';
import { effectiveDefinition, type ModelRecord, setByPerson } from './terms';
import type { ModelWrite } from './TermsStore';

/**
 * What is to be written where a source says something of a model, which it always may:
 * what a person set stays, and wins.
 *
 * @param before - the model until now; undefined for a new one
 * @param history - its prices, oldest first
 * @returns undefined where nothing is different
 * @internal
 */
export function writeOfSource(
  source: string,
  said: { definition: CompleteModel; prices: PriceList },
  before: ModelRecord | undefined,
  history: PriceChange[],
  now: Date,
): ModelWrite | undefined {
  const record: ModelRecord = {
    terms: {},
    version: 0,
    ...before,
    ...said,
    source,
    removed: false,
  };
  const current = priceListOf(pricesAt(history, now));
  const isPersons = setByPerson(record.terms, now).includes('prices');
  const changed = isPersons ? [] : changedClasses(current, said.prices);
  if (changed.length === 0 && before && saysTheSame(before, record)) {
    return undefined;
  }
  const isNew = !before || before.removed;
  return {
    id: said.definition.id,
    record,
    prices: priceChanges(said.prices, now, changed),
    changes: [
      ...(isNew ? [offeredChange(true)] : []),
      ...(before
        ? definitionChanges(
            effectiveDefinition(before),
            effectiveDefinition(record),
          )
        : []),
      ...(before && changed.length > 0
        ? [pricesChange(current, said.prices)]
        : []),
    ],
    cause: { source },
  };
}

/** What is to be written where a source has a model no more. @internal */
export function writeOfWithdrawal(
  source: string,
  id: string,
  before: ModelRecord,
): ModelWrite {
  return {
    id,
    record: { ...before, removed: true },
    prices: [],
    changes: [offeredChange(false)],
    cause: { source },
  };
}

function saysTheSame(before: ModelRecord, after: ModelRecord): boolean {
  return (
    !before.removed &&
    before.source === after.source &&
    JSON.stringify(before.definition) === JSON.stringify(after.definition) &&
    changedClasses(before.prices, after.prices).length === 0
  );
}
