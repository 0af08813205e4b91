import type { Knex } from 'knex';
import { type StoredTime, toOptionalDate } from '../database/columns';
import type { Transaction } from '../database/database';
import { inChunks } from '../database/inChunks';
import { insertRows } from '../database/insertRows';
import type { LeaverPolicy, StoredTeam, TeamStore } from './TeamStore';

interface TeamRow {
  ref: string;
  title: string;
  when_maker_leaves: LeaverPolicy | null;
  gone_at: StoredTime | null;
}

interface MemberRow {
  team_ref: string;
  user_ref: string;
  is_owner: boolean | number;
  is_member: boolean | number;
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
      this.withPeople(
        await (tx ?? this.knex)<TeamRow>('teams').whereIn('ref', chunk),
        tx,
      ),
    );
  }

  async all(tx?: Transaction) {
    const refs = await (tx ?? this.knex)<TeamRow>('teams').pluck('ref');
    return this.find(refs, tx);
  }

  async ownedBy(userRefs: string[]) {
    return this.knex<MemberRow>('team_people')
      .whereIn('user_ref', userRefs)
      .where('is_owner', true)
      .distinct()
      .pluck('team_ref');
  }

  async teamsOf(userRef: string) {
    return this.knex<MemberRow>('team_people')
      .where({ user_ref: userRef, is_member: true })
      .pluck('team_ref');
  }

  async save(teams: StoredTeam[], tx: Transaction) {
    const refs = teams.map(team => team.ref);
    await inChunks(refs, async chunk => {
      await tx('team_people').whereIn('team_ref', chunk).delete();
      await tx('teams').whereIn('ref', chunk).delete();
      return [];
    });
    await insertRows(
      tx,
      'teams',
      teams.map(team => ({
        ref: team.ref,
        title: team.title,
        when_maker_leaves: team.whenMakerLeaves ?? null,
        gone_at: team.goneAt ?? null,
      })),
      '',
    );
    await insertRows(
      tx,
      'team_people',
      teams.flatMap(team =>
        [...new Set([...team.members, ...team.owners])].map(userRef => ({
          team_ref: team.ref,
          user_ref: userRef,
          is_member: team.members.includes(userRef),
          is_owner: team.owners.includes(userRef),
        })),
      ),
      '',
    );
  }

  private async withPeople(
    rows: TeamRow[],
    tx?: Transaction,
  ): Promise<StoredTeam[]> {
    const people = await (tx ?? this.knex)<MemberRow>('team_people')
      .whereIn(
        'team_ref',
        rows.map(row => row.ref),
      )
      .orderBy('user_ref');
    const refsOf = (row: TeamRow, column: 'is_owner' | 'is_member') =>
      people
        .filter(person => person.team_ref === row.ref && person[column])
        .map(person => person.user_ref);
    return rows.map(row => ({
      ref: row.ref,
      title: row.title,
      owners: refsOf(row, 'is_owner'),
      members: refsOf(row, 'is_member'),
      whenMakerLeaves: row.when_maker_leaves ?? undefined,
      goneAt: toOptionalDate(row.gone_at),
    }));
  }
}
