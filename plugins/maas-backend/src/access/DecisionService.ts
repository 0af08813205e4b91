import type { Approval } from '@openmaas/backstage-plugin-maas-common';
import type { Actor } from '../permissions/Actor';
import type { PlanService } from '../plans/PlanService';
import { tellDeciders, tellRequester } from './accessNotices';
import type { AccessRules } from './AccessRules';
import type { StoredAccessRequest, StoredStep } from './AccessStore';
import { agree, type Agreed } from './approval';
import type { GrantService } from './GrantService';
import {
  after,
  type Decider,
  type RequestChanges,
  requireOwn,
  type Work,
} from './RequestChanges';
import type { Outcome, RequestOutcomes } from './RequestOutcomes';
import { nextStep, openStep, withStep } from './steps';
import { termsOf } from './terms';

/** What a service of decisions needs. @internal */
export interface DecisionServiceOptions {
  changes: RequestChanges;
  plans: PlanService;
  rules: AccessRules;
  outcomes: RequestOutcomes;
  grants: Pick<GrantService, 'close' | 'keepTerms'>;
  now: () => Date;
}

/**
 * How access requests are decided, or taken back. Who may is a matter of permissions; that
 * nobody decides about an own request is seen to by {@link RequestChanges}.
 *
 * @internal
 */
export class DecisionService {
  constructor(private readonly options: DecisionServiceOptions) {}

  /**
   * Agrees to the step that a request waits at. After the last one it is granted, and
   * grants that the team has for the same models are superseded.
   *
   * @throws NotFoundError, InputError where more is granted than was asked for,
   *   NotAllowedError for an own request, ConflictError where it is decided already, or
   *   asks for what is not offered any more
   */
  async approve(
    id: string,
    decider: Decider,
    approval: Approval = {},
  ): Promise<StoredAccessRequest> {
    const { rules, plans } = this.options;
    const asked = await this.options.changes.require(id);
    await rules.requireOffered({
      ...asked,
      plan: approval.plan ?? termsOf(asked).plan,
      grants: asked.grants.filter(
        ({ modelId }) => approval.models?.includes(modelId) ?? true,
      ),
    });
    return this.options.changes.change(id, 'approve', async work => {
      const by = this.options.changes.deciderOf(work, decider, approval.reason);
      const step = openStep(work.request);
      const before = termsOf(work.request).plan;
      const agreed = agree(work.request, step, approval, {
        before: plans.find(before),
        granted: plans.get(approval.plan ?? before),
      });
      return this.agreeTo(step, agreed, by, work);
    });
  }

  /**
   * Refuses a request, at whatever step it waits.
   *
   * @throws NotFoundError, NotAllowedError for an own request, ConflictError where it
   *   is decided already
   */
  async deny(
    id: string,
    decider: Decider,
    reason: string,
  ): Promise<StoredAccessRequest> {
    return this.options.changes.change(id, 'deny', async work => {
      const by = this.options.changes.deciderOf(work, decider, reason);
      const step = openStep(work.request);
      const denied = withStep(
        work.request,
        step,
        'denied',
        by,
        this.options.now(),
      );
      return this.options.outcomes.close(
        denied,
        'deny',
        by,
        work.deciders,
        work.tx,
      );
    });
  }

  /**
   * Takes an open request back.
   *
   * @throws NotFoundError, NotAllowedError for somebody else's, ConflictError where it
   *   is decided already
   */
  async withdraw(
    id: string,
    requester: Pick<Actor, 'userRef'>,
  ): Promise<StoredAccessRequest> {
    return this.options.changes.change(
      id,
      'withdraw',
      async ({ request, deciders, tx }) => {
        requireOwn(request, requester, 'withdraw it');
        const by = { by: requester.userRef };
        return this.options.outcomes.close(
          request,
          'withdraw',
          by,
          deciders,
          tx,
        );
      },
    );
  }

  /** Takes note of an agreed step; opens the next one, or grants what is left. */
  private async agreeTo(
    step: StoredStep,
    agreed: Agreed,
    by: Outcome,
    { deciders, tx }: Work,
  ): Promise<StoredAccessRequest> {
    const { outcomes, grants, now } = this.options;
    const at = now();
    const outcome = { ...by, details: agreed.details };
    const denied = await grants.close(
      agreed.request.grants.filter(({ modelId }) =>
        agreed.denied.includes(modelId),
      ),
      'deny',
      at,
      tx,
    );
    const left = agreed.request.grants.map(
      grant => denied.find(({ id }) => id === grant.id) ?? grant,
    );
    const request = nextStep(
      withStep({ ...agreed.request, grants: left }, step, 'approved', by, at),
    );
    if (!request.steps.some(({ state }) => state === 'open')) {
      return outcomes.grant(request, outcome, tx);
    }
    const opened = after(request, 'approve-step', { question: undefined });
    await outcomes.save(opened, tx);
    await grants.keepTerms(opened.grants, tx);
    await outcomes.record(opened, { event: 'step-approved', ...outcome }, tx);
    tx.notices.note(tellRequester('step-approved', opened, by.by, by.reason));
    const told = deciders.ofOpenStep(opened);
    tx.notices.note(tellDeciders('opened', opened, told));
    return opened;
  }
}
