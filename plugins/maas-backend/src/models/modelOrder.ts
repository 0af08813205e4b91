import { InputError } from '@backstage/errors';
import type { ListModelsQuery } from '@openmaas/backstage-plugin-maas-common';
import { asText } from '../database/asText';
import { decodeCursor, encodeCursor, foreignCursor } from '../http/page';
import { priceOf } from './modelFilter';
import type { DirectoryModel } from './presentation';

/** By what models are sorted. @internal */
export type ModelSort = NonNullable<ListModelsQuery['sort']>;

/** What comes first is less; undefined is more than all else. */
type SortKey = string | number | bigint | undefined;

/** Where a model is in a sorted list, be it there or not. @internal */
export interface ModelPlace {
  key: SortKey;
  id: string;
}

/** So much of a title sorts it, for a cursor must not grow with it. */
const TITLE_LENGTH = 80;

/** As people sort: in any case, 7B before 24B. */
const titles = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

interface Order {
  keyOf(model: DirectoryModel): SortKey;
  /** Reads a key that is there from a cursor; undefined where it is none. */
  read(text: string): SortKey;
}

const ORDERS: Record<ModelSort, Order> = {
  id: { keyOf: () => undefined, read: () => undefined },
  title: {
    keyOf: ({ title }) => asText(title.slice(0, TITLE_LENGTH)),
    read: text => text,
  },
  inputPrice: { keyOf: model => priceOf(model, 'input'), read: readNanos },
  outputPrice: { keyOf: model => priceOf(model, 'output'), read: readNanos },
  context: {
    keyOf: ({ contextLength }) => negative(contextLength),
    read: readNumber,
  },
  speed: {
    keyOf: ({ speed }) => negative(speed?.tokensPerSecond),
    read: readNumber,
  },
  latency: {
    keyOf: ({ speed }) => speed?.timeToFirstTokenMs,
    read: readNumber,
  },
};

/** Where a model is in the list that is sorted so. @internal */
export function placeOf(sort: ModelSort, model: DirectoryModel): ModelPlace {
  return { key: ORDERS[sort].keyOf(model), id: model.id };
}

/**
 * Compares places: those without a key come last, and those with the same are sorted by
 * id, so that each place is a place of its own.
 *
 * @internal
 */
export function comparePlaces(a: ModelPlace, b: ModelPlace): number {
  return compareKeys(a.key, b.key) || compare(a.id, b.id);
}

/** The cursor of what comes after a place: how the list is sorted, and the place. @internal */
export function cursorOf(sort: ModelSort, { key, id }: ModelPlace): string {
  return encodeCursor(`${sort}:${id}:${key ?? ''}`);
}

/**
 * Reads a cursor.
 *
 * @throws InputError where it is none, or of a list that is sorted otherwise
 * @internal
 */
export function readCursor(sort: ModelSort, cursor: string): ModelPlace {
  const [, by, id, text] =
    /^([a-zA-Z]+):([a-z0-9-]{1,48}):(.*)$/s.exec(decodeCursor(cursor)) ?? [];
  if (by !== undefined && by !== sort && Object.hasOwn(ORDERS, by)) {
    throw new InputError(
      `The cursor is of the list that is sorted by ${by}: begin anew without a cursor, or sort by ${by}`,
    );
  }
  const key = text ? ORDERS[sort].read(text) : undefined;
  if (by !== sort || (text && key === undefined)) {
    throw foreignCursor();
  }
  return { key, id };
}

function compareKeys(a: SortKey, b: SortKey): number {
  if (a === undefined || b === undefined) {
    return Number(a === undefined) - Number(b === undefined);
  }
  return typeof a === 'string' && typeof b === 'string'
    ? titles.compare(a, b)
    : compare(a, b);
}

function compare<T extends string | number | bigint>(a: T, b: T): number {
  return Number(a > b) - Number(a < b);
}

function negative(value: number | undefined): number | undefined {
  return value === undefined ? undefined : -value;
}

function readNumber(text: string): number | undefined {
  const number = /^[0-9.e+-]+$/.test(text) ? Number(text) : NaN;
  return Number.isFinite(number) ? number : undefined;
}

function readNanos(text: string): bigint | undefined {
  return /^[0-9]{1,18}$/.test(text) ? BigInt(text) : undefined;
}
