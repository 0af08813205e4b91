import { AsyncLocalStorage } from 'node:async_hooks';
import type { AuditEntry } from '@openmaas/backstage-plugin-maas-common';
import type { JsonObject } from '@backstage/types';
import type { AuditTarget } from './AuditNotes';

/** What is being done, and by whom: transactions that run meanwhile are part of it. @internal */
export interface AuditScope
  extends Pick<
    AuditEntry,
    'action' | 'actor' | 'severity' | 'address' | 'client'
  > {
  /** What it is done to, as far as that is known before. */
  target?: AuditTarget;
  meta?: JsonObject;
  /** It runs by itself: without a change there is nothing to tell. */
  isBackground: boolean;
  /** An entry about it is committed. */
  isRecorded: boolean;
}

const scopes = new AsyncLocalStorage<AuditScope>();

/** Does something; all transactions in it are part of the scope. @internal */
export async function inScope<T>(
  scope: AuditScope,
  work: () => Promise<T>,
): Promise<T> {
  return scopes.run(scope, work);
}

/** What is being done here, if that was said. @internal */
export function currentScope(): AuditScope | undefined {
  return scopes.getStore();
}

/**
 * Does something that nobody asked for: what it changes is in the audit log as the
 * system's doing, or a rule's, whoever's call it runs in.
 *
 * @param action - what the log calls it, in kebab-case; listed in the README. The actor
 *   is `system` where it is left out, and `rule:<name>` for a rule
 * @internal
 */
export async function asSystem<T>(
  action: {
    action: string;
    actor?: string;
    severity?: AuditScope['severity'];
    meta?: JsonObject;
  },
  work: () => Promise<T>,
): Promise<T> {
  return inScope(
    {
      actor: 'system',
      severity: 'low',
      ...action,
      isBackground: true,
      isRecorded: false,
    },
    work,
  );
}
