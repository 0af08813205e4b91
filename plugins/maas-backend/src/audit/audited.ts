import type {
  AuditorService,
  AuditorServiceEventSeverityLevel,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Request } from 'express';
import type { AuditTarget } from './AuditNotes';
import { inScope } from './AuditScope';
import { AuditTrail, toEvent } from './AuditTrail';

/** What is done, for the audit log. @internal */
export interface AuditedAction {
  /** In kebab-case; listed in the README. */
  eventId: string;
  request: Request;
  severityLevel: AuditorServiceEventSeverityLevel;
  /** What it is about. Never a secret. */
  meta: JsonObject;
  /** What it is done to, where the transaction that does it does not say. */
  target?: AuditTarget;
}

/**
 * Does something that must leave a trace, whether it succeeds or not: in the portal's
 * audit events, and in the audit log, there within the transaction that does it.
 *
 * @param describe - what of the result belongs into the event; never a secret
 * @internal
 */
export async function audited<T>(
  auditor: AuditorService,
  action: AuditedAction,
  work: () => Promise<T>,
  describe?: (result: T) => JsonObject,
): Promise<T> {
  const trail = AuditTrail.of(action.request);
  const event = await auditor.createEvent(toEvent(action));
  const scope = await trail.scopeOf(action);
  let result: T;
  try {
    result = await inScope(scope, work);
    await trail.succeeded(scope);
  } catch (error) {
    await event.fail({ error: toError(error) });
    await trail.failed(scope, error);
    throw error;
  }
  await event.success({ meta: describe?.(result) });
  return result;
}
