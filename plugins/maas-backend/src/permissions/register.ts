import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  maasAccessRequestDecidePermission,
  maasAccessRequestReadPermission,
  maasApiKeyReadPermission,
  maasApiKeyRevealPermission,
  maasApiKeyRevokePermission,
  maasPermissions,
  maasUsageReadPermission,
} from '@openmaas/backstage-plugin-maas-common';
import {
  accessRequestResourceRef,
  accessRequestRules,
  apiKeyResourceRef,
  apiKeyRules,
  usageResourceRef,
  usageRules,
} from '@openmaas/backstage-plugin-maas-node';
import type { Domain } from '../domain';

/** Tells the permission framework what there is to permit. @internal */
export function registerPermissions(
  registry: PermissionsRegistryService,
  { access, keys }: Pick<Domain, 'access' | 'keys'>,
): void {
  registry.addResourceType({
    resourceRef: accessRequestResourceRef,
    permissions: [
      maasAccessRequestReadPermission,
      maasAccessRequestDecidePermission,
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
      maasApiKeyRevokePermission,
    ],
    rules: Object.values(apiKeyRules),
    getResources: async refs => {
      const found = await keys.find(refs.filter(isUuid));
      return refs.map(ref => found.find(key => key.id === ref));
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
