import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type { CreateAccessRequest } from '@openmaas/backstage-plugin-maas-common';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '../database/database';
import type { StoredModel } from '../models/ModelStore';
import type { Actor } from '../permissions/Actor';
import type { PlanService } from '../plans/PlanService';
import type { TeamService } from '../teams/TeamService';
import type { AccessRules, Verdict } from './AccessRules';
import type { AccessStore, StoredAccessRequest } from './AccessStore';
import { readBudget } from './budget';
import type { CurrentDeciders, Deciders } from './Deciders';
import type { ExpiryPolicy } from './expiry';
import { type GrantService, requireAsked } from './GrantService';
import { REPEATABLE_STATES, requestStateAt } from './states';
import { memberTeam } from './teams';

/** What drafts need. @internal */
export interface RequestDraftsOptions {
  store: Pick<AccessStore, 'find'>;
  teams: Pick<TeamService, 'ownersOf'>;
  plans: PlanService;
  rules: AccessRules;
  deciders: Deciders;
  grants: Pick<GrantService, 'held'>;
  expiry: ExpiryPolicy;
  /** Milliseconds after which a request that nobody decided expires. */
  decideWithinMs: number;
  now: () => Date;
}

/** Who asks for something. @internal */
export type Requester = Pick<Actor, 'userRef' | 'claims'>;

/** A request that is not made yet, and what it is decided by. @internal */
export interface Draft {
  /** Without grants and steps. */
  request: StoredAccessRequest;
  models: StoredModel[];
  /** Who decides now. */
  deciders: CurrentDeciders;
  /** The same, with what the team has now. */
  judge: (tx?: Transaction) => Promise<Verdict>;
}

/**
 * What people ask for, checked: the same for a request that is made and one that is only
 * looked at.
 *
 * @internal
 */
export class RequestDrafts {
  constructor(private readonly options: RequestDraftsOptions) {}

  /**
   * Checks what is asked for, and puts together what it is decided by.
   *
   * @throws InputError, NotAllowedError, NotFoundError, ConflictError
   */
  async draft(
    input: CreateAccessRequest,
    requester: Requester,
  ): Promise<Draft> {
    const { plans, rules, expiry, grants, teams, now } = this.options;
    const teamRef = memberTeam(input.team, requester.claims);
    const plan = plans.get(input.plan);
    const expiresInDays = expiry.days(input.expiresInDays);
    const monthlyBudget = readBudget(input.monthlyBudget);
    const data = input.data ?? 'public';
    const models = await rules.modelsUnder(input.models, plan, data);
    if (input.replaces !== undefined) {
      this.requireRepeatable(await this.require(input.replaces), requester);
    }
    const [deciders, owners] = await Promise.all([
      this.options.deciders.of({ modelIds: input.models, teamRefs: [teamRef] }),
      teams.ownersOf([teamRef]),
    ]);
    const at = now();
    const request: StoredAccessRequest = {
      id: uuid(),
      teamRef,
      requesterRef: requester.userRef,
      plan: plan.id,
      purpose: input.purpose.trim(),
      expiresInDays,
      monthlyBudget,
      data: input.data,
      state: 'pending',
      keyId: input.newKey === false ? undefined : uuid(),
      createdAt: at,
      decideBy: new Date(at.getTime() + this.options.decideWithinMs),
      reminders: 0,
      replacesId: input.replaces,
      requestHash: '',
      grants: [],
      steps: [],
    };
    const judge = async (tx?: Transaction) => {
      const held = await grants.held([teamRef], input.models, tx);
      requireAsked(held);
      const requesterOwnsTeam =
        owners.get(teamRef)?.includes(requester.userRef) ?? false;
      return rules.verdict(
        { teamRef, models, plan, monthlyBudget, data, requesterOwnsTeam },
        held,
      );
    };
    return { request, models, deciders, judge };
  }

  /**
   * Looks whether somebody may make a closed request again.
   *
   * @throws NotFoundError, InputError, ConflictError where it cannot be made again
   */
  requireRepeatable(
    request: StoredAccessRequest,
    requester: Pick<Actor, 'userRef'>,
  ): void {
    if (request.requesterRef !== requester.userRef) {
      throw noSuchRequest(request.id);
    }
    if (
      !REPEATABLE_STATES.includes(requestStateAt(request, this.options.now()))
    ) {
      throw new InputError(
        `Request ${request.id} is ${request.state}: only one that was denied, withdrawn or has expired can be made again`,
      );
    }
    if (request.replacedById) {
      throw new ConflictError(
        `Request ${request.id} was made again already, as ${request.replacedById}`,
      );
    }
  }

  private async require(id: string): Promise<StoredAccessRequest> {
    const [request] = await this.options.store.find([id]);
    if (!request) {
      throw noSuchRequest(id);
    }
    return request;
  }
}

/** That there is no such request. @internal */
export function noSuchRequest(id: string): NotFoundError {
  return new NotFoundError(`There is no access request ${id}`);
}
