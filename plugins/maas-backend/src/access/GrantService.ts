import { ConflictError } from '@backstage/errors';
import type { Transaction } from '../database/database';
import type {
  AccessStore,
  StoredAccessRequest,
  StoredGrant,
} from './AccessStore';
import { type GrantEvent, LIVE_GRANT_STATES, nextGrantState } from './states';

/**
 * The life of grants.
 *
 * @internal
 */
export class GrantService {
  constructor(
    private readonly store: AccessStore,
    private readonly now: () => Date,
  ) {}

  /** Grants of teams that can be used now; of some models where these are given. */
  async live(
    teamRefs: string[],
    modelIds?: string[],
    tx?: Transaction,
  ): Promise<StoredGrant[]> {
    const grants = await this.held(teamRefs, modelIds, tx);
    return grants.filter(grant => grant.state === 'active');
  }

  /** Grants of teams that are live, be they suspended. */
  async held(
    teamRefs: string[],
    modelIds?: string[],
    tx?: Transaction,
  ): Promise<StoredGrant[]> {
    const grants = await this.store.grants(
      { teamRefs, modelIds, states: LIVE_GRANT_STATES },
      tx,
    );
    return grants.filter(grant => !this.isOver(grant));
  }

  /** Grants of all teams that are live, be they suspended. */
  async allHeld(): Promise<StoredGrant[]> {
    const grants = await this.store.grants({ states: LIVE_GRANT_STATES });
    return grants.filter(grant => !this.isOver(grant));
  }

  /** Those of the grants that there are, in whatever state, in no particular order. */
  async find(ids: string[]): Promise<StoredGrant[]> {
    return this.store.findGrants(ids);
  }

  /** Grants of teams that are live or wait for a decision. */
  async open(teamRefs: string[], modelIds: string[]): Promise<StoredGrant[]> {
    const grants = await this.store.grants({
      teamRefs,
      modelIds,
      states: ['pending', ...LIVE_GRANT_STATES],
    });
    return grants.filter(grant => !this.isOver(grant));
  }

  /** A grant's state now: an end that nobody wrote down yet counts. */
  stateOf(grant: StoredGrant): StoredGrant['state'] {
    return this.isOver(grant) ? 'expired' : grant.state;
  }

  /**
   * Activates the grants of a request. The ones its team has for the same models end:
   * at most one is live per team and model.
   *
   * @param times - from when, and until when unless the team had the same for longer
   */
  async activate(
    request: StoredAccessRequest,
    times: { at: Date; expiresAt: Date },
    tx: Transaction,
  ): Promise<void> {
    const before = await this.store.grants(
      {
        teamRefs: [request.teamRef],
        modelIds: request.grants.map(grant => grant.modelId),
        states: LIVE_GRANT_STATES,
      },
      tx,
    );
    for (const grant of before) {
      const event = this.isOver(grant) ? 'expire' : 'supersede';
      await this.move(grant, event, { endedAt: times.at }, tx);
    }
    for (const grant of request.grants) {
      const change = {
        activatedAt: times.at,
        expiresAt: laterEnd(times.expiresAt, before, grant),
      };
      await this.move(grant, 'activate', change, tx);
    }
  }

  /** Closes the grants of a request that is refused or taken back. */
  async close(
    request: StoredAccessRequest,
    event: 'deny' | 'cancel',
    at: Date,
    tx: Transaction,
  ): Promise<void> {
    for (const grant of request.grants) {
      await this.move(grant, event, { endedAt: at }, tx);
    }
  }

  private isOver(grant: StoredGrant): boolean {
    return (
      LIVE_GRANT_STATES.includes(grant.state) &&
      grant.expiresAt !== undefined &&
      grant.expiresAt <= this.now()
    );
  }

  private async move(
    grant: StoredGrant,
    event: GrantEvent,
    change: Pick<StoredGrant, 'activatedAt' | 'expiresAt' | 'endedAt'>,
    tx: Transaction,
  ): Promise<void> {
    const state = nextGrantState(grant.state, event);
    if (!state) {
      throw new ConflictError(`A grant that is ${grant.state} cannot ${event}`);
    }
    await this.store.updateGrant(grant.id, { state, ...change }, tx);
  }
}

/** Asking again for what one has never makes it end earlier. */
function laterEnd(
  expiresAt: Date,
  before: StoredGrant[],
  grant: StoredGrant,
): Date {
  const same = before.find(
    old => old.modelId === grant.modelId && old.plan === grant.plan,
  );
  return same?.expiresAt && same.expiresAt > expiresAt
    ? same.expiresAt
    : expiresAt;
}
