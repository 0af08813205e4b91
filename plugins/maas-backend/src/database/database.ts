import {
  type DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

const MIGRATIONS = resolvePackagePath(
  '@openmaas/backstage-plugin-maas-backend',
  'migrations',
);

/**
 * The plugin's database, migrated unless configuration says to skip that.
 *
 * @internal
 */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({ directory: MIGRATIONS });
  }
  return knex;
}

/** A running transaction; stores take it, services only pass it on. @internal */
export type Transaction = Knex.Transaction;

/** Runs work in one transaction. @internal */
export type Transactor = <T>(
  work: (tx: Transaction) => Promise<T>,
) => Promise<T>;

const ATTEMPTS = 5;

/**
 * Transactions that are tried again where another one was quicker: a broken unique
 * constraint, a serialisation failure or a deadlock undid everything, so the work
 * starts anew and sees what the other one wrote.
 *
 * @internal
 */
export function createTransactor(knex: Knex): Transactor {
  return async work => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await knex.transaction(work);
      } catch (error) {
        if (attempt >= ATTEMPTS || !isConflict(error)) {
          throw error;
        }
      }
    }
  };
}

// PostgreSQL: unique_violation, serialization_failure, deadlock_detected.
const CONFLICTS = new Set([
  '23505',
  '40001',
  '40P01',
  'SQLITE_CONSTRAINT_UNIQUE',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
]);

function isConflict(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    CONFLICTS.has(String(error.code))
  );
}
