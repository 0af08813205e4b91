import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { inChunks } from '../../database/inChunks';
import type { GroupDirectory } from './OwnerCheck';

/** The groups that the catalog has. @internal */
export function catalogGroups(options: {
  catalog: CatalogService;
  auth: AuthService;
}): GroupDirectory {
  const { catalog, auth } = options;
  const own = async () => ({
    credentials: await auth.getOwnServiceCredentials(),
  });
  return {
    async existing(refs) {
      const found = await inChunks(refs, async entityRefs => {
        const { items } = await catalog.getEntitiesByRefs(
          { entityRefs, fields: ['kind'] },
          await own(),
        );
        return entityRefs.filter((_, index) => items[index]);
      });
      return new Set(found);
    },
    async hasGroups() {
      const { totalItems } = await catalog.queryEntities(
        { filter: { kind: 'Group' }, fields: ['kind'], limit: 1 },
        await own(),
      );
      return totalItems > 0;
    },
  };
}
