import { ConflictError } from '@backstage/errors';
import type { StepKind } from '@openmaas/backstage-plugin-maas-common';
import type { Transaction } from '../database/database';
import type { StoredAccessRequest, StoredGrant } from './AccessStore';
import type { GrantStore } from './GrantStore';
import { type GrantEvent, LIVE_GRANT_STATES, nextGrantState } from './states';

/** How grants of a request begin. @internal */
export interface Activation {
  at: Date;
  expiresAt: Date;
  /** Somebody decided about the end, which otherwise is never earlier than before. */
  exactEnd: boolean;
}

/**
 * The life of grants.
 *
 * @internal
 */
export class GrantService {
  constructor(
    private readonly store: GrantStore,
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
  async allHeld(tx?: Transaction): Promise<StoredGrant[]> {
    const grants = await this.store.grants({ states: LIVE_GRANT_STATES }, tx);
    return grants.filter(grant => !this.isOver(grant));
  }

  /** Live grants with a budget, of all teams. */
  async budgeted(): Promise<
    Array<StoredGrant & Required<Pick<StoredGrant, 'monthlyBudget'>>>
  > {
    const grants = await this.store.grants({
      states: LIVE_GRANT_STATES,
      withBudget: true,
    });
    return grants.flatMap(grant => {
      const { monthlyBudget } = grant;
      return monthlyBudget === undefined || this.isOver(grant)
        ? []
        : { ...grant, monthlyBudget };
    });
  }

  /** Those of the grants that there are, in whatever state, in no particular order. */
  async find(ids: string[]): Promise<StoredGrant[]> {
    return this.store.find(ids);
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
   * Activates what is left of the grants of a request. The ones its team has for the
   * same models end: at most one is live per team and model. A budget of theirs holds on
   * unless who decides about spending agreed to another, or to none; and so does a
   * suspension, unless who decides about the model agreed.
   *
   * @returns the grants after that
   * @throws ConflictError where configuration gives one of them
   */
  async activate(
    request: StoredAccessRequest,
    activation: Activation,
    tx: Transaction,
  ): Promise<StoredGrant[]> {
    const wanted = request.grants.filter(({ state }) => state === 'pending');
    const before = await this.end(
      request.teamRef,
      wanted.map(grant => grant.modelId),
      activation.at,
      tx,
    );
    const live = before.filter(grant => !this.isOver(grant));
    requireAsked(live);
    const isDecidedBy = (kind: StepKind, modelId: string) =>
      request.steps.some(
        step =>
          [kind, 'platform'].includes(step.kind) &&
          step.models.includes(modelId),
      );
    const active: StoredGrant[] = [];
    for (const grant of wanted) {
      const { modelId } = grant;
      const old = live.find(other => other.modelId === modelId);
      const next = {
        ...grant,
        monthlyBudget:
          grant.monthlyBudget ??
          (isDecidedBy('team-owner', modelId) ? undefined : old?.monthlyBudget),
        activatedAt: activation.at,
        expiresAt: activation.exactEnd
          ? activation.expiresAt
          : laterEnd(activation.expiresAt, old, grant.plan),
      };
      const activated = await this.move(next, 'activate', tx);
      const isHeld =
        old?.state === 'suspended' && !isDecidedBy('model-owner', modelId);
      active.push(
        isHeld
          ? await this.move(
              {
                ...activated,
                suspendedBy: old.suspendedBy,
                reason: old.reason,
              },
              'suspend',
              tx,
            )
          : activated,
      );
    }
    return request.grants.map(
      grant => active.find(({ id }) => id === grant.id) ?? grant,
    );
  }

  /**
   * Ends the live grants of a team for models, since others take their place.
   *
   * @returns them as they were before
   */
  async end(
    teamRef: string,
    modelIds: string[],
    at: Date,
    tx: Transaction,
  ): Promise<StoredGrant[]> {
    const before = await this.store.grants(
      { teamRefs: [teamRef], modelIds, states: LIVE_GRANT_STATES },
      tx,
    );
    for (const grant of before) {
      const event = this.isOver(grant) ? 'expire' : 'supersede';
      await this.move({ ...grant, endedAt: at }, event, tx);
    }
    return before;
  }

  /** Writes the terms agreed to so far of those grants that wait for a decision. */
  async keepTerms(grants: StoredGrant[], tx: Transaction): Promise<void> {
    for (const grant of grants.filter(({ state }) => state === 'pending')) {
      await this.store.save(grant, tx);
    }
  }

  /**
   * Closes those of the grants that wait for a decision.
   *
   * @returns all of them after that
   */
  async close(
    grants: StoredGrant[],
    event: 'deny' | 'cancel',
    at: Date,
    tx: Transaction,
  ): Promise<StoredGrant[]> {
    return Promise.all(
      grants.map(async grant =>
        grant.state === 'pending'
          ? this.move({ ...grant, endedAt: at }, event, tx)
          : grant,
      ),
    );
  }

  /**
   * Lets something happen to a grant, and writes it as it is then.
   *
   * @throws ConflictError where that cannot happen to it any more
   */
  async move(
    grant: StoredGrant,
    event: GrantEvent,
    tx: Transaction,
  ): Promise<StoredGrant> {
    const state = nextGrantState(grant.state, event);
    if (!state) {
      throw new ConflictError(
        `The access is ${grant.state} already: it cannot be changed any more`,
      );
    }
    const next = { ...grant, state };
    await this.store.save(next, tx);
    tx.notices.changed('grant');
    return next;
  }

  private isOver(grant: StoredGrant): boolean {
    return (
      LIVE_GRANT_STATES.includes(grant.state) &&
      grant.expiresAt !== undefined &&
      grant.expiresAt <= this.now()
    );
  }
}

/**
 * Lets no request change what configuration says.
 *
 * @throws ConflictError where configuration gives one of these live grants
 * @internal
 */
export function requireAsked(held: StoredGrant[]): void {
  const given = held.find(grant => grant.requestId === undefined);
  if (given) {
    throw new ConflictError(
      `Configuration gives ${given.teamRef} access to ${given.modelId} under plan ${given.plan}: it is changed there, in maas.grants`,
    );
  }
}

/** Asking again for what one has does not make it end earlier by accident. */
function laterEnd(
  expiresAt: Date,
  old: StoredGrant | undefined,
  plan: string,
): Date {
  return old?.plan === plan && old.expiresAt && old.expiresAt > expiresAt
    ? old.expiresAt
    : expiresAt;
}
