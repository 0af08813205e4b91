import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { KeyModel } from '@openmaas/backstage-plugin-maas-common';
import type {
  ApiKeyFilter,
  ApiKeyResource,
} from '@openmaas/backstage-plugin-maas-node';
import type { GrantService } from '../access/GrantService';
import type { PageResult } from '../http/page';
import type { ModelService } from '../models/ModelService';
import type { TeamService } from '../teams/TeamService';
import { groupBy } from '../util/groupBy';
import { resolveTeamOwners } from './filters';
import type { KeyQuery, KeyStore, LatestUse, StoredKey } from './KeyStore';
import { keyStateAt } from './states';

const DAY = 24 * 60 * 60 * 1000;

/** What a directory of keys needs. @internal */
export interface KeyDirectoryOptions {
  store: KeyStore;
  grants: GrantService;
  models: ModelService;
  teams: TeamService;
  now: () => Date;
}

/** Which keys somebody asks for, and may see. @internal */
export interface ListKeys extends Omit<KeyQuery, 'criteria' | 'unusedSince'> {
  criteria?: PermissionCriteria<ApiKeyFilter> | 'none';
  /** Only active keys without a call for so many days. */
  unusedDays?: number;
  /** Perhaps with a dash before it; the newest first if left out. */
  sort?: string;
  limit: number;
  cursor?: string;
}

/** What else there is to say of a key now. @internal */
export interface KeyFacts {
  resource: ApiKeyResource;
  /** What it can call. */
  models: KeyModel[];
  lastUse?: LatestUse;
  /** Until when the secret before the last rotation works. */
  previousSecretEndsAt?: Date;
}

/**
 * Keys as people see them, page by page.
 *
 * @internal
 */
export class KeyDirectory {
  constructor(private readonly options: KeyDirectoryOptions) {}

  /**
   * One page of keys that the criteria let through.
   *
   * @throws InputError where the cursor is of another list
   */
  async list(query: ListKeys): Promise<PageResult<StoredKey>> {
    const { store, teams } = this.options;
    const { criteria, unusedDays, sort = '-created', ...rest } = query;
    if (criteria === 'none') {
      return { items: [], totalItems: 0 };
    }
    const at = this.options.now();
    return store.list({
      ...rest,
      sort,
      at,
      criteria: criteria && (await resolveTeamOwners(criteria, teams)),
      unusedSince:
        unusedDays === undefined
          ? undefined
          : new Date(at.getTime() - unusedDays * DAY),
    });
  }

  /** What the permission rules know of keys, in their order. */
  async resources(keys: StoredKey[]): Promise<ApiKeyResource[]> {
    const owners = await this.options.teams.ownersOf(
      keys.map(key => key.teamRef),
    );
    return keys.map(({ teamRef, makerRef }) => ({
      teamRef,
      makerRef,
      teamOwnerRefs: owners.get(teamRef) ?? [],
    }));
  }

  /** What else there is to say of keys, in their order. */
  async facts(keys: StoredKey[]): Promise<KeyFacts[]> {
    const { store, now } = this.options;
    const ids = keys.map(key => key.id);
    const [resources, models, uses, ends] = await Promise.all([
      this.resources(keys),
      this.modelsOf(keys),
      store.lastUses(ids),
      store.secretEnds(ids, now()),
    ]);
    return keys.map((key, index) => ({
      resource: resources[index],
      models: models[index],
      lastUse: uses.get(key.id),
      // Every secret of the playground has an end.
      previousSecretEndsAt:
        key.kind === 'standard' ? ends.get(key.id) : undefined,
    }));
  }

  /** What keys can call now, in the order of the keys. */
  async modelsOf(keys: StoredKey[]): Promise<KeyModel[][]> {
    const { grants, models } = this.options;
    const live = await grants.live([...new Set(keys.map(key => key.teamRef))]);
    const found = await models.find([...new Set(live.map(g => g.modelId))]);
    const byId = new Map(found.map(model => [model.id, model]));
    const byTeam = groupBy(live, grant => grant.teamRef);
    const at = this.options.now();
    return keys.map(key => {
      if (!['unrevealed', 'active'].includes(keyStateAt(key, at))) {
        return [];
      }
      return (byTeam.get(key.teamRef) ?? [])
        .filter(grant => key.models?.includes(grant.modelId) ?? true)
        .flatMap(grant => {
          const model = byId.get(grant.modelId);
          return model
            ? {
                id: model.id,
                title: model.title,
                servedName: model.servedName,
                plan: grant.plan,
                capabilities: model.capabilities,
              }
            : [];
        });
    });
  }
}
