import type { StepKind } from '@openmaas/backstage-plugin-maas-common';
import type { ModelService } from '../models/ModelService';
import type { Actor } from '../permissions/Actor';
import type { TeamService } from '../teams/TeamService';
import type { Need } from './AccessRules';
import type { StoredAccessRequest, StoredStep } from './AccessStore';
import type { DelegationStore } from './DelegationStore';

/** Somebody who decides for somebody else now. @internal */
interface StandIn {
  fromRef: string;
  toRef: string;
  /** Of the one who is away. */
  claims: string[];
}

/** What has to be known to tell who decides. @internal */
interface Facts {
  /** Who decides about access to models, by their ids. */
  approvers: Map<string, string>;
  /** Users who own teams, by the refs of the teams. */
  owners: Map<string, string[]>;
  /** Users in the groups that decide, as far as these are known. */
  members: Map<string, string[]>;
  admins: string[];
  standIns: StandIn[];
}

/**
 * Who decides what, as it was when it was asked for.
 *
 * @internal
 */
export class CurrentDeciders {
  constructor(private readonly facts: Facts) {}

  /**
   * Users and groups who decide a step themselves; nobody where its models have come to
   * have several approvers.
   */
  ofStep(
    step: Pick<StoredStep, 'kind' | 'models'>,
    { teamRef }: Pick<StoredAccessRequest, 'teamRef'>,
  ): string[] {
    const { approvers, owners, admins } = this.facts;
    switch (step.kind) {
      case 'model-owner': {
        const all = new Set(step.models.flatMap(id => approvers.get(id) ?? []));
        return all.size === 1 ? [...all] : [];
      }
      case 'team-owner':
        return owners.get(teamRef) ?? [];
      default:
        return admins;
    }
  }

  /** Users and groups who decide the open step now, with those who stand in for them. */
  ofOpenStep(
    request: Pick<StoredAccessRequest, 'teamRef' | 'requesterRef' | 'steps'>,
  ): string[] {
    const step = request.steps.find(({ state }) => state === 'open');
    if (!step) {
      return [];
    }
    const own = this.ofStep(step, request);
    const others = this.facts.standIns.filter(
      ({ fromRef, claims }) =>
        fromRef !== request.requesterRef &&
        claims.some(claim => own.includes(claim)),
    );
    return [...new Set([...own, ...others.map(({ toRef }) => toRef)])];
  }

  /** Whether somebody stands in for somebody else, whose own request is not theirs. */
  standsInFor(userRef: string, fromRef: string): boolean {
    return this.facts.standIns.some(
      standIn => standIn.toRef === userRef && standIn.fromRef === fromRef,
    );
  }

  /** For whom somebody decides the open step; undefined: in their own right. */
  onBehalfOf(
    request: Pick<StoredAccessRequest, 'teamRef' | 'requesterRef' | 'steps'>,
    actor: Pick<Actor, 'userRef' | 'claims'>,
  ): string | undefined {
    const step = request.steps.find(({ state }) => state === 'open');
    const own = step ? this.ofStep(step, request) : [];
    if (actor.claims.some(claim => own.includes(claim))) {
      return undefined;
    }
    return this.facts.standIns.find(
      ({ fromRef, toRef, claims }) =>
        toRef === actor.userRef &&
        fromRef !== request.requesterRef &&
        claims.some(claim => own.includes(claim)),
    )?.fromRef;
  }

  /**
   * The steps of a new request: one for each approver of models, and the platform
   * team's where nobody but the requester could decide.
   */
  plan(
    needs: Need[],
    asked: Pick<StoredAccessRequest, 'teamRef' | 'requesterRef'>,
  ): StoredStep[] {
    const wanted = needs
      .flatMap(need => this.byApprover(need))
      .map(need => ({
        ...need,
        kind: this.hasDecider(need, asked) ? need.kind : 'platform',
      }));
    const platform = wanted.filter(({ kind }) => kind === 'platform');
    return wanted
      .filter(
        need =>
          need.kind !== 'platform' || need === platform[platform.length - 1],
      )
      .map((need, index) => ({
        kind: need.kind as StepKind,
        state: index === 0 ? 'open' : 'waiting',
        // Once for all that is the platform team's.
        models:
          need.kind === 'platform'
            ? [...new Set(platform.flatMap(({ models }) => models))]
            : need.models,
      }));
  }

  /** Whether anybody but the requester can decide a step. */
  hasDecider(
    step: Pick<StoredStep, 'kind' | 'models'>,
    asked: Pick<StoredAccessRequest, 'teamRef' | 'requesterRef'>,
  ): boolean {
    return this.ofStep(step, asked).some(ref => {
      const members = this.facts.members.get(ref) ?? [];
      return (
        ref !== asked.requesterRef &&
        // Of a group without known members, somebody may still be.
        (members.length === 0 ||
          members.some(member => member !== asked.requesterRef))
      );
    });
  }

  private byApprover(need: Need): Need[] {
    if (need.kind !== 'model-owner') {
      return [need];
    }
    const { approvers } = this.facts;
    const distinct = new Set(need.models.map(id => approvers.get(id)));
    return [...distinct].map(approver => ({
      kind: need.kind,
      models: need.models.filter(id => approvers.get(id) === approver),
    }));
  }
}

/**
 * Who decides what, as it is now.
 *
 * @internal
 */
export class Deciders {
  constructor(
    private readonly options: {
      models: Pick<ModelService, 'approversOf'>;
      teams: Pick<TeamService, 'admins' | 'find' | 'ownersOf' | 'claimsOf'>;
      delegations: Pick<DelegationStore, 'activeAt'>;
      now: () => Date;
    },
  ) {}

  /** Whoever could decide about requests of teams for models. */
  async of(scope: {
    modelIds: string[];
    teamRefs: string[];
  }): Promise<CurrentDeciders> {
    const { models, teams, delegations, now } = this.options;
    const [approvers, owners, active] = await Promise.all([
      models.approversOf([...new Set(scope.modelIds)]),
      teams.ownersOf([...new Set(scope.teamRefs)]),
      delegations.activeAt(now()),
    ]);
    const [groups, standIns] = await Promise.all([
      teams.find([...new Set([...approvers.values(), ...teams.admins])]),
      Promise.all(
        active.map(async ({ fromRef, toRef }) => ({
          fromRef,
          toRef,
          claims: await teams.claimsOf(fromRef),
        })),
      ),
    ]);
    return new CurrentDeciders({
      approvers,
      owners,
      members: new Map(groups.map(group => [group.ref, group.members])),
      admins: teams.admins,
      standIns,
    });
  }

  /** Whoever could decide about these requests. */
  async ofRequests(requests: StoredAccessRequest[]): Promise<CurrentDeciders> {
    return this.of({
      teamRefs: requests.map(request => request.teamRef),
      modelIds: requests.flatMap(request =>
        request.steps.flatMap(step => step.models),
      ),
    });
  }
}
