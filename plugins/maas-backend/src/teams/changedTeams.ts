import type { CatalogTeams } from './catalogTeams';
import type { StoredTeam } from './TeamStore';

/**
 * What has to be remembered anew of teams. A team or a member that the catalog has lost
 * stays for a while: a catalog that is being filled has some entities before others,
 * and nobody's keys are to stop for that. A member who is in the catalog, but not in the
 * team, has left.
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

  /** Members of a team whom the catalog has lost, and since when. */
  const missedOf = (team?: StoredTeam): Array<[string, Date]> =>
    (team?.members ?? [])
      .filter(member => !catalog.users.has(member))
      .map((member): [string, Date] => [
        member,
        team?.missedMembers?.get(member) ?? now,
      ])
      .filter(([, since]) => !isOver(since));

  const present = catalog.teams.map((team): StoredTeam => {
    const missedMembers = new Map(missedOf(before.get(team.ref)));
    const members = [...team.members, ...missedMembers.keys()];
    return { ...team, members, missedMembers };
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
    [...(team?.missedMembers ?? [])].toSorted(),
    team?.goneAt,
  ]);
}
