import type {
  AuditorService,
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Request, RequestHandler } from 'express';
import type { AuditScope } from './AuditScope';
import type { AuditService } from './AuditService';
import type { AuditedAction } from './audited';
import { HiddenError } from './errors';
import { pathTarget } from './pathTarget';

const CLIENT_LENGTH = 200;

const PATH_LENGTH = 300;

const CONTROL_CHARACTERS = /\p{Control}/gu;

/** Which trail a request leaves. */
const trails = new WeakMap<Request, AuditTrail>();

/** What went wrong and is in the log already. */
const recorded = new WeakSet<object>();

/**
 * Joins calls of the REST API with the audit log: who calls, and from where.
 *
 * @internal
 */
export class AuditTrail {
  constructor(
    private readonly options: {
      audit: AuditService;
      auditor: AuditorService;
      httpAuth: HttpAuthService;
      logger: LoggerService;
    },
  ) {}

  /** Has the changes that requests make in the log. */
  follow(): RequestHandler {
    return (req, _res, next) => {
      trails.set(req, this);
      next();
    };
  }

  /**
   * The trail of a request.
   *
   * @throws Error where no route of the plugin's router takes it: nothing may be done
   *   that leaves no trace
   */
  static of(request: Request): AuditTrail {
    const trail = trails.get(request);
    if (!trail) {
      throw new Error(
        'A request that leaves no trail must not change anything',
      );
    }
    return trail;
  }

  /** What is done by a request, as its entry begins. */
  async scopeOf(
    action: Omit<AuditedAction, 'request'> & { request: Request },
  ): Promise<AuditScope> {
    const { request } = action;
    const { actor, through } = await this.caller(request);
    const meta = { ...action.meta, ...(through && { through }) };
    return {
      action: action.eventId,
      actor: actor ?? 'nobody',
      severity: action.severityLevel,
      address: request.ip,
      client: clientOf(request),
      target: action.target ?? pathTarget(request.path),
      meta: Object.keys(meta).length > 0 ? meta : undefined,
      isBackground: false,
      isRecorded: false,
    };
  }

  /** Says that something was done, unless a transaction of it said so. */
  async succeeded(scope: AuditScope): Promise<void> {
    if (!scope.isRecorded) {
      await this.options.audit.succeeded(scope);
    }
  }

  /** Says that something failed, for once. */
  async failed(scope: AuditScope, error: unknown): Promise<void> {
    if (error instanceof Object) {
      recorded.add(error);
    }
    const target = error instanceof HiddenError ? error.target : scope.target;
    await this.options.audit.failed({ ...scope, target }, error);
  }

  /**
   * Says that a call was refused, unless the log has it. Who is not signed in is only
   * in the portal's audit events: anybody could fill the log. Never throws: the caller
   * is told about the refusal.
   */
  async refused(request: Request, error: Error): Promise<void> {
    if (recorded.has(error)) {
      return;
    }
    try {
      await this.noteRefusal(request, error);
    } catch (problem) {
      this.options.logger.error(
        'A refused call could not be audited',
        toError(problem),
      );
    }
  }

  private async noteRefusal(request: Request, error: Error): Promise<void> {
    const action: AuditedAction = {
      eventId: 'call-refuse',
      request,
      severityLevel: 'medium',
      meta: {
        method: request.method,
        path: request.path.slice(0, PATH_LENGTH),
      },
    };
    const event = await this.options.auditor.createEvent(toEvent(action));
    await event.fail({ error });
    if ((await this.caller(request)).actor !== undefined) {
      await this.failed(await this.scopeOf(action), error);
    }
  }

  private async caller(
    request: Request,
  ): Promise<{ actor?: string; through?: string }> {
    const { principal } = (await this.options.httpAuth.credentials(
      request,
    )) as BackstageCredentials<
      BackstageUserPrincipal | BackstageServicePrincipal | { type: 'none' }
    >;
    switch (principal.type) {
      case 'user':
        return {
          actor: principal.userEntityRef,
          through: principal.actor?.subject,
        };
      case 'service':
        return { actor: principal.subject };
      default:
        return {};
    }
  }
}

/** As Backstage's auditor takes it. @internal */
export function toEvent({ target: _, ...event }: AuditedAction) {
  return event;
}

/** What a caller says it is, in one short line. */
function clientOf(request: Request): string | undefined {
  const client = request
    .get('user-agent')
    ?.replace(CONTROL_CHARACTERS, '')
    .slice(0, CLIENT_LENGTH);
  return client || undefined;
}
