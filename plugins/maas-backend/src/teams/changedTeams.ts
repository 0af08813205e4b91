import type { CatalogTeams } from './catalogTeams';
import type { StoredTeam } from './TeamStore';

/**
 * What has to be remembered anew of teams. A team, an owner or a member that the
 * catalog has lost stays for a while: a catalog that is being filled has some entities
 * before others, and nobody's keys are to stop for that, nor requests to be handed over
 * to others. A member who is in the catalog, but not in the team, has left.
 *
 * @param stored - all teams that are remembered
 * @param catalog - a complete answer
 * @param goneAfterMs - how long something has to be missed until it is gone
 * @returns only teams that change
 * @internal
 */
export function changedTeams(
  stored: StoredTeam[],
  catalog: Pick<CatalogTeams, 'teams' | 'users'>,
  now: Date,
  goneAfterMs: number,
): StoredTeam[] {
  const before = new Map(stored.map(team => [team.ref, team]));
  const there = new Set(catalog.teams.map(team => team.ref));
  const isOver = (since: Date) =>
    now.getTime() - since.getTime() >= goneAfterMs;

  /** People of a team whom the catalog has lost, and since when. */
  const missedOf = (team?: StoredTeam): Array<[string, Date]> =>
    [...new Set([...(team?.members ?? []), ...(team?.owners ?? [])])]
      .filter(person => !catalog.users.has(person))
      .map((person): [string, Date] => [
        person,
        team?.missedPeople?.get(person) ?? now,
      ])
      .filter(([, since]) => !isOver(since));

  const present = catalog.teams.map((team): StoredTeam => {
    const old = before.get(team.ref);
    const missedPeople = new Map(missedOf(old));
    const withMissed = (people: string[], then: string[] = []) => [
      ...people,
      ...then.filter(person => missedPeople.has(person)),
    ];
    return {
      ...team,
      members: withMissed(team.members, old?.members),
      owners: withMissed(team.owners, old?.owners),
      missedPeople,
    };
  });
  const missed = stored
    .filter(team => !there.has(team.ref) && !team.goneAt)
    .map((team): StoredTeam => {
      const missedSince = team.missedSince ?? now;
      return {
        ...team,
        missedSince,
        goneAt: isOver(missedSince) ? now : undefined,
      };
    });
  return [...present, ...missed].filter(
    team => fingerprint(team) !== fingerprint(before.get(team.ref)),
  );
}

function fingerprint(team?: StoredTeam): string {
  return JSON.stringify([
    team?.title,
    team?.owners.toSorted(),
    team?.members.toSorted(),
    team?.whenMakerLeaves,
    team?.missedSince,
    [...(team?.missedPeople ?? [])].toSorted(),
    team?.goneAt,
  ]);
}
