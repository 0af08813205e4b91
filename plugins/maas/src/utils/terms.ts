import {
  type DataClass,
  type DataPolicy,
  type Model,
  type PriceToSet,
  type Retirement,
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

/** What sort of data can be sent to a model, the most harmless first. @internal */
export const DATA_CLASSES = [
  'public',
  'internal',
  'confidential',
  'personal',
] as const satisfies readonly DataClass[];

/** Where data can go that is sent to a model. @internal */
export const LOCATIONS = [
  'internal',
  'external',
] as const satisfies ReadonlyArray<DataPolicy['location']>;

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

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

/**
 * The data policy in the value of a term, which can be anything.
 *
 * @returns undefined where it is none
 * @internal
 */
export function dataPolicyIn(value: unknown): DataPolicy | undefined {
  const location = LOCATIONS.find(one => one === propertyOf(value, 'location'));
  const allowed = propertyOf(value, 'allowed');
  const region = propertyOf(value, 'region');
  return (
    location && {
      location,
      ...(typeof region === 'string' && region && { region }),
      allowed: DATA_CLASSES.filter(
        one => Array.isArray(allowed) && allowed.includes(one),
      ),
    }
  );
}

/**
 * The retirement in the value of a term, which can be anything.
 *
 * @returns undefined where it is none
 * @internal
 */
export function retirementIn(value: unknown): Retirement | undefined {
  const at = propertyOf(value, 'at');
  if (typeof at !== 'string' || Number.isNaN(Date.parse(at))) {
    return undefined;
  }
  const successor = propertyOf(value, 'successor');
  const note = propertyOf(value, 'note');
  return {
    at,
    ...(typeof successor === 'string' && successor && { successor }),
    ...(typeof note === 'string' && note && { note }),
  };
}
