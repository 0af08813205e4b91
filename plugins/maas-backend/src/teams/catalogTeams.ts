import type { AuthService } from '@backstage/backend-plugin-api';
import {
  type Entity,
  parseEntityRef,
  RELATION_HAS_MEMBER,
  RELATION_MEMBER_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { LeaverPolicy, StoredTeam } from './TeamStore';

/** Names, with commas between them, the users who own a Group. @internal */
export const TEAM_OWNERS_ANNOTATION = 'openmaas.io/team-owners';

/** What becomes of the keys of people who leave a Group. @internal */
export const WHEN_MAKER_LEAVES_ANNOTATION = 'openmaas.io/when-maker-leaves';

/** All teams and people that the catalog has. @internal */
export interface CatalogTeams {
  teams: Array<
    Pick<StoredTeam, 'ref' | 'title' | 'owners' | 'members' | 'whenMakerLeaves'>
  >;
  /** Entity references of all users. */
  users: Set<string>;
  /** What is wrong with annotations, in sentences for those who look after Groups. */
  faults: string[];
}

const IDENTITY = ['kind', 'metadata.namespace', 'metadata.name'];
const GROUP_FIELDS = [
  ...IDENTITY,
  'metadata.title',
  'metadata.annotations',
  'spec.profile.displayName',
  'relations',
];
const USER_FIELDS = [...IDENTITY, 'relations'];

/** What reads all teams. @internal */
export type ReadTeams = (signal?: AbortSignal) => Promise<CatalogTeams>;

/**
 * Reads Groups and Users page by page, as the plugin itself. A member is whom the Group
 * or the User says to be one, directly, and who is in the catalog; an owner, whom the
 * Group's annotation names and who is in the catalog.
 *
 * @internal
 */
export function catalogTeams(options: {
  catalog: CatalogService;
  auth: AuthService;
}): ReadTeams {
  const { catalog, auth } = options;
  return async signal => {
    const credentials = await auth.getOwnServiceCredentials();
    const all = async (kind: string, fields: string[]): Promise<Entity[]> => {
      const entities: Entity[] = [];
      const pages = catalog.streamEntities(
        { filter: { kind }, fields },
        { credentials },
      );
      for await (const page of pages) {
        signal?.throwIfAborted();
        entities.push(...page);
      }
      return entities;
    };
    const groups = await all('Group', GROUP_FIELDS);
    return toTeams(groups, await all('User', USER_FIELDS));
  };
}

function toTeams(groups: Entity[], users: Entity[]): CatalogTeams {
  const userRefs = new Set(users.map(user => stringifyEntityRef(user)));
  const members = new Map<string, Set<string>>(
    groups.map(group => [
      stringifyEntityRef(group),
      new Set(
        related(group, RELATION_HAS_MEMBER).filter(ref => userRefs.has(ref)),
      ),
    ]),
  );
  for (const user of users) {
    for (const group of related(user, RELATION_MEMBER_OF)) {
      members.get(group)?.add(stringifyEntityRef(user));
    }
  }
  const faults: string[] = [];
  const teams = groups.map(group => {
    const ref = stringifyEntityRef(group);
    const owners = ownersOf(group, userRefs);
    const policy = policyOf(group);
    faults.push(
      ...[...owners.faults, ...policy.faults].map(fault => `${ref}: ${fault}`),
    );
    return {
      ref,
      title: titleOf(group),
      owners: owners.refs,
      members: [...(members.get(ref) ?? [])],
      whenMakerLeaves: policy.value,
    };
  });
  return { teams, users: userRefs, faults };
}

function related(entity: Entity, type: string): string[] {
  return (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(relation => relation.targetRef);
}

function titleOf({ metadata, spec }: Entity): string {
  const profile = spec?.profile as { displayName?: string } | undefined;
  return metadata.title ?? profile?.displayName ?? metadata.name;
}

function ownersOf(
  group: Entity,
  users: Set<string>,
): { refs: string[]; faults: string[] } {
  const { annotations, namespace } = group.metadata;
  const names = (annotations?.[TEAM_OWNERS_ANNOTATION] ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '');
  const refs = new Set<string>();
  const faults: string[] = [];
  for (const name of names) {
    const ref = userRefOf(name, namespace);
    if (ref && users.has(ref)) {
      refs.add(ref);
    } else {
      faults.push(
        ref
          ? `${ref}, whom ${TEAM_OWNERS_ANNOTATION} names, is not in the catalog and owns nothing`
          : `"${name}" in ${TEAM_OWNERS_ANNOTATION} is no user such as user:default/tom, and owns nothing`,
      );
    }
  }
  return { refs: [...refs], faults };
}

function userRefOf(
  name: string,
  namespace: string | undefined,
): string | undefined {
  try {
    const ref = stringifyEntityRef(
      parseEntityRef(name, {
        defaultKind: 'user',
        defaultNamespace: namespace,
      }),
    );
    return ref.startsWith('user:') ? ref : undefined;
  } catch {
    return undefined;
  }
}

function policyOf({ metadata }: Entity): {
  value?: LeaverPolicy;
  faults: string[];
} {
  const value = metadata.annotations?.[WHEN_MAKER_LEAVES_ANNOTATION];
  if (value === undefined || value === 'keep' || value === 'suspend') {
    return { value, faults: [] };
  }
  return {
    faults: [
      `${WHEN_MAKER_LEAVES_ANNOTATION} is keep or suspend, not "${value}", which changes nothing`,
    ],
  };
}
