import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_ACCESS_REQUEST } from '@openmaas/backstage-plugin-maas-common';
import { claimsSchema } from './claims';

/** What the rules know of an access request. @public */
export interface AccessRequestResource {
  teamRef: string;
  requesterRef: string;
  /** Owner of each model that is asked for. */
  modelOwnerRefs: string[];
  /**
   * Who decides about access to each model that is asked for: its approver, or its owner
   * where it has none.
   */
  modelApproverRefs: string[];
  /** Users who own the team. */
  teamOwnerRefs: string[];
  /**
   * Users and groups who decide the step that the request waits at, those who decide for
   * somebody who is away among them; nobody where it waits for no decision.
   */
  deciderRefs: string[];
}

/** A condition on access requests that a store can query by. @public */
export interface AccessRequestFilter {
  key:
    | 'team'
    | 'teamOwner'
    | 'requester'
    | 'modelOwner'
    | 'modelApprover'
    | 'decider';
  values: string[];
}

/** Reference to access requests for the permission framework. @public */
export const accessRequestResourceRef = createPermissionResourceRef<
  AccessRequestResource,
  AccessRequestFilter
>().with({ pluginId: 'maas', resourceType: RESOURCE_TYPE_ACCESS_REQUEST });

/** Rules on access requests. @public */
export const accessRequestRules = {
  isTeamMember: createPermissionRule({
    name: 'IS_TEAM_MEMBER',
    description: 'The request is made for a team of the user',
    resourceRef: accessRequestResourceRef,
    paramsSchema: claimsSchema,
    apply: (resource, { claims }) => claims.includes(resource.teamRef),
    toQuery: ({ claims }) => ({ key: 'team' as const, values: claims }),
  }),
  isRequester: createPermissionRule({
    name: 'IS_REQUESTER',
    description: 'The user made the request',
    resourceRef: accessRequestResourceRef,
    paramsSchema: claimsSchema,
    apply: (resource, { claims }) => claims.includes(resource.requesterRef),
    toQuery: ({ claims }) => ({ key: 'requester' as const, values: claims }),
  }),
  isModelOwner: createPermissionRule({
    name: 'IS_MODEL_OWNER',
    description: 'The user or a group of the user owns every model asked for',
    resourceRef: accessRequestResourceRef,
    paramsSchema: claimsSchema,
    apply: (resource, { claims }) =>
      resource.modelOwnerRefs.length > 0 &&
      resource.modelOwnerRefs.every(owner => claims.includes(owner)),
    toQuery: ({ claims }) => ({ key: 'modelOwner' as const, values: claims }),
  }),
  isModelApprover: createPermissionRule({
    name: 'IS_MODEL_APPROVER',
    description:
      'The user or a group of the user decides about access to every model asked for',
    resourceRef: accessRequestResourceRef,
    paramsSchema: claimsSchema,
    apply: (resource, { claims }) =>
      resource.modelApproverRefs.length > 0 &&
      resource.modelApproverRefs.every(approver => claims.includes(approver)),
    toQuery: ({ claims }) => ({
      key: 'modelApprover' as const,
      values: claims,
    }),
  }),
  isTeamOwner: createPermissionRule({
    name: 'IS_TEAM_OWNER',
    description: 'The request is made for a team that the user owns',
    resourceRef: accessRequestResourceRef,
    paramsSchema: claimsSchema,
    apply: (resource, { claims }) =>
      resource.teamOwnerRefs.some(owner => claims.includes(owner)),
    toQuery: ({ claims }) => ({ key: 'teamOwner' as const, values: claims }),
  }),
  isDecider: createPermissionRule({
    name: 'IS_DECIDER',
    description:
      'The request waits for a decision of the user, of a group of the user, or of somebody for whom the user decides',
    resourceRef: accessRequestResourceRef,
    paramsSchema: claimsSchema,
    apply: (resource, { claims }) =>
      resource.deciderRefs.some(decider => claims.includes(decider)),
    toQuery: ({ claims }) => ({ key: 'decider' as const, values: claims }),
  }),
};

const exported = createConditionExports({
  resourceRef: accessRequestResourceRef,
  rules: accessRequestRules,
});

/** Conditions on access requests, for permission policies. @public */
export const accessRequestConditions = exported.conditions;

/** Makes a conditional decision on access requests. @public */
export const createAccessRequestConditionalDecision =
  exported.createConditionalDecision;
