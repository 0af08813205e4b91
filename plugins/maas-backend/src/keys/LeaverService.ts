import type { Transaction, Transactor } from '../database/database';
import { asSystem } from '../audit/AuditScope';
import type { Automation } from '../permissions/automation';
import type { TeamService } from '../teams/TeamService';
import type { StoredTeam } from '../teams/TeamStore';
import type { StopCause, StoredKey } from './KeyStore';
import type { KeyHolder, KeyWatchStore } from './KeyWatchStore';

/** What the service of leavers needs. @internal */
export interface LeaverServiceOptions {
  store: KeyWatchStore;
  transact: Transactor;
  teams: TeamService;
  /** Programs that make keys, and are in the teams that they act for. */
  programs: Iterable<Automation>;
  now: () => Date;
}

/**
 * What becomes of the keys of people who leave their team, and of teams that are gone.
 *
 * @internal
 */
export class LeaverService {
  private readonly programs: Set<string>;

  constructor(private readonly options: LeaverServiceOptions) {
    this.programs = new Set(
      [...options.programs].flatMap(({ userRef, teamRefs }) =>
        teamRefs.map(teamRef => membership(teamRef, userRef)),
      ),
    );
  }

  /**
   * Holds back the keys whose maker is not in the team any more, where the team's policy
   * says so, and those of teams that are gone; lets those go on whose maker or team is
   * back. Teams that the catalog never had are left alone.
   */
  async follow(): Promise<void> {
    const { store, teams, now } = this.options;
    const holders = await store.holders(now());
    const refs = [...new Set(holders.map(({ teamRef }) => teamRef))];
    const known = new Map(
      (await teams.find(refs)).map(team => [team.ref, team]),
    );
    for (const holder of holders) {
      const team = known.get(holder.teamRef);
      const cause = team && this.causeOf(team, holder.makerRef);
      if (team && cause !== holder.stopCause) {
        await asSystem({ action: cause ? 'key-stop' : 'key-go-on' }, () =>
          this.stop(holder, team, cause),
        );
      }
    }
  }

  private causeOf(team: StoredTeam, makerRef: string): StopCause | undefined {
    if (team.goneAt) {
      return 'team-gone';
    }
    const isMember =
      team.members.includes(makerRef) ||
      this.programs.has(membership(team.ref, makerRef));
    return !isMember && this.options.teams.policyOf(team) === 'suspend'
      ? 'maker-left'
      : undefined;
  }

  private async stop(
    holder: KeyHolder,
    team: StoredTeam,
    cause: StopCause | undefined,
  ): Promise<void> {
    const { store, transact, now } = this.options;
    await transact(async tx => {
      const keys = await store.stop(holder, cause, now(), tx);
      if (keys.length > 0) {
        noteStop(tx, holder, team, cause, keys);
      }
    });
  }
}

function membership(teamRef: string, userRef: string): string {
  return `${teamRef} ${userRef}`;
}

function noteStop(
  tx: Transaction,
  { makerRef, stopCause }: KeyHolder,
  team: StoredTeam,
  cause: StopCause | undefined,
  keys: Array<Pick<StoredKey, 'id' | 'name'>>,
): void {
  tx.audit.note({
    target: { kind: 'team', id: team.ref, name: team.title },
    team: team.ref,
    before: { stopCause: stopCause ?? null },
    after: { stopCause: cause ?? null, maker: makerRef, keys },
  });
  tx.notices.changed('api-key');
  const those =
    keys.length === 1
      ? `API key ${keys[0].name} of ${team.title}`
      : `${keys.length} API keys of ${team.title}`;
  const verb = keys.length === 1 ? 'is' : 'are';
  tx.notices.note({
    recipients: [makerRef, ...team.owners],
    title: cause ? `${those} ${verb} suspended` : `${those} can be used again`,
    description: describeCause(cause, makerRef, team.title),
    link: `/maas/keys?team=${encodeURIComponent(team.ref)}`,
    severity: cause ? 'high' : 'normal',
    topic: 'api-key-leaver',
    scope: `maas/leaver/${team.ref}/${makerRef}`,
  });
}

function describeCause(
  cause: StopCause | undefined,
  makerRef: string,
  team: string,
): string {
  switch (cause) {
    case 'maker-left':
      return `${makerRef}, who made them, is not in ${team} any more. Whoever still needs them makes own ones.`;
    case 'team-gone':
      return `The catalog does not have the team ${team} any more. They can be used again if it comes back.`;
    default:
      return `${makerRef} and the team ${team} are in the catalog as before.`;
  }
}
