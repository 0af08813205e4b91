import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import {
  maasAccessRequestDecidePermission,
  maasAccessRequestReadPermission,
  maasApiKeyReadPermission,
  maasApiKeyRevealPermission,
  maasApiKeyRevokePermission,
  maasPermissions,
} from '@openmaas/backstage-plugin-maas-common';
import {
  accessRequestResourceRef,
  accessRequestRules,
  apiKeyResourceRef,
  apiKeyRules,
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
    getResources: refs =>
      Promise.all(
        refs.map(async ref => {
          const request = await orUndefined(access.get(ref));
          return request && (await access.resources([request]))[0];
        }),
      ),
  });
  registry.addResourceType({
    resourceRef: apiKeyResourceRef,
    permissions: [
      maasApiKeyReadPermission,
      maasApiKeyRevealPermission,
      maasApiKeyRevokePermission,
    ],
    rules: Object.values(apiKeyRules),
    getResources: refs =>
      Promise.all(refs.map(ref => orUndefined(keys.get(ref)))),
  });
  registry.addPermissions(
    maasPermissions.filter(permission => !('resourceType' in permission)),
  );
}

async function orUndefined<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if (isError(error) && error.name === 'NotFoundError') {
      return undefined;
    }
    throw error;
  }
}
