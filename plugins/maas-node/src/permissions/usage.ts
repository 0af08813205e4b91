import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_USAGE } from '@openmaas/backstage-plugin-maas-common';
import { claimsSchema } from './claims';

/** A team's usage; its resource ref is the team's entity ref. @public */
export interface UsageResource {
  teamRef: string;
}

/** A condition on usage that a store can query by. @public */
export interface UsageFilter {
  key: 'team';
  values: string[];
}

/** Reference to a team's usage for the permission framework. @public */
export const usageResourceRef = createPermissionResourceRef<
  UsageResource,
  UsageFilter
>().with({ pluginId: 'maas', resourceType: RESOURCE_TYPE_USAGE });

/** Rules on usage. @public */
export const usageRules = {
  isTeamMember: createPermissionRule({
    name: 'IS_TEAM_MEMBER',
    description: 'It is the usage of a team of the user',
    resourceRef: usageResourceRef,
    paramsSchema: claimsSchema,
    apply: (resource, { claims }) => claims.includes(resource.teamRef),
    toQuery: ({ claims }) => ({ key: 'team' as const, values: claims }),
  }),
};

const exported = createConditionExports({
  resourceRef: usageResourceRef,
  rules: usageRules,
});

/** Conditions on usage, for permission policies. @public */
export const usageConditions = exported.conditions;

/** Makes a conditional decision on usage. @public */
export const createUsageConditionalDecision =
  exported.createConditionalDecision;
