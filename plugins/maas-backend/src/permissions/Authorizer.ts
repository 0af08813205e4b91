import type {
  BackstageCredentials,
  HttpAuthService,
  PermissionsRegistryService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
  type PermissionCriteria,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
  type PermissionResourceRef,
  type PermissionRuleset,
} from '@backstage/plugin-permission-node';
import { maasGatewayConnectPermission } from '@openmaas/backstage-plugin-maas-common';
import type { Request } from 'express';
import type { Actor } from './Actor';
import type { Automation } from './automation';

/** What somebody may do with the resources of one type. @internal */
export interface Scope<TResource, TFilter> {
  allows(resource: TResource): boolean;
  /** undefined: all resources; `none`: not one of them. */
  criteria: PermissionCriteria<TFilter> | 'none' | undefined;
}

interface AuthorizerOptions {
  httpAuth: HttpAuthService;
  userInfo: UserInfoService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  /** Service subjects that are gateways. */
  gatewaySubjects: string[];
  /** Programs that act as people, by the subjects of their credentials. */
  automation: Map<string, Automation>;
}

/** Who asks for a permission. */
type Caller = Pick<Actor, 'automation'> & { credentials: BackstageCredentials };

/**
 * Who calls, and what they may do: the one place where routes ask.
 *
 * @internal
 */
export class Authorizer {
  constructor(private readonly options: AuthorizerOptions) {}

  /**
   * The person behind a request, or the program that configuration lets act as one.
   *
   * @throws AuthenticationError, NotAllowedError where it is anybody else
   */
  async user(request: Request): Promise<Actor> {
    const { httpAuth, userInfo, automation } = this.options;
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const { principal } = credentials;
    if (principal.type === 'service') {
      const program = automation.get(principal.subject);
      if (!program) {
        throw new NotAllowedError(
          `Only signed-in users may do this, and programs that configuration names in maas.automation; "${principal.subject}" is none of them`,
        );
      }
      return {
        credentials,
        userRef: program.userRef,
        claims: [program.userRef, ...program.teamRefs],
        automation: program,
      };
    }
    const info = await userInfo.getUserInfo(credentials);
    return {
      credentials,
      userRef: info.userEntityRef,
      claims: [...new Set([info.userEntityRef, ...info.ownershipEntityRefs])],
    };
  }

  /**
   * The person or the Backstage plugin behind a request; a plugin has no claims.
   *
   * @throws AuthenticationError where nobody is behind it
   */
  async userOrService(
    request: Request,
  ): Promise<Caller & Pick<Actor, 'claims'>> {
    const { httpAuth, automation } = this.options;
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const { principal } = credentials;
    if (principal.type === 'service' && !automation.has(principal.subject)) {
      return { credentials, claims: [] };
    }
    return this.user(request);
  }

  /**
   * The person on whose behalf a plugin of this portal calls.
   *
   * @param subject - of the plugin
   * @throws AuthenticationError, NotAllowedError for a person's own token, and where
   *   another plugin is in between
   */
  async userThrough(request: Request, subject: string): Promise<Actor> {
    const actor = await this.user(request);
    const { principal } = actor.credentials;
    if (principal.type !== 'user' || principal.actor?.subject !== subject) {
      throw new NotAllowedError(
        `Only "${subject}" may do this, on behalf of a signed-in user`,
      );
    }
    return actor;
  }

  /**
   * Lets gateways pass, and neither people nor other services.
   *
   * @throws AuthenticationError, NotAllowedError
   */
  async gateway(request: Request): Promise<void> {
    const credentials = await this.options.httpAuth.credentials(request, {
      allow: ['service'],
    });
    const { subject } = credentials.principal;
    if (!this.options.gatewaySubjects.includes(subject)) {
      throw new NotAllowedError(
        `Only gateways may do this, and "${subject}" is none of them`,
      );
    }
    await this.require({ credentials }, maasGatewayConnectPermission);
  }

  /**
   * Lets those pass who have a permission.
   *
   * @throws NotAllowedError
   */
  async require(caller: Caller, permission: BasicPermission): Promise<void> {
    if (!(await this.may(caller, permission))) {
      throw new NotAllowedError(
        `You are missing the permission ${permission.name}`,
      );
    }
  }

  /** Whether somebody has a permission. */
  async may(
    { credentials, automation }: Caller,
    permission: BasicPermission,
  ): Promise<boolean> {
    if (automation && !automation.permissions.includes(permission.name)) {
      return false;
    }
    const [decision] = await this.options.permissions.authorize(
      [{ permission }],
      { credentials },
    );
    return decision.result === AuthorizeResult.ALLOW;
  }

  /**
   * What somebody may do with the resources of one type, all asked for at once.
   *
   * @param wanted - permissions on that type, by whatever names the caller has for them
   */
  async scopes<TName extends string, TResource, TFilter, TType extends string>(
    { credentials, automation }: Caller,
    wanted: Record<TName, ResourcePermission<TType>>,
    resourceRef: PermissionResourceRef<TResource, TFilter, TType>,
  ): Promise<Record<TName, Scope<TResource, TFilter>>> {
    const { permissions, permissionsRegistry } = this.options;
    const names = Object.keys(wanted) as TName[];
    const decisions = await permissions.authorizeConditional(
      names.map(name => ({ permission: wanted[name] })),
      { credentials },
    );
    const rules = permissionsRegistry.getPermissionRuleset(resourceRef);
    const scopes = names.map((name, index) => {
      const scope = scopeOf(decisions[index], rules);
      return [
        name,
        automation ? narrowed(scope, wanted[name].name, automation) : scope,
      ] as const;
    });
    return Object.fromEntries(scopes) as Record<
      TName,
      Scope<TResource, TFilter>
    >;
  }
}

/**
 * What a program may do: only what configuration says, and only for its teams, whatever
 * a policy thinks of services.
 */
function narrowed<TResource, TFilter>(
  scope: Scope<TResource, TFilter>,
  permission: string,
  { permissions, teamRefs }: Automation,
): Scope<TResource, TFilter> {
  if (!permissions.includes(permission) || scope.criteria === 'none') {
    return { allows: () => false, criteria: 'none' };
  }
  // Every resource of this plugin belongs to a team, and can be asked for by it.
  const ofTeams = { key: 'team', values: teamRefs } as TFilter;
  return {
    allows: resource =>
      teamRefs.includes((resource as { teamRef: string }).teamRef) &&
      scope.allows(resource),
    criteria: scope.criteria ? { allOf: [ofTeams, scope.criteria] } : ofTeams,
  };
}

function scopeOf<TResource, TFilter, TType extends string>(
  decision: PolicyDecision,
  rules: PermissionRuleset<TResource, TFilter, TType>,
): Scope<TResource, TFilter> {
  if (decision.result === AuthorizeResult.ALLOW) {
    return { allows: () => true, criteria: undefined };
  }
  if (decision.result !== AuthorizeResult.CONDITIONAL) {
    return { allows: () => false, criteria: 'none' };
  }
  const authorize = createConditionAuthorizer(rules);
  return {
    allows: resource => authorize(decision, resource),
    criteria: createConditionTransformer(rules)(decision.conditions),
  };
}
