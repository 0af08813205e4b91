import type { Transaction, TransactionStamp } from '../database/database';
import { type AuditScope, currentScope } from './AuditScope';
import type { AuditService } from './AuditService';

/** Where nobody said what is being done. */
const UNNAMED: AuditScope = {
  action: 'system-change',
  actor: 'system',
  severity: 'low',
  isBackground: true,
  isRecorded: false,
};

/**
 * Writes into each transaction that changes something who did it.
 *
 * @internal
 */
export class AuditStamp implements TransactionStamp {
  constructor(private readonly audit: AuditService) {}

  /** One entry for each transaction with notes; for a call at least one. */
  async stamp(tx: Transaction): Promise<boolean> {
    const scope = currentScope() ?? UNNAMED;
    const note = tx.audit.get();
    const isOwed = !scope.isBackground && !scope.isRecorded;
    if (!note && !isOwed) {
      return false;
    }
    await this.audit.append(scope, note, tx);
    return true;
  }

  /** Not before: a transaction that is undone takes its entry with it. */
  committed(): void {
    const scope = currentScope();
    if (scope) {
      scope.isRecorded = true;
    }
  }
}
