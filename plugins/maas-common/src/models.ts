import type { TermName, TokenClass } from './types';

/** All token classes, in the order in which prices are shown. @public */
export const TOKEN_CLASSES = [
  'input',
  'cachedInput',
  'output',
  'reasoning',
  'audioSecond',
] as const satisfies readonly TokenClass[];

/** Every term of a model that a person may set, in the order in which they are shown. @public */
export const TERM_NAMES = [
  'title',
  'description',
  'owner',
  'approver',
  'lifecycle',
  'visibility',
  'plans',
  'multiplier',
  'prices',
  'dataPolicy',
  'retirement',
] as const satisfies readonly TermName[];
