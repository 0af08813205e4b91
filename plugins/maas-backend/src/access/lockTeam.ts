import type { Transaction } from '../database/database';
import { isPostgres } from '../database/isPostgres';

/**
 * Holds a team's access against other changes until the end of the transaction.
 *
 * @internal
 */
export async function lockTeam(
  teamRef: string,
  tx: Transaction,
): Promise<void> {
  // SQLite has one writer at a time anyway.
  if (isPostgres(tx)) {
    await tx.raw('SELECT pg_advisory_xact_lock(hashtextextended(?, 0))', [
      `maas/team/${teamRef}`,
    ]);
  }
}
