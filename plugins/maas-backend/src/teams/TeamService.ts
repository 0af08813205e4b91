import { parseEntityRef } from '@backstage/catalog-model';
import type { Transaction } from '../database/database';
import type { LeaverPolicy, StoredTeam, TeamStore } from './TeamStore';

/** What a service of teams needs. @internal */
export interface TeamServiceOptions {
  store: TeamStore;
  /** Where a team does not say. */
  whenMakerLeaves: LeaverPolicy;
  /** Entity references of the groups that administer the platform. */
  admins: string[];
}

/**
 * Teams, their owners and members, as the catalog last had them.
 *
 * @internal
 */
export class TeamService {
  constructor(private readonly options: TeamServiceOptions) {}

  /** Groups that administer the platform. */
  get admins(): string[] {
    return this.options.admins;
  }

  /** In no particular order; unknown ones are left out. */
  async find(refs: string[], tx?: Transaction): Promise<StoredTeam[]> {
    return this.options.store.find(refs, tx);
  }

  /**
   * The teams that somebody acts for, by their titles. One that the catalog has only
   * just got has nothing but its name.
   */
  async ofClaims(claims: string[]): Promise<StoredTeam[]> {
    const refs = claims.filter(claim => claim.startsWith('group:'));
    const known = new Map(
      (await this.options.store.find(refs)).map(team => [team.ref, team]),
    );
    return refs
      .map(ref => known.get(ref) ?? newTeam(ref))
      .filter(team => !team.goneAt)
      .sort((a, b) => a.title.localeCompare(b.title));
  }

  /** Users who own teams, by the refs of the teams; none of an unknown team. */
  async ownersOf(teamRefs: string[]): Promise<Map<string, string[]>> {
    const teams = await this.options.store.find([...new Set(teamRefs)]);
    return new Map(teams.map(team => [team.ref, team.owners]));
  }

  /** Refs of the teams that somebody owns, by any of the claims. */
  async ownedBy(claims: string[]): Promise<string[]> {
    return this.options.store.ownedBy(claims);
  }

  /** A user's ref and those of the teams that the user is in. */
  async claimsOf(userRef: string): Promise<string[]> {
    return [userRef, ...(await this.options.store.teamsOf(userRef))];
  }

  /** What becomes of the keys of people who leave a team. */
  policyOf(team: StoredTeam): LeaverPolicy {
    return team.whenMakerLeaves ?? this.options.whenMakerLeaves;
  }
}

function newTeam(ref: string): StoredTeam {
  return { ref, title: parseEntityRef(ref).name, owners: [], members: [] };
}
