import type { Knex } from 'knex';
import { type StoredTime, toDate, toOptionalDate } from '../database/columns';
import type { Transaction } from '../database/database';
import { inChunks } from '../database/inChunks';
import { insertRows } from '../database/insertRows';
import { groupBy } from '../util/groupBy';
import type { LeaverPolicy, StoredTeam, TeamStore } from './TeamStore';

interface TeamRow {
  ref: string;
  title: string;
  when_maker_leaves: LeaverPolicy | null;
  missed_since: StoredTime | null;
  gone_at: StoredTime | null;
}

interface PersonRow {
  team_ref: string;
  user_ref: string;
  is_owner: boolean | number;
  is_member: boolean | number;
  missed_since: StoredTime | null;
}

/**
 * {@link TeamStore} on knex, SQLite and PostgreSQL alike.
 *
 * @internal
 */
export class DatabaseTeamStore implements TeamStore {
  constructor(private readonly knex: Knex) {}

  async find(refs: string[], tx?: Transaction) {
    return inChunks(refs, async chunk =>
      toTeams(
        await (tx ?? this.knex)<TeamRow>('teams').whereIn('ref', chunk),
        await (tx ?? this.knex)<PersonRow>('team_people')
          .whereIn('team_ref', chunk)
          .orderBy('user_ref'),
      ),
    );
  }

  async all(tx?: Transaction) {
    return toTeams(
      await (tx ?? this.knex)<TeamRow>('teams'),
      await (tx ?? this.knex)<PersonRow>('team_people').orderBy('user_ref'),
    );
  }

  async ownedBy(userRefs: string[]) {
    return this.knex<PersonRow>('team_people')
      .whereIn('user_ref', userRefs)
      .where('is_owner', true)
      .distinct()
      .pluck('team_ref');
  }

  async teamsOf(userRef: string) {
    return this.knex<PersonRow>('team_people')
      .where({ user_ref: userRef, is_member: true })
      .pluck('team_ref');
  }

  async save(teams: StoredTeam[], tx: Transaction) {
    await insertRows(
      tx,
      'teams',
      teams.map(team => ({
        ref: team.ref,
        title: team.title,
        when_maker_leaves: team.whenMakerLeaves ?? null,
        missed_since: team.missedSince ?? null,
        gone_at: team.goneAt ?? null,
      })),
      `ON CONFLICT (ref) DO UPDATE SET title = excluded.title,
        when_maker_leaves = excluded.when_maker_leaves,
        missed_since = excluded.missed_since, gone_at = excluded.gone_at`,
    );
    const refs = teams.map(team => team.ref);
    await inChunks(refs, async chunk => {
      await tx('team_people').whereIn('team_ref', chunk).delete();
      return [];
    });
    await insertRows(tx, 'team_people', teams.flatMap(toPeople), '');
  }
}

function toPeople(team: StoredTeam): object[] {
  const members = new Set(team.members);
  const owners = new Set(team.owners);
  return [...new Set([...members, ...owners])].map(userRef => ({
    team_ref: team.ref,
    user_ref: userRef,
    is_member: members.has(userRef),
    is_owner: owners.has(userRef),
    missed_since: team.missedPeople?.get(userRef) ?? null,
  }));
}

function toTeams(rows: TeamRow[], people: PersonRow[]): StoredTeam[] {
  const byTeam = groupBy(people, person => person.team_ref);
  return rows.map(row => {
    const own = byTeam.get(row.ref) ?? [];
    const refsOf = (column: 'is_owner' | 'is_member') =>
      own.filter(person => person[column]).map(person => person.user_ref);
    return {
      ref: row.ref,
      title: row.title,
      owners: refsOf('is_owner'),
      members: refsOf('is_member'),
      whenMakerLeaves: row.when_maker_leaves ?? undefined,
      missedSince: toOptionalDate(row.missed_since),
      missedPeople: new Map(
        own.flatMap(({ user_ref, missed_since }) =>
          missed_since === null ? [] : [[user_ref, toDate(missed_since)]],
        ),
      ),
      goneAt: toOptionalDate(row.gone_at),
    };
  });
}
