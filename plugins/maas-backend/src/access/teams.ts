import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotAllowedError } from '@backstage/errors';

/**
 * The full reference of a team.
 *
 * @param team - entity reference of a Group; kind and namespace may be left out
 * @throws InputError where it is no reference of a group
 * @internal
 */
export function teamRefOf(team: string): string {
  let ref;
  try {
    ref = parseEntityRef(team, {
      defaultKind: 'group',
      defaultNamespace: 'default',
    });
  } catch {
    throw new InputError(
      `"${team}" is not a team: write a group such as group:default/my-team`,
    );
  }
  const teamRef = stringifyEntityRef(ref);
  if (ref.kind.toLocaleLowerCase('en-US') !== 'group') {
    throw new InputError(`"${team}" is not a group: keys belong to teams`);
  }
  return teamRef;
}

/**
 * The team that somebody acts for.
 *
 * @param team - entity reference of a Group; kind and namespace may be left out
 * @param claims - entity refs of the user and of the groups the user is in
 * @returns the full reference
 * @throws InputError where it is no reference of a group
 * @throws NotAllowedError where the user is not in it
 * @internal
 */
export function memberTeam(team: string, claims: string[]): string {
  const teamRef = teamRefOf(team);
  if (!claims.includes(teamRef)) {
    const mine = claims.filter(claim => claim.startsWith('group:'));
    throw new NotAllowedError(
      `You are not in ${teamRef}. ${
        mine.length > 0
          ? `Your teams: ${mine.join(', ')}`
          : 'You are in no team yet: ask the platform team to add you to one'
      }`,
    );
  }
  return teamRef;
}
