import {
  createValidatedOpenApiRouter,
  type internal,
} from '@backstage/backend-openapi-utils';
import { NotFoundError } from '@backstage/errors';
import express, { type RequestHandler, type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { AuditTrail } from '../audit/AuditTrail';
import { spec } from '../schema/generated/openapi';
import { auditRefusals } from './auditRefusals';

const BODY_LIMIT = '64kb';

/** What gateways hand in: a thousand usage events or refusals, two thousand endpoints. */
const BATCH_PATHS = ['/gateway/usage', '/gateway/refusals', '/gateway/status'];
const BATCH_BODY_LIMIT = '4mb';

/**
 * A router whose requests are valid by the OpenAPI definition before a handler sees
 * them, and which serves that definition at `/openapi.json`.
 *
 * @param trail - has in the audit log what is changed, and what is refused
 * @param addRoutes - adds the handlers
 * @internal
 */
export function createOpenApiRouter(
  trail: AuditTrail,
  addRoutes: (router: Router) => void,
): Router {
  const router = PromiseRouter();
  router.use(trail.follow());
  // Before the validation, which calls every error before it a bad request.
  router.use(refuseUnknown());
  router.use(
    BATCH_PATHS,
    express.json({ limit: BATCH_BODY_LIMIT, strict: true }),
  );
  router.use(express.json({ limit: BODY_LIMIT, strict: true }));

  // The definition's own types would make the compiler compute every route from a
  // literal of a thousand lines; the handlers take theirs from the generated ones.
  const validated = createValidatedOpenApiRouter(
    spec as unknown as internal.RequiredDoc,
    { middleware: [(_req, _res, next) => next()] },
  ) as unknown as Router;
  addRoutes(validated);
  router.use(validated);
  router.use(auditRefusals(trail));
  return router;
}

/**
 * Answers 404 where there is no such path, and 405 with `Allow` where there is one but
 * not with that method. The framework's own paths are answered before.
 */
function refuseUnknown(): RequestHandler {
  const paths = Object.entries(spec.paths).map(([path, operations]) => ({
    pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}/?$`),
    allow: Object.keys(operations)
      .map(method => method.toLocaleUpperCase('en-US'))
      .concat('OPTIONS'),
  }));
  return (req, res, next) => {
    if (req.path === '/openapi.json') {
      next();
      return;
    }
    const found = paths.find(({ pattern }) => pattern.test(req.path));
    if (!found) {
      next(new NotFoundError(`There is nothing at ${req.path}`));
      return;
    }
    const method = req.method === 'HEAD' ? 'GET' : req.method;
    if (found.allow.includes(method)) {
      next();
      return;
    }
    res.setHeader('Allow', found.allow.join(', '));
    next(
      Object.assign(
        new Error(
          `${req.method} is not possible here, only ${found.allow.join(', ')}`,
        ),
        { name: 'MethodNotAllowedError', statusCode: 405 },
      ),
    );
  };
}
