import { InputError } from '@backstage/errors';

/** Which page of a list somebody wants. @internal */
export interface PageQuery {
  limit: number;
  /** Last id, or place, of the page before; undefined for the first page. */
  after?: string;
}

/** One page. @internal */
export interface PageResult<T> {
  items: T[];
  totalItems: number;
  nextCursor?: string;
}

const DEFAULT_LIMIT = 50;

const IDS = {
  uuid: /^id:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  seq: /^id:[0-9]{1,15}$/,
  start: /^id:-?[0-9]{1,14}\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
};

/**
 * Reads the paging parameters of a list.
 *
 * @param ids - what the ids of the list look like, or the places by start and id
 * @throws InputError where the cursor is none of the list's
 * @internal
 */
export function pageQuery(
  query: { limit?: number | string; cursor?: string },
  ids: keyof typeof IDS,
): PageQuery {
  const after =
    query.cursor === undefined
      ? undefined
      : readIdCursor(query.cursor, IDS[ids]);
  return { limit: readLimit(query.limit), after };
}

/** How many items at most somebody wants on a page. @internal */
export function readLimit(limit: number | string | undefined): number {
  return Number(limit ?? DEFAULT_LIMIT);
}

/**
 * Makes a page out of one item more than it holds.
 *
 * @param items - up to `limit + 1` items in order
 * @internal
 */
export function pageOf<T>(
  items: T[],
  totalItems: number,
  limit: number,
  idOf: (item: T) => string,
): PageResult<T> {
  const page = items.slice(0, limit);
  return {
    items: page,
    totalItems,
    ...(items.length > limit && {
      nextCursor: encodeCursor(`id:${idOf(page[page.length - 1])}`),
    }),
  };
}

/** Makes a cursor of a place in a list. @internal */
export function encodeCursor(place: string): string {
  return Buffer.from(place, 'utf8').toString('base64url');
}

/** The place that a cursor was made of, or any text where somebody made it up. @internal */
export function decodeCursor(cursor: string): string {
  return Buffer.from(cursor, 'base64url').toString('utf8');
}

/** That a cursor is none of the list that it was sent for. @internal */
export function foreignCursor(): InputError {
  return new InputError(
    'The cursor is none of this list: use the nextCursor of the page before',
  );
}

function readIdCursor(cursor: string, pattern: RegExp): string {
  const text = decodeCursor(cursor);
  if (!pattern.test(text)) {
    throw foreignCursor();
  }
  return text.slice('id:'.length);
}
