import type { RootConfigService } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  isPermission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  createScaffolderTaskConditionalDecision,
  scaffolderTaskConditions,
} from '@backstage/plugin-scaffolder-backend/alpha';
import {
  taskCancelPermission,
  taskReadPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import {
  maasAccessRequestCommentPermission,
  maasAccessRequestCreatePermission,
  maasAccessRequestDecidePermission,
  maasAccessRequestReadPermission,
  maasApiKeyCreatePermission,
  maasApiKeyReadPermission,
  maasApiKeyRevealPermission,
  maasApiKeyRevokePermission,
  maasApiKeyUpdatePermission,
  maasDelegationUpdatePermission,
  maasGatewayConnectPermission,
  maasGrantReadPermission,
  maasGrantUpdatePermission,
  maasModelRequestCreatePermission,
  maasModelRequestReadPermission,
  maasUsageReadPermission,
} from '@openmaas/backstage-plugin-maas-common';
import {
  accessRequestConditions,
  apiKeyConditions,
  createAccessRequestConditionalDecision,
  createApiKeyConditionalDecision,
  createGrantConditionalDecision,
  createUsageConditionalDecision,
  grantConditions,
  usageConditions,
} from '@openmaas/backstage-plugin-maas-node';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

/** What every user may do besides reading, as long as no condition is needed. */
const USER_ACTIONS = new Set([
  'catalog.entity.refresh',
  'scaffolder.action.execute',
  'scaffolder.task.create',
  maasAccessRequestCreatePermission.name,
  maasApiKeyCreatePermission.name,
  maasDelegationUpdatePermission.name,
  maasModelRequestCreatePermission.name,
]);

/** What every user may read, as long as no condition is needed. */
const USER_READS = new Set([
  'catalog.entity.read',
  'catalog.location.read',
  'maas.model.read',
  maasModelRequestReadPermission.name,
  'scaffolder.template.parameter.read',
  'scaffolder.template.step.read',
]);

/**
 * An example of a permission policy, with three tiers: admins may everything, read-only
 * admins see everything and change nothing, users may what concerns their teams and
 * themselves. Nobody who signs in may be a gateway. What is not allowed is denied.
 */
export class PortalPolicy implements PermissionPolicy {
  constructor(
    private readonly admins: string[],
    private readonly readOnlyAdmins: string[],
  ) {}

  /** Reads the groups of the two upper tiers from `maas.roles`. */
  static fromConfig(config: RootConfigService): PortalPolicy {
    return new PortalPolicy(
      config.getOptionalStringArray('maas.roles.admins') ?? [],
      config.getOptionalStringArray('maas.roles.readOnlyAdmins') ?? [],
    );
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) {
      return DENY;
    }
    if (isPermission(permission, maasGatewayConnectPermission)) {
      // No person is a gateway, admins neither: gateways have service credentials,
      // about which no policy is asked.
      return DENY;
    }
    const { userEntityRef, ownershipEntityRefs: claims } = user.info;
    if (claims.some(claim => this.admins.includes(claim))) {
      return ALLOW;
    }
    if (claims.some(claim => this.readOnlyAdmins.includes(claim))) {
      return permission.attributes.action === 'read' ? ALLOW : DENY;
    }

    if (
      isPermission(permission, taskReadPermission) ||
      isPermission(permission, taskCancelPermission)
    ) {
      return createScaffolderTaskConditionalDecision(
        permission,
        scaffolderTaskConditions.isTaskOwner({ createdBy: [userEntityRef] }),
      );
    }
    if (
      isPermission(permission, maasAccessRequestReadPermission) ||
      isPermission(permission, maasAccessRequestCommentPermission)
    ) {
      return createAccessRequestConditionalDecision(permission, {
        anyOf: [
          accessRequestConditions.isTeamMember({ claims }),
          accessRequestConditions.isTeamOwner({ claims }),
          accessRequestConditions.isRequester({ claims }),
          accessRequestConditions.isModelOwner({ claims }),
          accessRequestConditions.isModelApprover({ claims }),
          accessRequestConditions.isDecider({ claims }),
        ],
      });
    }
    if (isPermission(permission, maasAccessRequestDecidePermission)) {
      return createAccessRequestConditionalDecision(
        permission,
        accessRequestConditions.isDecider({ claims }),
      );
    }
    if (isPermission(permission, maasGrantReadPermission)) {
      return createGrantConditionalDecision(permission, {
        anyOf: [
          grantConditions.isTeamMember({ claims }),
          grantConditions.isTeamOwner({ claims }),
          grantConditions.isModelApprover({ claims }),
        ],
      });
    }
    if (isPermission(permission, maasGrantUpdatePermission)) {
      return createGrantConditionalDecision(permission, {
        anyOf: [
          grantConditions.isTeamOwner({ claims }),
          grantConditions.isModelApprover({ claims }),
        ],
      });
    }
    if (isPermission(permission, maasApiKeyReadPermission)) {
      return createApiKeyConditionalDecision(permission, {
        anyOf: [
          apiKeyConditions.isTeamMember({ claims }),
          apiKeyConditions.isTeamOwner({ claims }),
        ],
      });
    }
    if (
      isPermission(permission, maasApiKeyUpdatePermission) ||
      isPermission(permission, maasApiKeyRevokePermission)
    ) {
      return createApiKeyConditionalDecision(permission, {
        anyOf: [
          apiKeyConditions.isTeamOwner({ claims }),
          {
            allOf: [
              apiKeyConditions.isRequester({ claims }),
              apiKeyConditions.isTeamMember({ claims }),
            ],
          },
        ],
      });
    }
    if (isPermission(permission, maasApiKeyRevealPermission)) {
      return createApiKeyConditionalDecision(permission, {
        allOf: [
          apiKeyConditions.isRequester({ claims }),
          apiKeyConditions.isTeamMember({ claims }),
        ],
      });
    }
    if (isPermission(permission, maasUsageReadPermission)) {
      return createUsageConditionalDecision(
        permission,
        usageConditions.isTeamMember({ claims }),
      );
    }
    return USER_READS.has(permission.name) || USER_ACTIONS.has(permission.name)
      ? ALLOW
      : DENY;
  }
}
