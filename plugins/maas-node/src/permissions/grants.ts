import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_GRANT } from '@openmaas/backstage-plugin-maas-common';
import { claimsSchema } from './claims';

/** What the rules know of a grant. @public */
export interface GrantResource {
  teamRef: string;
  /** Users who own the team. */
  teamOwnerRefs: string[];
  /** Who decides about access to the model: its approver, or its owner without one. */
  modelApproverRef: string;
}

/** A condition on grants that a store can query by. @public */
export interface GrantFilter {
  key: 'team' | 'teamOwner' | 'modelApprover';
  values: string[];
}

/** Reference to grants for the permission framework. @public */
export const grantResourceRef = createPermissionResourceRef<
  GrantResource,
  GrantFilter
>().with({ pluginId: 'maas', resourceType: RESOURCE_TYPE_GRANT });

/** Rules on grants. @public */
export const grantRules = {
  isTeamMember: createPermissionRule({
    name: 'IS_TEAM_MEMBER',
    description: 'The grant is one of a team of the user',
    resourceRef: grantResourceRef,
    paramsSchema: claimsSchema,
    apply: (resource, { claims }) => claims.includes(resource.teamRef),
    toQuery: ({ claims }) => ({ key: 'team' as const, values: claims }),
  }),
  isTeamOwner: createPermissionRule({
    name: 'IS_TEAM_OWNER',
    description: 'The grant is one of a team that the user owns',
    resourceRef: grantResourceRef,
    paramsSchema: claimsSchema,
    apply: (resource, { claims }) =>
      resource.teamOwnerRefs.some(owner => claims.includes(owner)),
    toQuery: ({ claims }) => ({ key: 'teamOwner' as const, values: claims }),
  }),
  isModelApprover: createPermissionRule({
    name: 'IS_MODEL_APPROVER',
    description:
      'The user or a group of the user decides about access to the model',
    resourceRef: grantResourceRef,
    paramsSchema: claimsSchema,
    apply: (resource, { claims }) => claims.includes(resource.modelApproverRef),
    toQuery: ({ claims }) => ({
      key: 'modelApprover' as const,
      values: claims,
    }),
  }),
};

const exported = createConditionExports({
  resourceRef: grantResourceRef,
  rules: grantRules,
});

/** Conditions on grants, for permission policies. @public */
export const grantConditions = exported.conditions;

/** Makes a conditional decision on grants. @public */
export const createGrantConditionalDecision =
  exported.createConditionalDecision;
