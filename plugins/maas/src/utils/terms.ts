import {
  type Model,
  type PriceToSet,
  TERM_NAMES,
  type TermName,
  TOKEN_CLASSES,
} from '@openmaas/backstage-plugin-maas-common';

/** From where a model may come to an end. @internal */
export const LIFECYCLES = [
  'experimental',
  'production',
  'deprecated',
] as const satisfies ReadonlyArray<Model['lifecycle']>;

/** Who may see a model. @internal */
export const VISIBILITIES = [
  'public',
  'restricted',
  'hidden',
] as const satisfies ReadonlyArray<Model['visibility']>;

/** Whether a person may set a field of a model. @internal */
export function isTermName(name: string): name is TermName {
  return TERM_NAMES.some(term => term === name);
}

/**
 * The prices in the value of a term, which can be anything.
 *
 * @returns in the order in which prices are shown; undefined where it is no list of prices
 * @internal
 */
export function pricesIn(value: unknown): PriceToSet[] | undefined {
  if (!Array.isArray(value)) {
    return undefined;
  }
  const prices = TOKEN_CLASSES.flatMap(tokenClass =>
    value.filter((one): one is PriceToSet => one?.tokenClass === tokenClass),
  );
  return prices.length === value.length ? prices : undefined;
}
