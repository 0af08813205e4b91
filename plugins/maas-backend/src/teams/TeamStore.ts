import type { Transaction } from '../database/database';

/** What becomes of the keys of people who leave a team. @internal */
export type LeaverPolicy = 'keep' | 'suspend';

/** A team as the catalog last had it. @internal */
export interface StoredTeam {
  /** Entity reference of a Group. */
  ref: string;
  title: string;
  /** Entity references of the users who own it. */
  owners: string[];
  /** Entity references of the users who are in it, owners or not. */
  members: string[];
  /** undefined: as configuration says. */
  whenMakerLeaves?: LeaverPolicy;
  /** Since when the answers of the catalog lack it; gone it is after a while of that. */
  missedSince?: Date;
  /** Whom the catalog does not know, and since when; members or owners they are still. */
  missedPeople?: Map<string, Date>;
  /** Since when the catalog does not have it any more; the rest is as it was then. */
  goneAt?: Date;
}

/** What is remembered of teams. @internal */
export interface TeamStore {
  /** In no particular order; unknown ones are left out. */
  find(refs: string[], tx?: Transaction): Promise<StoredTeam[]>;
  all(tx?: Transaction): Promise<StoredTeam[]>;
  /** Refs of the teams that one of these users owns. */
  ownedBy(userRefs: string[]): Promise<string[]>;
  /** Refs of the teams that a user is in. */
  teamsOf(userRef: string): Promise<string[]>;
  /** Writes teams as they are now, members and owners included. */
  save(teams: StoredTeam[], tx: Transaction): Promise<void>;
}
