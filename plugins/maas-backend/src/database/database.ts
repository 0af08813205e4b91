import {
  type DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { Knex } from 'knex';
import { PolicyChanges } from '../gateway/PolicyChanges';

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
export type Transaction = Knex.Transaction & {
  /** For what is written of the things that gateways decide by. */
  readonly policyChanges: PolicyChanges;
};

/** Runs work in one transaction. @internal */
export type Transactor = <T>(
  work: (tx: Transaction) => Promise<T>,
) => Promise<T>;

/** What has to be done about the policy changes of transactions. @internal */
export interface PolicyStamp {
  /**
   * Called as the last thing in each transaction, before it is committed.
   *
   * @returns whether it changed anything of the policy
   */
  stamp(tx: Transaction): Promise<boolean>;
  /** Called after the commit of a transaction that did. */
  committed(): void;
}

const ATTEMPTS = 5;

/**
 * Transactions that are tried again where another one was quicker: a broken unique
 * constraint, a serialisation failure or a deadlock undid everything, so the work
 * starts anew and sees what the other one wrote.
 *
 * @internal
 */
export function createTransactor(knex: Knex, policy: PolicyStamp): Transactor {
  return async work => {
    for (let attempt = 1; ; attempt++) {
      try {
        const { result, stamped } = await knex.transaction(async raw => {
          const tx = Object.assign(raw, { policyChanges: new PolicyChanges() });
          return { result: await work(tx), stamped: await policy.stamp(tx) };
        });
        if (stamped) {
          policy.committed();
        }
        return result;
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
  return isError(error) && CONFLICTS.has(String(error.code));
}
