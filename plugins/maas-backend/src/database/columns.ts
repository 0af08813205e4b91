/**
 * A time as SQLite (milliseconds) or PostgreSQL (a Date) returns it.
 *
 * @internal
 */
export type StoredTime = Date | number | string;

/** Reads a time of a row. @internal */
export function toDate(value: StoredTime): Date {
  return new Date(value);
}

/** Reads a time of a row that may be missing. @internal */
export function toOptionalDate(
  value: StoredTime | null | undefined,
): Date | undefined {
  return value === null || value === undefined ? undefined : new Date(value);
}

/** Reads a count, which PostgreSQL returns as text. @internal */
export function toCount(row: { count?: number | string } | undefined): number {
  return Number(row?.count ?? 0);
}
