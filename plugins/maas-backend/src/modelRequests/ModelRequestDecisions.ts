import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import type {
  ApproveModelRequest,
  AvailableModelRequest,
} from '@openmaas/backstage-plugin-maas-common';
import { asSystem } from '../audit/AuditScope';
import type { Transaction } from '../database/database';
import type { ModelService } from '../models/ModelService';
import type { Actor } from '../permissions/Actor';
import type { ModelRequestLog } from './ModelRequestLog';
import type {
  ModelRequestStore,
  StoredEvent,
  StoredModelRequest,
} from './ModelRequestStore';
import {
  AWAITED_STATES,
  type ModelRequestEvent,
  nextModelRequestState,
} from './states';

/** What deciding about requests for models needs. @internal */
export interface ModelRequestDecisionsOptions {
  store: ModelRequestStore;
  log: ModelRequestLog;
  models: Pick<ModelService, 'find'>;
  now: () => Date;
}

type Decider = Pick<Actor, 'userRef'>;

/** Who makes a request available whose model has appeared. */
const SYSTEM: Decider = { userRef: 'system' };

/** As the timeline calls what was decided. */
const EVENTS = {
  review: 'under-review',
  approve: 'approved',
  deploy: 'deploying',
  offer: 'available',
  decline: 'declined',
} as const satisfies Partial<Record<ModelRequestEvent, StoredEvent['event']>>;

/**
 * What the platform team makes of requests for models.
 *
 * @internal
 */
export class ModelRequestDecisions {
  constructor(private readonly options: ModelRequestDecisionsOptions) {}

  /**
   * Takes a request under review.
   *
   * @throws NotFoundError, NotAllowedError for an own request, ConflictError where its
   *   state does not allow it; so do the others
   */
  async review(id: string, decider: Decider, reason?: string) {
    return this.decide(id, 'review', decider, { reason });
  }

  /**
   * The model is to be deployed. Where there is one of its id already, it is available at
   * once.
   */
  async approve(id: string, decider: Decider, input: ApproveModelRequest = {}) {
    const { model, reason } = input;
    const approved = await this.decide(id, 'approve', decider, {
      reason,
      modelId: model,
    });
    const [there] = await this.options.models.find([approved.modelId]);
    return there ? this.offer(id) : approved;
  }

  /** The model will not be offered. */
  async decline(id: string, decider: Decider, reason: string) {
    return this.decide(id, 'decline', decider, { reason });
  }

  /** Its deployment has begun. */
  async deploying(id: string, decider: Decider, reason?: string) {
    return this.decide(id, 'deploy', decider, { reason });
  }

  /** It is offered now, as a model that is there. */
  async available(id: string, decider: Decider, input: AvailableModelRequest) {
    const { model, reason } = input;
    const [there] = await this.options.models.find([model]);
    if (!there) {
      throw new InputError(
        `There is no model "${model}" that people can see yet: the request becomes available by itself when its model appears`,
      );
    }
    return this.decide(id, 'offer', decider, { reason, modelId: model });
  }

  /**
   * Makes the approved requests available whose models have appeared.
   *
   * Called whenever models change; requests that another replica was quicker with are
   * left alone.
   */
  async offerWhatIsThere(): Promise<void> {
    const awaited = await this.options.store.names(AWAITED_STATES);
    const there = await this.options.models.find(
      awaited.map(({ modelId }) => modelId),
    );
    const ids = new Set(there.map(model => model.id));
    for (const { id } of awaited.filter(({ modelId }) => ids.has(modelId))) {
      await this.offer(id);
    }
  }

  private async offer(id: string): Promise<StoredModelRequest> {
    return asSystem({ action: 'model-request-offer' }, () =>
      this.options.log.change(id, async (request, tx) =>
        AWAITED_STATES.includes(request.state)
          ? this.decideIn(request, 'offer', SYSTEM, {}, tx)
          : undefined,
      ),
    );
  }

  private async decide(
    id: string,
    event: keyof typeof EVENTS,
    decider: Decider,
    decision: { reason?: string; modelId?: string },
  ): Promise<StoredModelRequest> {
    return this.options.log.change(id, async (request, tx) => {
      if (request.requesterRef === decider.userRef) {
        throw new NotAllowedError(
          'Nobody decides about an own request: somebody else has to',
        );
      }
      return this.decideIn(request, event, decider, decision, tx);
    });
  }

  private async decideIn(
    request: StoredModelRequest,
    event: keyof typeof EVENTS,
    decider: Decider,
    decision: { reason?: string; modelId?: string },
    tx: Transaction,
  ) {
    const { store, now } = this.options;
    const { id } = request;
    const state = nextModelRequestState(request.state, event);
    if (!state) {
      throw new ConflictError(
        `The request is ${request.state}, so it cannot become ${EVENTS[event]}`,
      );
    }
    const { modelId = request.modelId } = decision;
    const reason = decision.reason?.trim() || undefined;
    if (modelId !== request.modelId && event === 'approve') {
      await this.requireNotAsked(modelId, tx);
    }
    await store.decide(
      id,
      {
        state,
        modelId,
        decidedAt: now(),
        decidedBy: decider.userRef,
        decisionReason: reason,
      },
      tx,
    );
    const renamed = modelId !== request.modelId;
    return {
      event: EVENTS[event],
      actor: decider.userRef,
      text: reason,
      details: renamed ? { model: modelId } : undefined,
      before: {
        state: request.state,
        ...(renamed && { model: request.modelId }),
      },
      after: { state, ...(renamed && { model: modelId }) },
    };
  }

  /** @throws ConflictError where another open request is about that model */
  private async requireNotAsked(
    modelId: string,
    tx: Transaction,
  ): Promise<void> {
    const other = await this.options.store.findOpen({ modelId }, tx);
    if (other) {
      throw new ConflictError(
        `"${modelId}" is what request ${other.id} asks for: choose another id, or decline one of them`,
      );
    }
  }
}
