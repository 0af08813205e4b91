import {
  TERM_NAMES,
  type TermName,
} from '@openmaas/backstage-plugin-maas-common';
import type { CompleteModel, PriceList } from '../ModelStore';

/** The values of terms. @internal */
export type TermValues = Required<
  Pick<CompleteModel, Exclude<TermName, 'prices'>>
> & { prices: PriceList };

/** A value that a person set. @internal */
export interface SetTerm<TValue> {
  value: TValue;
  /** Entity ref of the person. */
  setBy: string;
  setAt: Date;
  /** Prices may begin to hold later; all else holds as soon as it is set. */
  holdsFrom: Date;
}

/** What people set of a model; what is left out is the source's. @internal */
export type SetTerms = {
  [TName in TermName]?: SetTerm<TermValues[TName]>;
};

/** A model as its source and people gave it. @internal */
export interface ModelRecord {
  source: string;
  /** What the source says. */
  definition: CompleteModel;
  /** What the source says. */
  prices: PriceList;
  /** What people set. */
  terms: SetTerms;
  /** Counts the changes that people made. */
  version: number;
  /** Its source has it no more. */
  removed: boolean;
}

/**
 * A model's definition as it holds: a person's value wins over the source's, field by
 * field.
 *
 * @internal
 */
export function effectiveDefinition({
  definition,
  terms,
}: Pick<ModelRecord, 'definition' | 'terms'>): CompleteModel {
  const set = Object.fromEntries(
    TERM_NAMES.flatMap(name => {
      const term = name === 'prices' ? undefined : terms[name];
      return term ? [[name, term.value]] : [];
    }),
  );
  return { ...definition, ...set };
}

/** The terms whose value is a person's at a time. @internal */
export function setByPerson(terms: SetTerms, at: Date): TermName[] {
  return TERM_NAMES.filter(name => {
    const term = terms[name];
    return term && (name !== 'prices' || term.holdsFrom <= at);
  });
}
