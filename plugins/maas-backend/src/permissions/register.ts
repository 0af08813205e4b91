import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  maasAccessRequestCommentPermission,
  maasAccessRequestDecidePermission,
  maasAccessRequestReadPermission,
  maasApiKeyReadPermission,
  maasApiKeyRevealPermission,
  maasApiKeyRevokePermission,
  maasApiKeyUpdatePermission,
  maasGrantReadPermission,
  maasGrantUpdatePermission,
  maasPermissions,
  maasUsageReadPermission,
} from '@openmaas/backstage-plugin-maas-common';
import {
  accessRequestResourceRef,
  accessRequestRules,
  apiKeyResourceRef,
  apiKeyRules,
  grantResourceRef,
  grantRules,
  usageResourceRef,
  usageRules,
} from '@openmaas/backstage-plugin-maas-node';
import type { Domain } from '../domain';

/** Tells the permission framework what there is to permit. @internal */
export function registerPermissions(
  registry: PermissionsRegistryService,
  {
    access,
    grants,
    grantActions,
    keys,
    keyDirectory,
  }: Pick<
    Domain,
    'grants' | 'grantActions' | 'access' | 'keys' | 'keyDirectory'
  >,
): void {
  registry.addResourceType({
    resourceRef: accessRequestResourceRef,
    permissions: [
      maasAccessRequestReadPermission,
      maasAccessRequestDecidePermission,
      maasAccessRequestCommentPermission,
    ],
    rules: Object.values(accessRequestRules),
    getResources: async refs => {
      const found = await access.find(refs.filter(isUuid));
      const resources = await access.resources(found);
      return refs.map(
        ref => resources[found.findIndex(request => request.id === ref)],
      );
    },
  });
  registry.addResourceType({
    resourceRef: apiKeyResourceRef,
    permissions: [
      maasApiKeyReadPermission,
      maasApiKeyRevealPermission,
      maasApiKeyUpdatePermission,
      maasApiKeyRevokePermission,
    ],
    rules: Object.values(apiKeyRules),
    getResources: async refs => {
      const found = await keys.find(refs.filter(isUuid));
      const resources = await keyDirectory.resources(found);
      return refs.map(ref => resources[found.findIndex(key => key.id === ref)]);
    },
  });
  registry.addResourceType({
    resourceRef: grantResourceRef,
    permissions: [maasGrantReadPermission, maasGrantUpdatePermission],
    rules: Object.values(grantRules),
    getResources: async refs => {
      const found = await grants.find(refs.filter(isUuid));
      const resources = await grantActions.resources(found);
      return refs.map(
        ref => resources[found.findIndex(grant => grant.id === ref)],
      );
    },
  });
  registry.addResourceType({
    resourceRef: usageResourceRef,
    permissions: [maasUsageReadPermission],
    rules: Object.values(usageRules),
    // Every team has usage, if only none yet.
    getResources: async refs =>
      refs.map(ref =>
        ref.startsWith('group:') ? { teamRef: ref } : undefined,
      ),
  });
  registry.addPermissions(
    maasPermissions.filter(permission => !('resourceType' in permission)),
  );
}

/** Refs are whatever somebody asks the permission framework about. */
function isUuid(ref: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(ref);
}
