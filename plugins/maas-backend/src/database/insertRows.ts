import type { Knex } from 'knex';
import { isPostgres } from './isPostgres';

/**
 * Inserts any number of rows by one statement with one value, in their order. With a
 * value for each field, engines limit how many there are, and are several times slower.
 *
 * @param rows - values by column, the same columns in each; times are Dates, and bigints
 *   text, which both engines read into an integer, exactly
 * @param onConflict - what follows the rows in the statement, from `ON CONFLICT`
 * @returns what that says to return
 * @internal
 */
export async function insertRows<TReturned = never>(
  tx: Knex,
  table: string,
  rows: object[],
  onConflict: string,
): Promise<TReturned[]> {
  if (rows.length === 0) {
    return [];
  }
  const columns = Object.keys(rows[0]);
  const list = columns.map(() => '??').join(', ');
  if (isPostgres(tx)) {
    const { rows: returned } = await tx.raw(
      `INSERT INTO ?? (${list}) SELECT ${list} FROM json_populate_recordset(NULL::??, ?) ${onConflict}`,
      [table, ...columns, ...columns, table, JSON.stringify(rows)],
    );
    return returned;
  }
  const fields = columns.map(() => 'value ->> ?').join(', ');
  const returned: unknown = await tx.raw(
    // Without WHERE, SQLite takes ON CONFLICT for a part of a join.
    `INSERT INTO ?? (${list}) SELECT ${fields} FROM json_each(?) WHERE true ${onConflict}`,
    [table, ...columns, ...columns, JSON.stringify(rows.map(withNumericTimes))],
  );
  return returned as TReturned[];
}

/** As SQLite keeps times: milliseconds since 1970. */
function withNumericTimes(row: object): object {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value instanceof Date ? value.getTime() : value,
    ]),
  );
}
