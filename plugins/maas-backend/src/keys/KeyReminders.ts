import type { Transaction, Transactor } from '../database/database';
import type { Notice } from '../notices/Notices';
import type { TeamService } from '../teams/TeamService';
import type { StoredTeam } from '../teams/TeamStore';
import { groupBy } from '../util/groupBy';
import { keyPath } from './keyNotes';
import type { StoredKey } from './KeyStore';
import type { KeyWatchStore, UnusedKeys } from './KeyWatchStore';
import { dueReminder } from './states';

const DAY = 24 * 60 * 60 * 1000;

/** How many keys, or notices, one transaction has at most. */
const BATCH = 500;

/** What reminders about keys need. @internal */
export interface KeyRemindersOptions {
  store: KeyWatchStore;
  transact: Transactor;
  teams: TeamService;
  /** Milliseconds without a call after which a key counts as unused. */
  unusedAfterMs: number;
  now: () => Date;
}

/**
 * Reminds people of keys that end, and of those that nobody uses.
 *
 * @internal
 */
export class KeyReminders {
  constructor(private readonly options: KeyRemindersOptions) {}

  /**
   * Tells the makers of keys that these end, some days before and when it is over, each
   * once; and the owners of a team where the maker is not in it any more.
   *
   * @param signal - stops between two batches
   */
  async remindOfEnds(signal?: AbortSignal): Promise<void> {
    const { store, transact } = this.options;
    for (let taken = BATCH; taken === BATCH && !signal?.aborted; ) {
      taken = await transact(async tx => {
        const at = this.options.now();
        const keys = await store.takeDue(at, BATCH, tx);
        const teams = await this.teamsOf(keys, tx);
        const groups = groupBy(
          keys,
          key =>
            `${key.teamRef} ${key.makerRef} ${
              key.expiresAt && dueReminder(key.expiresAt, at)
            }`,
        );
        for (const group of groups.values()) {
          tx.notices.note(endNotice(group, at, teams.get(group[0].teamRef)));
        }
        if (keys.length > 0) {
          tx.notices.changed('api-key');
        }
        return keys.length;
      });
    }
  }

  /** Points out to makers and team owners which keys nobody uses. */
  async pointOutUnused(): Promise<void> {
    const { store, transact, unusedAfterMs, now } = this.options;
    const at = now();
    const since = new Date(at.getTime() - unusedAfterMs);
    const unused = await store.unused(since, at);
    const teams = await this.teamsOf(unused);
    const days = Math.round(unusedAfterMs / DAY);
    const notices = [
      ...[...groupBy(unused, keys => keys.makerRef)].map(([maker, keys]) =>
        unusedNotice([maker], keys, days, 'scope=mine'),
      ),
      ...[...groupBy(unused, keys => keys.teamRef)].flatMap(([ref, keys]) => {
        const team = teams.get(ref);
        // Whoever made all of them knows it from the other notice.
        const others = (team?.owners ?? []).filter(owner =>
          keys.some(({ makerRef }) => makerRef !== owner),
        );
        return others.length > 0
          ? [
              unusedNotice(
                others,
                keys,
                days,
                `team=${encodeURIComponent(ref)}`,
                team?.title,
              ),
            ]
          : [];
      }),
    ];
    for (let start = 0; start < notices.length; start += BATCH) {
      await transact(async tx => {
        for (const notice of notices.slice(start, start + BATCH)) {
          tx.notices.note(notice);
        }
      });
    }
  }

  private async teamsOf(
    keys: Array<Pick<StoredKey, 'teamRef'>>,
    tx?: Transaction,
  ): Promise<Map<string, StoredTeam>> {
    const refs = [...new Set(keys.map(({ teamRef }) => teamRef))];
    const teams = await this.options.teams.find(refs, tx);
    return new Map(teams.map(team => [team.ref, team]));
  }
}

/** @param keys - of one maker and team, all due for the same reminder */
function endNotice(
  keys: StoredKey[],
  at: Date,
  team: StoredTeam | undefined,
): Notice {
  const [first] = keys;
  const days = (first.expiresAt && dueReminder(first.expiresAt, at)) ?? 0;
  const isGone = team !== undefined && !team.members.includes(first.makerRef);
  const one = keys.length === 1;
  const those = one ? `API key ${first.name}` : `${keys.length} API keys`;
  const ends = one ? 'ends' : 'end';
  return {
    recipients: [first.makerRef, ...(isGone ? team.owners : [])],
    title:
      days === 0
        ? `${those} of ${first.teamRef} ${one ? 'has' : 'have'} ended`
        : `${those} of ${first.teamRef} ${ends} within ${days} days`,
    description:
      days === 0
        ? 'Calls are refused from then on. Make a new key where one is still needed.'
        : 'Put the end off, or make a new key in time, where one is still needed.',
    link: one ? keyPath(first.id) : '/maas/keys?scope=mine&sort=expires',
    severity: days > 3 ? 'normal' : 'high',
    topic: 'api-key-expiry',
    scope: one
      ? `maas/api-key/${first.id}/end`
      : `maas/api-key-ends/${first.teamRef}/${first.makerRef}/${days}`,
  };
}

function unusedNotice(
  recipients: string[],
  keys: UnusedKeys[],
  days: number,
  filter: string,
  team?: string,
): Notice {
  const count = keys.reduce((sum, item) => sum + item.count, 0);
  const whose = team === undefined ? 'Your' : `${team}'s`;
  return {
    recipients,
    title:
      count === 1
        ? `${whose} API key ${keys[0].name} has not been used for ${days} days`
        : `${whose} ${count} API keys have not been used for ${days} days`,
    description: 'Revoke what nobody needs any more.',
    link: `/maas/keys?${filter}&unusedDays=${days}`,
    severity: 'low',
    topic: 'api-key-unused',
    scope: `maas/api-keys-unused/${filter}`,
  };
}
