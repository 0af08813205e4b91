import type {
  AuditorService,
  AuditorServiceEventSeverityLevel,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Request } from 'express';

/** What is done, for the audit log. @internal */
export interface AuditedAction {
  /** In kebab-case; listed in the README. */
  eventId: string;
  request: Request;
  severityLevel: AuditorServiceEventSeverityLevel;
  /** What it is done to. Never a secret. */
  meta: JsonObject;
}

/**
 * Does something that must leave a trace, whether it succeeds or not.
 *
 * @param describe - what of the result belongs into the trace; never a secret
 * @internal
 */
export async function audited<T>(
  auditor: AuditorService,
  action: AuditedAction,
  work: () => Promise<T>,
  describe?: (result: T) => JsonObject,
): Promise<T> {
  const event = await auditor.createEvent(action);
  let result: T;
  try {
    result = await work();
  } catch (error) {
    await event.fail({ error: toError(error) });
    throw error;
  }
  await event.success({ meta: describe?.(result) });
  return result;
}
