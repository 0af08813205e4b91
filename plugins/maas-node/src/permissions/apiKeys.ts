import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_API_KEY } from '@openmaas/backstage-plugin-maas-common';
import { claimsSchema } from './claims';

/** What the rules know of an API key. @public */
export interface ApiKeyResource {
  teamRef: string;
  /** The user who made the key. */
  makerRef: string;
  /** Users who own the team. */
  teamOwnerRefs: string[];
}

/** A condition on API keys that a store can query by. @public */
export interface ApiKeyFilter {
  key: 'team' | 'teamOwner' | 'maker';
  values: string[];
}

/** Reference to API keys for the permission framework. @public */
export const apiKeyResourceRef = createPermissionResourceRef<
  ApiKeyResource,
  ApiKeyFilter
>().with({ pluginId: 'maas', resourceType: RESOURCE_TYPE_API_KEY });

/** Rules on API keys. @public */
export const apiKeyRules = {
  isTeamMember: createPermissionRule({
    name: 'IS_TEAM_MEMBER',
    description: 'The key belongs to a team of the user',
    resourceRef: apiKeyResourceRef,
    paramsSchema: claimsSchema,
    apply: (resource, { claims }) => claims.includes(resource.teamRef),
    toQuery: ({ claims }) => ({ key: 'team' as const, values: claims }),
  }),
  isRequester: createPermissionRule({
    name: 'IS_REQUESTER',
    description: 'The user made the key',
    resourceRef: apiKeyResourceRef,
    paramsSchema: claimsSchema,
    apply: (resource, { claims }) => claims.includes(resource.makerRef),
    toQuery: ({ claims }) => ({ key: 'maker' as const, values: claims }),
  }),
  isTeamOwner: createPermissionRule({
    name: 'IS_TEAM_OWNER',
    description: 'The key belongs to a team that the user owns',
    resourceRef: apiKeyResourceRef,
    paramsSchema: claimsSchema,
    apply: (resource, { claims }) =>
      resource.teamOwnerRefs.some(owner => claims.includes(owner)),
    toQuery: ({ claims }) => ({ key: 'teamOwner' as const, values: claims }),
  }),
};

const exported = createConditionExports({
  resourceRef: apiKeyResourceRef,
  rules: apiKeyRules,
});

/** Conditions on API keys, for permission policies. @public */
export const apiKeyConditions = exported.conditions;

/** Makes a conditional decision on API keys. @public */
export const createApiKeyConditionalDecision =
  exported.createConditionalDecision;
