import {
  type DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { Knex } from 'knex';
import { AuditNotes } from '../audit/AuditNotes';
import { PolicyChanges } from '../gateway/PolicyChanges';
import { Notices } from '../notices/Notices';

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
  /** For what is done, to whom and what: the audit log keeps it. */
  readonly audit: AuditNotes;
  /** For what people are to be told once it is true. */
  readonly notices: Notices;
};

/** Runs work in one transaction. @internal */
export type Transactor = <T>(
  work: (tx: Transaction) => Promise<T>,
) => Promise<T>;

/** What has to be done about what transactions noted. @internal */
export interface TransactionStamp {
  /**
   * Called as the last thing in each transaction, before it is committed.
   *
   * @returns whether there is something to do after the commit
   */
  stamp(tx: Transaction): Promise<boolean>;
  /** Called after the commit of such a transaction. */
  committed(tx: Transaction): void;
}

const ATTEMPTS = 5;

/**
 * Transactions that are tried again where another one was quicker: a broken unique
 * constraint, a serialisation failure or a deadlock undid everything, so the work
 * starts anew and sees what the other one wrote.
 *
 * @param stamps - in the order in which they take their locks
 * @internal
 */
export function createTransactor(
  knex: Knex,
  ...stamps: TransactionStamp[]
): Transactor {
  return async work => {
    for (let attempt = 1; ; attempt++) {
      try {
        const { result, after } = await knex.transaction(async raw => {
          const tx: Transaction = Object.assign(raw, {
            policyChanges: new PolicyChanges(),
            audit: new AuditNotes(),
            notices: new Notices(),
          });
          const done = await work(tx);
          const then: Array<() => void> = [];
          for (const stamp of stamps) {
            if (await stamp.stamp(tx)) {
              then.push(() => stamp.committed(tx));
            }
          }
          return { result: done, after: then };
        });
        after.forEach(then => then());
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
