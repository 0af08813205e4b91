import { isError } from '@backstage/errors';
import type { ErrorRequestHandler } from 'express';
import type { AuditTrail } from '../audit/AuditTrail';
import { HiddenError } from '../audit/errors';

const REFUSALS = ['NotAllowedError', 'AuthenticationError'];

/**
 * Has in the audit log who was refused what: where something is not allowed, and where
 * it is answered as missing because it is not the caller's to see.
 *
 * @internal
 */
export function auditRefusals(trail: AuditTrail): ErrorRequestHandler {
  return async (error, req, _res, next) => {
    const isRefused =
      error instanceof HiddenError ||
      (isError(error) && REFUSALS.includes(error.name));
    if (isRefused) {
      await trail.refused(req, error);
    }
    next(error);
  };
}
